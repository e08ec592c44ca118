"""The files that a template takes with it, in the order in which they are laid upon each other. It opens none itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.errors import Fault, InvalidTemplate, Mark
from engine.template.shape import shape_faults, validator
from engine.template.source import MAX_BYTES, Source, in_file, look

Opener = Callable[[str], bytes | None]
"""The content of the file with a name, None when there is none to be read."""

DEEPEST = 5
MOST_FILES = 20
SHARED = frozenset({"lists", "blocks", "description"})
"""What a shared file may hold besides the names of other files."""
_FILE = {"type": "string", "pattern": "^[a-z0-9_-]+(/[a-z0-9_-]+)*$", "maxLength": 120}
_INSIDE = {"type": "string", "pattern": r"^[^.]+(\.[^.]+)*$", "maxLength": 300}
TAKES: Mapping[str, Any] = {
    "extends": _FILE,
    "shared": {"type": "array", "items": _FILE, "minItems": 1, "uniqueItems": True},
    "without": {"type": "array", "items": _INSIDE, "minItems": 1, "maxItems": 500},
}
"""The JSON Schema of what a template, or a file that it takes with it, says of other files."""
_TAKES = validator({"type": "object", "properties": TAKES})


@dataclass(frozen=True)
class Layer:
    """What one text says. `file` is None for the template's own; `removed` has each line of its `without`, with its place."""

    file: str | None
    text: bytes
    source: Source
    removed: tuple[tuple[str, Mark], ...]


def nothing(name: str) -> bytes | None:
    """Opens no file."""
    return None


def from_texts(files: Mapping[str, str]) -> Opener:
    """Opens files whose texts are known."""
    return lambda name: files[name].encode() if name in files else None


def first_of(*openers: Opener) -> Opener:
    """Opens what the first has, and what it does not have, the next."""
    return lambda name: next((found for opener in openers if (found := opener(name)) is not None), None)


def layers(text: bytes, opener: Opener) -> tuple[Layer, ...]:
    """The layers of a template from the ground up, its own text last; raises InvalidTemplate when one of them can not be had."""
    gatherer = _Gatherer(opener)
    own = gatherer.read(None, text)
    if own is not None and not gatherer.faults:
        gatherer.below(own, (), shared=False)
    if gatherer.faults or own is None:
        raise InvalidTemplate((*(own.source.faults if own is not None else ()), *gatherer.faults))
    return (*gatherer.found.values(), own)


class _Gatherer:
    """Follows the names of files from text to text, each file once."""

    def __init__(self, opener: Opener) -> None:
        self.opener = opener
        self.found: dict[str, Layer] = {}
        self.faults: list[Fault] = []
        self.size = 0

    def read(self, file: str | None, text: bytes) -> Layer | None:
        """The layer of a text; None when it can not be read at all."""
        try:
            source = in_file(look(text), file)
        except InvalidTemplate as error:
            self.faults += [replace(fault, mark=replace(fault.mark, file=file)) for fault in error.faults]
            return None
        said = {key: source.value[key] for key in TAKES if key in source.value}
        self.faults += map(_without_ending, shape_faults(source, _TAKES.iter_errors(said)))
        removed = enumerate(source.value.get("without", ()) if not self.faults else ())
        return Layer(file, text, source, tuple((line, source.mark(("without", place))) for place, line in removed))

    def below(self, layer: Layer, trail: tuple[str, ...], *, shared: bool) -> None:
        """Finds all that a layer stands on, the lowest first. `trail` are the files on the way to it."""
        for key, name, mark in _named(layer.source):
            file = f"{name}.yaml"
            if file in trail:
                self._fault("files-in-a-circle", mark, trail=" → ".join((*trail[trail.index(file) :], file)))
            elif len(trail) >= DEEPEST or len(self.found) >= MOST_FILES:
                self._fault("too-many-files", mark, files=MOST_FILES, steps=DEEPEST)
            elif file not in self.found:
                self._take(file, mark, trail, shared=shared or key == "shared")

    def _take(self, file: str, mark: Mark, trail: tuple[str, ...], *, shared: bool) -> None:
        text = self.opener(file)
        if text is None:
            self._fault("unknown-file", mark, given=file)
            return
        self.size += len(text)
        if self.size > MAX_BYTES:
            self._fault("files-too-big", mark, most=MAX_BYTES // 1024)
            return
        layer = self.read(file, text)
        if layer is None or self.faults:
            return
        other = next((key for key in layer.source.value if key not in SHARED and key not in TAKES), None)
        if shared and other is not None:
            self._fault("not-shared", layer.source.key_mark((other,)), given=other)
        self.below(layer, (*trail, file), shared=shared)
        self.found[file] = layer

    def _fault(self, code: str, mark: Mark, **facts: Any) -> None:
        self.faults.append(Fault(code, mark, facts))


def _named(source: Source) -> Iterator[tuple[str, str, Mark]]:
    """The files that a text names: the template that it changes, then the shared ones."""
    if "extends" in source.value:
        yield "extends", source.value["extends"], source.mark(("extends",))
    for place, name in enumerate(source.value.get("shared", ())):
        yield "shared", name, source.mark(("shared", place))


def _without_ending(fault: Fault) -> Fault:
    """A fault of a file's name with the name as it is written, without its ending."""
    stem, dot, ending = str(fault.facts.get("given")).rpartition(".")
    return replace(fault, guess=stem) if fault.code == "bad-id" and dot and ending in ("yaml", "yml") else fault
