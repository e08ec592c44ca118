"""Takes the misshapen parts out of a template's values, so that the rest can be read and its faults are told in the same breath."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeVar

from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator

from engine.errors import Fault, InvalidTemplate, Mark
from engine.template.lost import HOLDS_NAMES, Lost, is_name
from engine.template.shape import in_order, place_of, shape_faults, unknown_keys
from engine.template.source import Path, Source

T = TypeVar("T")
_ROUNDS, _WORK = 20, 200_000
"""So often, and in so many values together, is looked for what is still misshapen."""
_TELLING = 2_000
"""With more misshapen parts than this the rest of a text has nothing to tell: whoever wrote it has these to put right first."""
_SLIP = 0.8
"""How much alike two keys are when the one is surely meant as the other."""
_WORD = "…"
_STAND_INS: Mapping[str, Any] = {"label": _WORD, "title": _WORD, "text": _WORD}
"""What stands in for a text that must be there: nothing leans on what it says."""
_TOP_STAND_INS: Mapping[str, Any] = {"template": _WORD, "title": _WORD, "functions": {}, "routing": [], "form": {"questions": {}}}


@dataclass(frozen=True)
class Mended:
    """What is left, and what is lost with what was taken out."""

    source: Source
    lost: Lost


@dataclass(frozen=True)
class _Change:
    """One thing that is done to the values: what stands at a path is taken out, or has another `name`, or is there `instead` of nothing."""

    path: Path
    name: str | None = None
    instead: Any = None


def mended(source: Source, schema: Validator, errors: list[ValidationError]) -> Mended | None:
    """The values without what has the wrong shape; None when nothing is left that could be read."""
    lost = Lost()
    for error in errors:
        if _bare(error):
            lost.take(source, place_of(error))
    stands: set[Path] = set()
    for _ in range(max(2, min(_ROUNDS, _WORK // len(source.values)))):
        changes = {change.path: change for error in errors for change in _changes(error) if not _inside(change.path, stands)}
        if not changes:
            return Mended(source, lost)
        if () in changes:
            return None
        for change in changes.values():
            if change.name is None and not (change.instead is not None and len(change.path) > 1):
                lost.take(source, change.path)
        stands |= {change.path for change in changes.values() if change.instead is not None}
        source = _Changed(source, changes).source()
        errors = list(schema.iter_errors(source.value))
    return None


def _inside(path: Path, stands: set[Path]) -> bool:
    """True for what is wrong with a stand-in."""
    return any(path[:length] in stands for length in range(1, len(path) + 1))


def _changes(error: ValidationError) -> Iterator[_Change]:
    """What to do because of an error."""
    path = place_of(error)
    if error.validator == "additionalProperties":
        for key, meant in unknown_keys(error).items():
            surely = meant is not None and get_close_matches(key, [meant], 1, _SLIP)
            yield _Change((*path, key), meant if surely else None)
    elif error.validator == "required":
        stand_ins = _STAND_INS if path else _TOP_STAND_INS
        required: Any = error.validator_value
        for key in (key for key in required if key not in _there(error)):
            yield _Change((*path, key), instead=stand_ins[key]) if key in stand_ins else _Change(path)
    elif path and path[-1] in _STAND_INS and not is_name(path) and "string" in _types(error):
        yield _Change(path, instead=_WORD)
    elif not _bare(error):
        yield _Change(path)


def _types(error: ValidationError) -> Any:
    """What sorts of values may stand at the place of an error."""
    return error.schema.get("type", ()) if isinstance(error.schema, dict) else ()


def _bare(error: ValidationError) -> bool:
    """True for a place without any of the names that belong there: it can be read as it is."""
    path = place_of(error)
    return error.validator == "minProperties" and bool(path) and path[-1] in HOLDS_NAMES and not is_name(path)


def _there(error: ValidationError) -> Mapping[str, Any]:
    return error.instance if isinstance(error.instance, dict) else {}


def read_all(source: Source, schema: Validator, build: Callable[[Source], tuple[T, list[Fault]]]) -> T:
    """What `build` makes of a text's values; raises InvalidTemplate with every fault of text, shape and meaning."""
    errors = list(schema.iter_errors(source.value))
    shape = tuple(shape_faults(source, errors)) or tuple(Fault("wrong-shape", source.mark(()), {"rule": error.message}) for error in errors)
    faults = [*source.faults, *shape]
    left = mended(source, schema, errors) if len(errors) <= _TELLING else None
    if left is None:
        raise InvalidTemplate(in_order(faults))
    built, found = build(left.source)
    faults += [fault for fault in found if not left.lost.blames(fault)]
    if faults:
        raise InvalidTemplate(in_order(faults))
    return built


class _Changed:
    """Builds the values anew with some of them changed; places move along with what they are places of."""

    def __init__(self, old: Source, changes: Mapping[Path, _Change]) -> None:
        self.old = old
        self.changes = changes
        self.added: dict[Path, dict[str, Any]] = {}
        for change in changes.values():
            if change.instead is not None:
                self.added.setdefault(change.path[:-1], {})[str(change.path[-1])] = change.instead
        self.values: dict[Path, Mark] = {}
        self.keys: dict[Path, Mark] = {}

    def source(self) -> Source:
        """The source that is left."""
        value = self._copy(self.old.value, (), ())
        return Source(value, self.values, self.keys, self.old.faults)

    def _copy(self, value: Any, was: Path, now: Path) -> Any:
        self.values[now] = self.old.mark(was)
        if isinstance(value, dict):
            return dict(self._entries(value, was, now)) | self.added.get(was, {})
        if isinstance(value, list):
            kept = [number for number in range(len(value)) if (*was, number) not in self.changes]
            return [self._copy(value[number], (*was, number), (*now, place)) for place, number in enumerate(kept)]
        return value

    def _entries(self, value: dict[str, Any], was: Path, now: Path) -> Iterator[tuple[str, Any]]:
        for key, inner in value.items():
            change = self.changes.get((*was, key))
            name = key if change is None else change.name
            if name is not None:
                self.keys[(*now, name)] = self.old.key_mark((*was, key))
                yield name, self._copy(inner, (*was, key), (*now, name))
