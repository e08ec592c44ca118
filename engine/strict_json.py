"""Reads JSON that others wrote, strictly: each name once, and nothing that JSON does not have. It knows nothing of what the values mean."""

import json
from collections.abc import Callable
from typing import Any, NoReturn


def read_json(text: str | bytes, parse_float: Callable[[str], float] = float) -> Any:
    """The value of a JSON text (RFC 8259); raises ValueError, also for one that is nested too deeply to be read."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refused, parse_float=parse_float)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names stand once: of two values it can not be told which was meant."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON number")
