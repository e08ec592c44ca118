"""Units from a list: one on each line, its parts between semicolons, commas or tabs. Read by the reader of organisation files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from engine.errors import Fault, InvalidTemplate
from engine.organisation import Organisation, Unit
from engine.roster.parts import parts
from engine.roster.reading import read_roster

COLUMNS = ("key", "name", "kind", "parent")
"""What the parts of a line are where no first line names them."""
NAMES = {"from": "start"}
"""Columns that a unit has under another name."""
KNOWN = {NAMES.get(name, name): name for name in (*COLUMNS, "area", "authority", "from", "until", "successor")}


@dataclass(frozen=True)
class Change:
    """A unit that the list makes or changes; `parts` are those that become another thing."""

    before: Unit | None
    after: Unit

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of what changes, as the file has them."""
        before = self.before
        return tuple(
            KNOWN[part.name] for part in fields(Unit) if before is not None and getattr(before, part.name) != getattr(self.after, part.name)
        )


@dataclass(frozen=True)
class Wrong:
    """A line that can not be read, by its number in the list."""

    line: int
    fault: Fault


@dataclass(frozen=True)
class Listed:
    """What a list says: the units as they will be and what changes, or what is wrong with it."""

    changes: tuple[Change, ...] = ()
    same: int = 0
    wrong: tuple[Wrong, ...] = ()


def read_units(text: str, organisation: Organisation) -> Listed:
    """What the list makes of the organisation. A part that is left empty stays as it is; a unit that is not listed does, too."""
    rows = _rows(text)
    written = _written(rows, organisation)
    listed = {cells.get("key") for _, cells in rows}
    others = [unit for key, unit in organisation.units.items() if key not in listed]
    lines = ["organisation: {key: x, name: x}", "units:", *map(_as_it_stands, others)]
    places = {len(lines) + number: line for number, (line, _) in enumerate(rows, 1)}
    try:
        found = read_roster("\n".join([*lines, *written]) + "\n" if lines[2:] or written else f"{lines[0]}\n").organisation.units
    except InvalidTemplate as error:
        wrong = [Wrong(places.get(fault.mark.line, 0), fault) for fault in error.faults]
        # a unit that is not listed can only be wrong because of one that is
        return Listed(wrong=tuple(one for one in wrong if one.line) or tuple(wrong))
    changes = [Change(organisation.units.get(cells["key"]), found[cells["key"]]) for _, cells in rows]
    changed = tuple(change for change in changes if change.before != change.after)
    return Listed(changed, len(changes) - len(changed))


def _as_it_stands(unit: Unit) -> str:
    """A unit that is not listed, as far as others can depend on it."""
    return f"  {json.dumps(unit.key)}: {json.dumps({'name': 'x', **({'parent': unit.parent} if unit.parent else {})})}"


def _written(rows: list[tuple[int, Mapping[str, str]]], organisation: Organisation) -> list[str]:
    """Each row as a line of an organisation's file."""
    found = []
    for _, cells in rows:
        before = organisation.units.get(cells.get("key", ""))
        parts = {name: value for name, value in cells.items() if name != "key" and value}
        found.append(f"  {json.dumps(cells.get('key', ''))}: {json.dumps({**_kept(before), **parts}, ensure_ascii=False)}")
    return found


def _kept(unit: Unit | None) -> dict[str, Any]:
    """The parts of a unit that is there, as a file has them."""
    if unit is None:
        return {}
    values = {written: getattr(unit, name) for name, written in KNOWN.items() if name != "key"}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items() if value}


def _rows(text: str) -> list[tuple[int, Mapping[str, str]]]:
    """The lines that say something, each with its number and its parts by name."""
    names: tuple[str, ...] = COLUMNS
    found: list[tuple[int, Mapping[str, str]]] = []
    for line, typed in parts(text):
        if not found and names is COLUMNS and set(map(str.lower, filter(None, typed))) <= set(KNOWN.values()):
            names = tuple(map(str.lower, typed))
            continue
        found.append((line, dict(zip(names, typed, strict=False))))
    return found
