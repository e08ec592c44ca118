"""Questions that take files: a picture or a file for other programs, and with their own limits where the workbook comes back."""

from collections.abc import Mapping
from typing import Any

from engine.attachments import KINDS, LARGEST, MOST
from engine.exchange.xlsform.known import Known
from engine.exchange.xlsform.shaping import OWN_COLUMN, Shape, Shaping

_NAME = "file"
_COUNTS: Mapping[str, int] = {"max_files": MOST, "max_size": LARGEST}
KEYS = ("accept", *_COUNTS)
"""The keys of the type that the column `mallverk` holds."""


def file_shape(shaping: Shaping) -> Shape:
    """One picture or one file, as other programs ask for it, unless the column `mallverk` says otherwise."""
    own = shaping.row.get(OWN_COLUMN)
    keys = _read(own)
    if keys is None:
        if own:
            shaping.notes.tell("parameters", shaping.row.place(OWN_COLUMN), parameters=own)
        shaping.notes.tell("own-check", shaping.row.place("type"))
        keys = {"accept": ["image"] if shaping.kind.name == "image" else list(KINDS), "max_files": 1}
    return Shape(_NAME, keys, Known("", "files"))


def file_words(keys: Mapping[str, Any]) -> str:
    """What the column `mallverk` says of a question with these keys: `file accept=image,pdf max_files=5`."""
    said = {key: ",".join(keys[key]) if key == "accept" else str(keys[key]) for key in KEYS if key in keys}
    return " ".join((_NAME, *(f"{key}={value}" for key, value in said.items())))


def _read(own: str) -> dict[str, Any] | None:
    """The keys that the column says, None where it does not speak of a file or says something else than `file_words`."""
    name, *parts = own.split() or [""]
    found: dict[str, Any] = {}
    for key, _, value in (part.partition("=") for part in parts):
        if key in _COUNTS and value.isascii() and value.isdigit() and len(value) < 4 and 1 <= int(value) <= _COUNTS[key]:
            found[key] = int(value)
        elif key == "accept" and set(value.split(",")) <= set(KINDS) and len(set(value.split(","))) == len(value.split(",")):
            found[key] = value.split(",")
    return found if name == _NAME and len(found) == len(parts) else None
