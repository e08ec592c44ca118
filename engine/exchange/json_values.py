"""Reads JSON that others have made, strictly: one object, each name once, nothing that JSON does not have."""

from collections.abc import Iterable
from typing import Any

from engine.exchange import NotReadable, Remark
from engine.strict_json import read_json
from engine.template.from_schema.pointers import pointer_of

LARGEST = 4 * 1024 * 1024
"""How many bytes a file may have: others say a great deal in theirs that a template does not."""
DEEPEST = 100
"""How deep its values may lie in each other."""


def json_object(raw: bytes) -> dict[str, Any] | None:
    """The object that the bytes hold, as UTF-8 with or without a byte order mark; None when they hold anything else."""
    if len(raw) > LARGEST:
        return None
    try:
        found = read_json(raw.decode("utf-8-sig"), parse_float=_finite)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def object_of(raw: bytes) -> dict[str, Any]:
    """The object that the bytes hold; raises NotReadable where they hold none, or one that is too large or too deep."""
    if len(raw) > LARGEST:
        raise NotReadable(Remark("too-large", ""))
    found = json_object(raw)
    if found is None:
        raise NotReadable(Remark("not-json", ""))
    if _deeper(found):
        raise NotReadable(Remark("too-deep", ""))
    return found


def pointer(*parts: str | int) -> str:
    """A JSON Pointer (RFC 6901)."""
    return pointer_of(parts)


def _deeper(value: Any) -> bool:
    """Whether something lies deeper than it may; asked level by level, so that depth does no harm."""
    level: list[Any] = [value]
    for _ in range(DEEPEST):
        level = [inner for outer in level if isinstance(outer, dict | list) for inner in _inside(outer)]
    return bool(level)


def _inside(value: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value


def _finite(number: str) -> float:
    """A number that there is room for: `1e999` would become infinite."""
    found = float(number)
    if found in (float("inf"), float("-inf")):
        raise ValueError(f"{number} is too large")
    return found
