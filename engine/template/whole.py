"""A template's text and the files that it takes with it, made into one: the values that the loader reads, and what is frozen of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from engine.template.inclusion import with_schemas
from engine.template.layers import TAKES, Layer, Opener, layers
from engine.template.overlay import laid, without
from engine.template.parts import Shapes
from engine.template.source import Source

_ITS_OWN = frozenset({"template", "changes"})
"""What a template does not take over from another: its name, and what it says of its own version before."""


@dataclass(frozen=True)
class Whole:
    """The values of all texts together, each with the place where it was written, and the texts of the files by their names."""

    source: Source
    files: Mapping[str, str]


def whole(text: bytes, opener: Opener, shapes: Shapes) -> Whole:
    """All that a template says; raises InvalidTemplate when a file that it takes with it can not be had."""
    *lower, own = layers(text, opener)
    source, schemas = with_schemas(_together(lower, own, shapes), opener)
    return Whole(source, {**{str(layer.file): layer.text.decode("utf-8") for layer in lower}, **schemas})


def _together(lower: list[Layer], own: Layer, shapes: Shapes) -> Source:
    """The layers laid upon each other."""
    if not lower and not own.removed:
        return own.source
    ground = Source({}, {}, {})
    for layer in (*lower, own):
        aside = TAKES.keys() | (_ITS_OWN if layer is not own else frozenset())
        said = {key: inner for key, inner in layer.source.value.items() if key not in aside}
        upper = Source(said, layer.source.values, layer.source.keys, layer.source.faults)
        ground = laid(without(ground, layer.removed), upper, shapes)
    return ground


def digest(text: bytes, files: Mapping[str, str]) -> str:
    """The SHA-256 of a text and the files that it takes with it; no text has the character that stands between them."""
    found = hashlib.sha256(text)
    for name, content in sorted(files.items()):
        found.update(f"\0{name}\0{content}".encode())
    return found.hexdigest()
