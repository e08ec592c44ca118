"""Lays one text's values upon another's: names are added and changed one by one, and nothing goes that is not taken out by its name."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from engine.errors import Fault, InvalidTemplate, Mark
from engine.template.parts import Shapes, below
from engine.template.source import MAX_NODES, Path, Source

_WHAT_IT_IS = ("type", "kind", "use")
"""With another one of these, a question or a step is another one."""

_FEW = 100
"""How many names something may have for a guess at which of them was meant: more would keep a machine busy."""


def without(ground: Source, removed: Iterable[tuple[str, Mark]]) -> Source:
    """The values without what is named in dotted paths. What was not there is a fault of the source that comes back."""
    value, faults = ground.value, list(ground.faults)
    for line, mark in removed:
        left, guess = _without(value, tuple(line.split(".")))
        if left is None:
            faults.append(Fault("nothing-to-remove", mark, {"given": line}, guess))
        else:
            value = left
    return Source(value, ground.values, ground.keys, tuple(faults))


def _without(value: Any, path: tuple[str, ...]) -> tuple[dict[str, Any] | None, str | None]:
    """A mapping without what stands at a path; None where nothing does, with the path that was probably meant."""
    name, *rest = path
    if not isinstance(value, dict):
        return None, None
    if name not in value:
        near = get_close_matches(name, value, 1, 0.5) if len(value) <= _FEW else []
        return None, ".".join((*near, *rest)) if near else None
    if not rest:
        return {key: inner for key, inner in value.items() if key != name}, None
    left, guess = _without(value[name], tuple(rest))
    return (None, f"{name}.{guess}" if guess else None) if left is None else ({**value, name: left}, None)


def laid(ground: Source, upper: Source, shapes: Shapes) -> Source:
    """`upper` upon `ground`. A name stands where it stood in the ground; a new one beside those that it is written beside."""
    return _Laying(ground, upper, shapes).source()


class _Laying:
    """Builds the values that come of both. What stands at a path stands there in both, and in what comes of them."""

    def __init__(self, ground: Source, upper: Source, shapes: Shapes) -> None:
        self.ground = ground
        self.upper = upper
        self.shapes = shapes
        self.values: dict[Path, Mark] = {}
        self.keys: dict[Path, Mark] = {}

    def source(self) -> Source:
        """The values with all their places."""
        ground, upper = self.ground.value, self.upper.value
        _, shape = self.shapes.of(_together(ground, upper), self.shapes.schema.schema)
        value = self._mapping(ground, upper, shape, ())
        return Source(value, self.values, self.keys, (*self.ground.faults, *self.upper.faults))

    def _both(self, ground: Any, upper: Any, schema: Any, path: Path) -> Any:
        kinds, shape = self.shapes.of(_together(ground, upper), schema)
        if "label" in shape.get("properties", {}) and "string" in shape.get("type", ()):
            ground, upper = _with_label(ground, upper), _with_label(upper, ground)
        named = "properties" in shape or isinstance(shape.get("additionalProperties"), dict)
        if not isinstance(ground, dict) or not isinstance(upper, dict) or not named or _replaces(ground, upper, kinds):
            return self._copy(self.upper, upper, path)
        return self._mapping(ground, upper, shape, path)

    def _mapping(self, ground: dict[str, Any], upper: dict[str, Any], shape: Any, path: Path) -> dict[str, Any]:
        # what is missing at the top is missing in the upper text
        self._note(path, self.ground.mark(path) if path else self.upper.mark(path))
        found: dict[str, Any] = {}
        for key in _in_order(ground, upper):
            place = (*path, key)
            self.keys[place] = (self.ground if key in ground else self.upper).key_mark(place)
            if key in ground and key in upper:
                found[key] = self._both(ground[key], upper[key], below(shape, key), place)
            else:
                source, inner = (self.ground, ground[key]) if key in ground else (self.upper, upper[key])
                found[key] = self._copy(source, inner, place)
        return found

    def _copy(self, source: Source, value: Any, path: Path) -> Any:
        self._note(path, source.mark(path))
        if isinstance(value, list):
            return [self._copy(source, inner, (*path, number)) for number, inner in enumerate(value)]
        if not isinstance(value, dict):
            return value
        for key in value:
            self.keys[(*path, key)] = source.key_mark((*path, key))
        return {key: self._copy(source, inner, (*path, key)) for key, inner in value.items()}

    def _note(self, path: Path, mark: Mark) -> None:
        self.values[path] = mark
        if len(self.values) + len(self.keys) > MAX_NODES:
            raise InvalidTemplate((Fault("too-many", Mark()),))


def _together(ground: Any, upper: Any) -> Any:
    """What tells the shape of both: an upper part need not say again what it is."""
    return {**ground, **upper} if isinstance(ground, dict) and isinstance(upper, dict) else upper


def _with_label(value: Any, other: Any) -> Any:
    """A text that meets a mapping is its label."""
    return {"label": value} if isinstance(value, str) and isinstance(other, dict) else value


def _replaces(ground: Mapping[str, Any], upper: Mapping[str, Any], kinds: tuple[str, ...]) -> bool:
    """True for what is one thing, not a mapping of names: a text in its languages, the name of a list, a question of another type."""
    if "options" in kinds and (_is_list_name(ground) or _is_list_name(upper)):
        return True
    other = any(key in upper and upper[key] != ground.get(key) for key in _WHAT_IT_IS)
    return "text" in kinds or (other and not {"question", "step", "use"}.isdisjoint(kinds))


def _is_list_name(options: Mapping[str, Any]) -> bool:
    return set(options) == {"list"} and isinstance(options["list"], str)


def _in_order(ground: Iterable[str], upper: Iterable[str]) -> Iterator[str]:
    """The ground's names in their order; a new one after the name that it is written after, or before the first that is known."""
    known, after, last = set(ground), dict[str | None, list[str]](), None
    for name in upper:
        if name in known:
            last = name
        else:
            after.setdefault(last, []).append(name)
    first = next((name for name in upper if name in known), None)
    for name in ground:
        yield from after.get(None, ()) if name == first else ()
        yield name
        yield from after.get(name, ())
    yield from after.get(None, ()) if first is None else ()
