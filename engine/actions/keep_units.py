"""Keeping the units: new ones, other words for one, its end, and many at once from a list. A unit is never removed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from engine.actions.import_organisation import write_units
from engine.actions.keeping import Keeper, begin, day_fact, in_order, new_key, note, unchanged
from engine.errors import NotPossible
from engine.organisation import Organisation, Unit
from engine.roster import read_units
from engine.store import directory


def add_unit(session: Session, keeper: Keeper, name: str, *, kind: str, parent: str | None, start: date | None) -> str:
    """A new unit; its key."""
    units = _begun(session, keeper).units
    if name.casefold() in {unit.name.casefold() for unit in units.values()}:
        raise NotPossible("unit-name-taken")
    key = new_key(name, units)
    _write(session, keeper, {**units, key: Unit(key, name, kind, parent=parent, start=start)}, key)
    note(session, keeper, "unit-added", unit=key)
    return key


def change_unit(session: Session, keeper: Keeper, key: str, *, name: str, kind: str, area: str, parent: str | None) -> None:
    """Other words, or another place in the organisation."""
    units = _begun(session, keeper).units
    before = _known(units, key)
    after = replace(before, name=name, kind=kind, area=area, parent=parent)
    changed = [part for part in ("name", "kind", "area", "parent") if getattr(before, part) != getattr(after, part)]
    if changed:
        _write(session, keeper, {**units, key: after}, key)
        note(session, keeper, "unit-changed", unit=key, changed=changed)


def end_unit(session: Session, keeper: Keeper, key: str, until: date | None, successor: str | None) -> None:
    """A last day, and what takes its place: links to the unit lead there. None takes the end away again."""
    units = _begun(session, keeper).units
    before = _known(units, key)
    if before.start is not None:
        in_order(before.start, until)
    if until is None and successor is not None:
        raise NotPossible("no-last-day")
    _write(session, keeper, {**units, key: replace(before, until=until, successor=successor)}, key)
    note(session, keeper, "unit-ended", unit=key, until=day_fact(until), successor=successor or "")


def take_in(session: Session, keeper: Keeper, text: str) -> int:
    """What a list says; how many units it made or changed. Raises NotPossible where something of it is wrong."""
    organisation = _begun(session, keeper)
    listed = read_units(text, organisation)
    if listed.wrong:
        raise NotPossible("list-wrong")
    after = {**organisation.units, **{change.after.key: change.after for change in listed.changes}}
    _soundly(after)
    # those that are not listed are there already
    write_units(session, keeper.org, {change.after.key: change.after for change in listed.changes})
    for change in listed.changes:
        kind = "unit-changed" if change.before else "unit-added"
        note(session, keeper, kind, unit=change.after.key, **({"changed": list(change.parts)} if change.before else {}))
    return len(listed.changes)


def _begun(session: Session, keeper: Keeper) -> Organisation:
    """The organisation, whose units nobody else has changed since the keeper saw them."""
    begin(session, keeper)
    found = directory.organisation(session, keeper.org)
    if found is None:
        raise NotPossible("not-yours")
    unchanged(keeper, found.units)
    return found


def _known(units: Mapping[str, Unit], key: str | None) -> Unit:
    if key is None or key not in units:
        raise NotPossible("no-such-unit")
    return units[key]


def _write(session: Session, keeper: Keeper, after: dict[str, Unit], key: str) -> None:
    for other in (after[key].parent, after[key].successor):
        if other is not None:
            _known(after, other)
    _soundly(after)
    write_units(session, keeper.org, {key: after[key]})


def _soundly(units: dict[str, Unit]) -> None:
    """No unit is above itself, nor takes its own place."""
    for unit in units.values():
        for part, code in (("parent", "own-parent"), ("successor", "own-successor")):
            seen, place = set(), unit.key
            while place in units and getattr(units[place], part) is not None:
                seen.add(place)
                place = getattr(units[place], part)
                if place in seen:
                    raise NotPossible(code)
