"""Components that take files."""

import math
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from engine.attachments import FORMATS, KINDS, LARGEST, MOST
from engine.exchange.formio.asked import Component, Made
from engine.exchange.values import says_nothing, truth

_SIZE = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,3})?)\s*(b|kb|mb|gb)?", re.IGNORECASE)
_MEGABYTES = {"b": 2**-20, "kb": 2**-10, "mb": 1, "gb": 2**10}
_ALSO = {"jpg": "jpeg"}
"""A second way in which the name of a file may end."""
_MOST_PARTS = 50


def files(component: Component) -> list[Made]:
    """A file, or as many as there can be; nothing where none of a kind that is taken would do."""
    if not says_nothing(component.value.get("fileTypes")):
        # what the visitor says that each file is; it limits nothing
        component.notes.lose("not-carried", component.at("fileTypes"), what="fileTypes")
    least = component.value.get("fileMinSize")
    if not says_nothing(least) and _megabytes(least) != 0:
        component.notes.lose("limits", component.at("fileMinSize"))
    accepted = _accepted(component)
    if not accepted:
        component.notes.lose("not-carried", component.place, what="file")
        return []
    component.notes.tell("own-check", component.place)
    most = MOST if truth(component.value.get("multiple")) else 1
    return [Made(component.asked("file", accept=accepted, max_files=most, max_size=_largest(component)), "files")]


def _accepted(component: Component) -> list[str]:
    """The kinds of which at least one format fits; each part of the pattern that fits none is told."""
    given = component.value.get("filePattern")
    if says_nothing(given):
        return list(KINDS)
    parts = [part.strip().lower() for part in given.split(",") if part.strip()] if isinstance(given, str) else []
    found = set[str]()
    for part in parts[:_MOST_PARTS]:
        kinds = {kind for kind, names in _formats() if any(fnmatchcase(name, _pattern(part)) for name in names)}
        if part.startswith("!"):
            if kinds:
                component.notes.lose("limits", component.at("filePattern"))
        elif kinds:
            found |= kinds
        else:
            component.notes.lose("file-kind", component.at("filePattern"), kind=part)
    if not isinstance(given, str) or len(parts) > _MOST_PARTS:
        component.notes.lose("not-understood", component.at("filePattern"))
    taken = found if any(not part.startswith("!") for part in parts) else set(KINDS)
    return [kind for kind in KINDS if kind in taken]


def _pattern(part: str) -> str:
    """A part of a pattern as a glob: `.pdf` means `*.pdf`."""
    plain = part.removeprefix("!")
    return f"*{plain}" if plain.startswith(".") else plain


def _formats() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The kind of each format, and what files of it are called: two names, and what a browser says that they are."""
    for format in FORMATS.values():
        ending = format.extension
        yield format.kind, (f"fil.{ending}", f"fil.{_ALSO.get(ending, ending)}", format.media_type.partition(";")[0])


def _largest(component: Component) -> int | None:
    """Whole megabytes that a file may have, None where that is as many as there can be."""
    given = component.value.get("fileMaxSize")
    if says_nothing(given):
        return None
    size = _megabytes(given)
    if not size:
        component.notes.lose("limits", component.at("fileMaxSize"))
        return None
    most = min(math.ceil(size), LARGEST)
    if most != size:
        component.notes.tell("file-size", component.at("fileMaxSize"), most=most)
    return most if most < LARGEST else None


def _megabytes(given: object) -> float | None:
    """A size such as `500KB` in megabytes, of 1 024 kilobytes as there; None where it can not be read."""
    found = _SIZE.fullmatch(given.strip()) if isinstance(given, str) else None
    return float(found[1]) * _MEGABYTES[(found[2] or "b").lower()] if found else None
