"""Reads JSON that others have made, strictly: one object, each name once, nothing that JSON does not have."""

import json
from typing import Any, NoReturn


def json_object(raw: bytes) -> dict[str, Any] | None:
    """The object that the bytes hold, as UTF-8 with or without a byte order mark; None when they hold anything else."""
    try:
        found = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refused)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names stand once: of two it can not be told which was meant."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON number")
