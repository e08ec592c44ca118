"""Numbers of units from a list: on each line a unit, by its key or its name, and how many it has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from engine.errors import in_short, likely
from engine.organisation import Unit
from engine.roster.parts import parts
from engine.unit_numbers import MOST

_ALIKE = 0.8
_BETWEEN_FIGURES = re.compile(r"[\s.](?=[0-9]{3}(?![0-9]))")


@dataclass(frozen=True)
class WrongRow:
    """A line that can not be used: its number, why, and what stands there; `meant` is the unit that was probably meant."""

    line: int
    code: str
    given: str
    meant: str = ""


@dataclass(frozen=True)
class Numbered:
    """What a list says, by the units' keys; and what is wrong with it."""

    numbers: Mapping[str, int]
    wrong: tuple[WrongRow, ...] = ()


def read_number(text: str) -> int:
    """A whole number as people write it, "1 200" too; raises ValueError for anything else."""
    plain = _BETWEEN_FIGURES.sub("", text.strip())
    if not re.fullmatch("[0-9]{1,7}", plain):
        raise ValueError(f"not a whole number from 0 to {MOST}")
    return int(plain)


def read_numbers(text: str, units: Mapping[str, Unit]) -> Numbered:
    """What a list says. A first line without a figure is a head; a unit without a number is passed over."""
    found: dict[str, int] = {}
    wrong: list[WrongRow] = []
    for place, (line, cells) in enumerate(parts(text)):
        named, number, *more = (*cells, "")
        if place == 0 and _is_head(named, number, units):
            continue
        code = _wrong(named, number, units, found) if not any(more) else "not-two-parts"
        if code:
            meant = likely(named, [unit.name for unit in units.values()], len(wrong)) if code == "no-such-unit" else None
            wrong.append(WrongRow(line, code, in_short(number if code == "not-a-number" else named), meant or ""))
        elif number:
            found[_units(named, units)[0]] = read_number(number)
    return Numbered(found, tuple(wrong))


def _is_head(named: str, number: str, units: Mapping[str, Unit]) -> bool:
    """True for a line that has neither a figure nor anything like a unit."""
    names = [*units, *(unit.name for unit in units.values())]
    return not any(map(str.isdigit, number)) and not _units(named, units) and likely(named, names, 0, _ALIKE) is None


def _wrong(named: str, number: str, units: Mapping[str, Unit], found: Mapping[str, int]) -> str:
    """Why a line can not be used; empty when it can."""
    meant = _units(named, units)
    if len(meant) != 1:
        return "several-units" if meant else "no-such-unit"
    if meant[0] in found:
        return "listed-twice"
    try:
        return "" if not number or read_number(number) >= 0 else "not-a-number"
    except ValueError:
        return "not-a-number"


def _units(named: str, units: Mapping[str, Unit]) -> list[str]:
    """The units that a line can mean: the one with that key, else those of that name."""
    if named in units:
        return [named]
    return [key for key, unit in units.items() if unit.name.casefold() == named.casefold()]
