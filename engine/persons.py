"""Whom a report is about: where its answers name a person, in which role, and what is shown instead of a name that may not be seen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.answers import Values
from engine.conditions import holds
from engine.template.model import FormTemplate, PersonRole

LETTERS = 26


@dataclass(frozen=True)
class Spot:
    """One place in a report's answers where a person is, or would have been, named. `place` is its path, `group/0/question`, and `row`
    the number in it. `name` is empty where a protected identity kept it from being asked.
    """

    role: PersonRole
    place: str
    name: str
    born: int | None
    number: str
    protected: bool
    row: int | None = None


@dataclass(frozen=True)
class Part:
    """The part of a report that a case has: all of it, or of the rows of one group only that with a number."""

    group: str | None = None
    row: int | None = None

    def first(self, role: PersonRole) -> int:
        """The number that the first of the rows had when the report was sent, so that a place means the same in every case."""
        return self.row or 0 if role.group is not None and role.group == self.group else 0


WHOLE = Part()


def spots(template: FormTemplate, answers: Mapping[str, Any], values: Values, day: date, *, part: Part = WHOLE) -> tuple[Spot, ...]:
    """The places of one report, in the template's order. Nobody is where no name was given and nothing is protected."""
    found = (spot for role in template.persons.values() if role.name for spot in _of(role, answers, values, (day, part)))
    return tuple(spot for spot in found if spot.name or spot.protected)


def _of(role: PersonRole, answers: Mapping[str, Any], values: Values, at: tuple[date, Part]) -> Iterator[Spot]:
    day, part = at
    if role.group is None:
        yield _spot(role, f"{role.name}", answers, protected=_protected(role, values, day))
        return
    for number, row in enumerate(answers.get(role.group) or (), part.first(role)):
        shut = _protected(role, values.in_row(role.group, row), day)
        yield replace(_spot(role, f"{role.group}/{number}/{role.name}", row, protected=shut), row=number)


def _protected(role: PersonRole, values: Values, day: date) -> bool:
    return role.protected is not None and holds(role.protected, values, day)


def _spot(role: PersonRole, place: str, row: Mapping[str, Any], *, protected: bool) -> Spot:
    born, number = (row.get(question) if question else None for question in (role.born, role.number))
    year = int(str(born)[:4]) if born is not None and str(born)[:4].isdigit() else None
    return Spot(role, place, row.get(role.name or "") or "", year, str(number or ""), protected)


def masked(template: FormTemplate, answers: Mapping[str, Any], shown: Mapping[str, str], *, part: Part = WHOLE) -> dict[str, Any]:
    """The answers as everybody may see them: at each place of `shown` its text stands for the name, and what else tells who it is is left
    out. What somebody has written in words of their own can not be masked so.
    """
    found = dict(answers)
    for role in template.persons.values():
        if role.group is None:
            found = _masked(role, found, shown.get(f"{role.name}"))
        elif role.group in found:
            rows = enumerate(found[role.group], part.first(role))
            found[role.group] = [_masked(role, row, shown.get(f"{role.group}/{number}/{role.name}")) for number, row in rows]
    return found


def _masked(role: PersonRole, row: Mapping[str, Any], text: str | None) -> dict[str, Any]:
    if text is None or role.name is None:
        return dict(row)
    return {id: value for id, value in row.items() if id not in role.hides} | {role.name: text}


def letters(number: int) -> str:
    """The letters of the nth pseudonym: A, B and so on to Z, then AA."""
    rest, last = divmod(number - 1, LETTERS)
    return (letters(rest) if rest else "") + chr(ord("A") + last)


def pseudonym_number(text: str) -> int | None:
    """Which pseudonym a text ends with; None when it can not be one."""
    last = text.split()[-1].upper() if text.split() else ""
    if not (1 <= len(last) <= 4 and last.isascii() and last.isalpha()):  # four letters are half a million
        return None
    number = 0
    for letter in last:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number
