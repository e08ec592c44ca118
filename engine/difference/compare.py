"""The typed difference of two versions of a template: what has come, gone, moved or changed. Pure, and the same read backwards."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from engine.difference.order import out_of_order
from engine.difference.parts import (
    COMPILATION,
    DOCUMENT,
    FUNCTION,
    GROUP,
    OUTCOME,
    REPORT,
    ROUTE,
    SIGNAL,
    SPAN,
    STEP,
    TEMPLATE,
    Key,
    Part,
    parts,
)
from engine.template.model import FormTemplate

ADDED, REMOVED, MOVED, CHANGED = "added", "removed", "moved", "changed"
PLACE = "place"
"""The attribute of a move: where a part stands."""
_WORDS = frozenset({"label", "title", "hint", "why", "missing", "wording", "note", "item"})
_COUNTS = frozenset({"statistics", "sensitive", "type", "counts_as"})
_LOST, _NUMBERS, _FLOW, _ASKED, _SAID = range(5)
Pair = tuple[Part | None, Part | None]


@dataclass(frozen=True)
class Change:
    """One change: without `old` something has come, without `new` it has gone, else `attribute` says what of it is different.

    `inside` are the parts that came or went with it, since they stand in it.
    """

    old: Part | None
    new: Part | None
    attribute: str | None = None
    inside: tuple[Part, ...] = ()

    @property
    def how(self) -> str:
        """One of `added`, `removed`, `moved` and `changed`."""
        if self.old is None or self.new is None:
            return ADDED if self.old is None else REMOVED
        return MOVED if self.attribute == PLACE else CHANGED

    @property
    def part(self) -> Part:
        """The part as it is now, or as it last was."""
        return self.new if self.new is not None else cast(Part, self.old)

    @property
    def before(self) -> Any:
        """What the attribute was; None when it was not there."""
        return _value(self.old, self.attribute)

    @property
    def after(self) -> Any:
        """What the attribute is; None when it is not there."""
        return _value(self.new, self.attribute)

    @property
    def counted(self) -> bool:
        """True when statistics are no longer of the same as before."""
        if self.attribute == PLACE:
            around = {one.around for one in (self.old, self.new) if one is not None}
            # what is answered once per row is counted by rows
            return self.part.counted and len(around) > 1 and any(place is not None and place[0] == GROUP for place in around)
        if self.attribute is not None and self.part.kind not in (REPORT, SPAN):
            return self.attribute == "statistics" or (
                self.attribute in _COUNTS and any(one and one.counted for one in (self.old, self.new))
            )
        return self.attribute not in _WORDS and any(part.counted for part in (self.part, *self.inside))

    @property
    def backwards(self) -> "Change":
        """The change that undoes this one."""
        return Change(self.new, self.old, self.attribute, self.inside)


def _value(part: Part | None, attribute: str | None) -> Any:
    if part is None or attribute is None:
        return None
    return (part.around, part.after) if attribute == PLACE else part.attributes.get(attribute)


def difference(old: FormTemplate, new: FormTemplate) -> tuple[Change, ...]:
    """Every change that leads from one version to another, what matters most first: numbers, who gets it, what is asked, words."""
    pairs = _paired(parts(old), parts(new))
    found = [*_come_and_gone(pairs), *_moved(pairs), *_changed(pairs)]
    return tuple(sorted(found, key=lambda change: (_weight(change), change.part.number)))


def _weight(change: Change) -> int:
    kind, attribute = change.part.kind, change.attribute or ""
    if change.counted:
        return _LOST if change.how == REMOVED else _NUMBERS
    if attribute in _WORDS or attribute.startswith("start."):
        return _SAID
    if kind in (ROUTE, FUNCTION, STEP, OUTCOME) or (kind == TEMPLATE and attribute != "languages"):
        return _FLOW
    return _SAID if change.how == MOVED or kind in (REPORT, SPAN, SIGNAL, DOCUMENT, COMPILATION) else _ASKED


def _paired(old: Iterable[Part], new: Iterable[Part]) -> list[Pair]:
    """Each part with itself in the other version: by its name, and for routes by what they say."""
    before, after = {part.key: part for part in old}, {part.key: part for part in new}
    found: list[Pair] = []
    found += _routes([part for part in before.values() if part.kind == ROUTE], [part for part in after.values() if part.kind == ROUTE])
    named = [key for key in (*after, *(key for key in before if key not in after)) if key[0] != ROUTE]
    return [*((before.get(key), after.get(key)) for key in named), *found]


def _routes(old: list[Part], new: list[Part]) -> Iterator[Pair]:
    """Routes that are the same, then those for the same situation, then those with the same receivers; the rest has come or gone."""
    for say in (_all_of, _when_of, _who_of):
        for one in list(old):
            other = next((two for two in new if say(two) == say(one)), None)
            if other is not None:
                old.remove(one)
                new.remove(other)
                yield one, other
    yield from ((one, None) for one in old)
    yield from ((None, two) for two in new)


def _all_of(route: Part) -> Any:
    return route.attributes


def _when_of(route: Part) -> Any:
    return route.attributes["when"]


def _who_of(route: Part) -> Any:
    return {name: value for name, value in route.attributes.items() if name != "when"}


def _come_and_gone(pairs: list[Pair]) -> Iterator[Change]:
    """What stands in something that has come or gone is told with it."""
    for side in (0, 1):
        alone = {part.key: part for pair in pairs if (part := pair[side]) is not None and pair[1 - side] is None}
        inside: dict[Key, list[Part]] = {key: [] for key in alone}
        for part in alone.values():
            top = _outermost(part, alone)
            if top is not part:
                inside[top.key].append(part)
        for part in alone.values():
            if _outermost(part, alone) is part:
                within = tuple(inside[part.key])
                yield Change(None, part, inside=within) if side else Change(part, None, inside=within)


def _outermost(part: Part, alone: Mapping[Key, Part]) -> Part:
    while part.around is not None and part.around in alone:
        part = alone[part.around]
    return part


def _moved(pairs: list[Pair]) -> Iterator[Change]:
    kept = [(old, new) for old, new in pairs if old is not None and new is not None and new.kind not in (TEMPLATE, FUNCTION)]
    together: dict[tuple[Key | None, str], list[tuple[Part, Part]]] = {}
    for old, new in kept:
        if old.around != new.around:
            yield Change(old, new, PLACE)
        else:
            together.setdefault((new.around, new.family), []).append((old, new))
    for members in together.values():
        named = {_said(old, new): (old, new) for old, new in members}
        before, after = ([name for name, _ in sorted(named.items(), key=lambda item: item[1][side].number)] for side in (0, 1))
        moved = out_of_order(before, after)
        yield from (Change(*named[name], PLACE) for name in after if name in moved)


def _said(old: Part, new: Part) -> str:
    """A name for a pair, the same from both sides: a route has no other than what it says."""
    return new.id if new.kind != ROUTE else "\n".join(sorted((repr(old.attributes), repr(new.attributes))))


def _changed(pairs: list[Pair]) -> Iterator[Change]:
    for old, new in pairs:
        if old is not None and new is not None:
            for name in dict.fromkeys((*new.attributes, *old.attributes)):
                if old.attributes.get(name) != new.attributes.get(name):
                    yield Change(old, new, name)
