"""Takes the misshapen parts out of a template's values, so that the rest can be read and its faults are told in the same breath."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeVar

from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator

from engine.errors import Fault, InvalidTemplate, Mark
from engine.template.shape import in_order, place_of, shape_faults, unknown_keys
from engine.template.source import Path, Source, look

T = TypeVar("T")
_ROUNDS = 20
_SLIP = 0.8
"""How much alike two keys are when the one is surely meant as the other."""
_LEANT_ON = frozenset({"blocks", "cases", "languages"})
"""Parts that the meaning of all the rest leans on."""


@dataclass(frozen=True)
class Mended:
    """What is left, and the names and places that are lost with what was taken out."""

    source: Source
    lost: frozenset[str]
    marks: frozenset[Mark]

    def blames(self, fault: Fault) -> bool:
        """True when the fault may be there only because of what was taken out."""
        names = {part for value in fault.facts.values() for part in str(value).split(".")}
        # a question of a block bears the name of the use before its own
        names |= {name[:place] for name in names for place, letter in enumerate(name) if letter == "_"}
        return fault.mark in self.marks or bool(names & self.lost)


def mended(source: Source, schema: Validator, errors: list[ValidationError]) -> Mended | None:
    """The values without what has the wrong shape; None when what is left would mean something else."""
    lost: set[str] = set()
    marks: set[Mark] = set()
    for _ in range(_ROUNDS):
        cuts = {path: name for error in errors for path, name in _cuts(error)}
        if not cuts:
            return Mended(source, frozenset(lost), frozenset(marks))
        if () in cuts or any(path[0] in _LEANT_ON for path in cuts):
            return None
        for path, name in cuts.items():
            marks.add(source.key_mark(path[:-1]))
            lost |= _names(source.value, path) if name is None else set()
        source = _Without(source, cuts).source()
        errors = list(schema.iter_errors(source.value))
    return None


def _cuts(error: ValidationError) -> Iterator[tuple[Path, str | None]]:
    """What to take out because of an error, or what to call a misspelt key."""
    path = place_of(error)
    if error.validator != "additionalProperties":
        yield path, None
        return
    for key, meant in unknown_keys(error).items():
        surely = meant is not None and get_close_matches(key, [meant], 1, _SLIP)
        yield (*path, key), meant if surely else None


def _names(value: Any, path: Path) -> set[str]:
    """Every name in what is taken out, on the way to it, and beside it: a group that loses its `repeat` is no group any more."""
    around = [value]
    for part in path:
        around.append(around[-1].get(part) if isinstance(around[-1], dict) else around[-1][part] if isinstance(part, int) else None)
    beside = around[-2] if len(path) > 1 and _says_what_it_is(around[-2]) else around[-1]
    return {part for part in path if isinstance(part, str)} | set(_keys(beside))


def _says_what_it_is(value: Any) -> bool:
    """True for a question, a page or a step, whose parts lean on each other; not for a mapping of such things by their ids."""
    return isinstance(value, dict) and not {"type", "kind", "title", "label"}.isdisjoint(value)


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def read_all(text: str | bytes, schema: Validator, build: Callable[[Source], tuple[T, list[Fault]]]) -> T:
    """What `build` makes of a text; raises InvalidTemplate with every fault of text, shape and meaning."""
    source = look(text)
    errors = list(schema.iter_errors(source.value))
    shape = tuple(shape_faults(source, errors)) or tuple(Fault("wrong-shape", source.mark(()), {"rule": error.message}) for error in errors)
    faults = [*source.faults, *shape]
    left = mended(source, schema, errors)
    if left is None:
        raise InvalidTemplate(in_order(faults))
    built, found = build(left.source)
    faults += [fault for fault in found if not left.blames(fault)]
    if faults:
        raise InvalidTemplate(in_order(faults))
    return built


class _Without:
    """Builds the values anew without some of them; places move along with what they are places of."""

    def __init__(self, old: Source, cuts: dict[Path, str | None]) -> None:
        self.old = old
        self.cuts = cuts
        self.values: dict[Path, Mark] = {}
        self.keys: dict[Path, Mark] = {}

    def source(self) -> Source:
        """The source that is left."""
        value = self._copy(self.old.value, (), ())
        return Source(value, self.values, self.keys, self.old.faults)

    def _copy(self, value: Any, was: Path, now: Path) -> Any:
        self.values[now] = self.old.mark(was)
        if isinstance(value, dict):
            return dict(self._entries(value, was, now))
        if isinstance(value, list):
            kept = [number for number in range(len(value)) if (*was, number) not in self.cuts]
            return [self._copy(value[number], (*was, number), (*now, place)) for place, number in enumerate(kept)]
        return value

    def _entries(self, value: dict[str, Any], was: Path, now: Path) -> Iterator[tuple[str, Any]]:
        for key, inner in value.items():
            name = self.cuts.get((*was, key), key)
            if name is not None:
                self.keys[(*now, name)] = self.old.key_mark((*was, key))
                yield name, self._copy(inner, (*was, key), (*now, name))
