"""Counts reports ahead: facts that have come in go from being fresh into the lines of the reports that are about them, and into strips.

When a version is taken into use, a report's lines are made anew, a month at a time so that nobody has to wait, from all facts that are not
fresh; what comes meanwhile of months that are not made yet is counted with them. Each writing holds the template, so that the lines are of
just these facts. `engine.store.lines` reads lines and fresh facts in one moment.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, delete, extract, func, select
from sqlalchemy.orm import Session, aliased

from engine.statistics import cells
from engine.statistics.ahead import WIDTH, Ahead, Sort, together
from engine.store import strips, tables, templates
from engine.store.adding import add_rows
from engine.store.meaning import Basis
from engine.store.ready import Ready, run_in_turn
from engine.store.strips import NO_REPORT, not_fresh

MOST = 500
"""So many facts are taken in one transaction."""

Place = tuple[Any, ...]
Cell = tuple[str, ...]
Lines = dict[Place, Counter[Cell]]
"""Numbers by cell, by what a line's key says."""
_NAMES = ("sort", "unit", *tables.TALLY_KEYS, "day", "version")


def waiting(session: Session, org: str, basis: Sequence[Basis], template: str) -> bool:
    """True when there are fresh facts of a template, or reports whose lines are of another version, not done or not begun."""
    fresh, wanted = tables.FreshFact, {id: (version, None) for id, version in _versions(basis).items()}
    heads = {id: (head.version, head.until) for id, head in _heads(session, org, template).items()}
    query = select(fresh.fact).where(fresh.org == org, fresh.template == template).limit(1)
    return heads != wanted or session.scalar(query) is not None


def fold(session: Session, org: str, basis: Sequence[Basis], template: str) -> bool:
    """Takes fresh facts into the lines of the reports of the version in use, or makes a month of one of them; True when there may be more.

    `basis` has one part for each of its reports. Nothing is done when another version has been taken into use meanwhile.
    """
    row = templates.held(session, org, template)
    if row is None or any(one.lineage.version != row.published for one in basis):
        return False
    heads = _begun(session, org, _versions(basis), template)
    fresh = tables.FreshFact
    taken = list(session.scalars(select(fresh.fact).where(fresh.org == org, fresh.template == template).limit(MOST)))
    for one in basis:
        if taken and one.report.id in heads:
            _add(session, heads[one.report.id], gathered(session, org, one, among=taken, until=heads[one.report.id].until))
    if taken:
        until = heads[NO_REPORT].until
        strips.take(session, org, template, [tables.Fact.id.in_(taken), *([tables.Fact.day < until] if until else [])])
    session.execute(delete(fresh).where(fresh.org == org, fresh.template == template, fresh.fact.in_(taken)))
    # strips come last, since what a template has foreseen is asked for most
    undone = min((head for head in heads.values() if head.until is not None), key=lambda head: head.report == NO_REPORT, default=None)
    if undone:
        _make(session, org, next((one for one in basis if one.report.id == undone.report), None), undone)
    return bool(undone) or len(taken) == MOST


def _versions(basis: Sequence[Basis]) -> dict[str, int]:
    """What is counted ahead, and by the names of which version: the reports that can be, and strips, which go by none."""
    return {**{one.report.id: one.lineage.version for one in basis if _ahead(one)}, NO_REPORT: strips.LAYOUT}


def _begun(session: Session, org: str, versions: Mapping[str, int], template: str) -> dict[str, tables.Tally]:
    """The heads of the reports, begun anew where they were of another version; those of other reports are gone."""
    heads = _heads(session, org, template)
    for id, head in heads.items():
        if versions.get(id) != head.version:
            session.execute(delete(tables.TallyLine).where(*_lines_of(head)))
            if id == NO_REPORT:
                strips.clear(session, org, template)
            session.delete(head)
    session.flush()
    kept = {id: head for id, head in heads.items() if versions.get(id) == head.version}
    for id in versions.keys() - kept.keys():
        kept[id] = tables.Tally(org=org, template=template, report=id, version=versions[id], until=date.min)
        session.add(kept[id])
    session.flush()
    return kept


def _make(session: Session, org: str, basis: Basis | None, head: tables.Tally) -> None:
    """Makes the lines, or without a report the strips, of the first month of which there is something, from where the head stands."""
    fact = tables.Fact
    grains = [fact.grain.in_(basis.grains())] if basis else []
    wanted = (fact.org == org, fact.template == head.template, *grains, fact.day >= head.until)
    first = session.scalar(select(fact.day).where(*wanted).order_by(fact.day).limit(1))
    if first is None:
        head.until = None
        return
    month = first.replace(day=1)
    head.until = (month + timedelta(days=31)).replace(day=1)
    if basis is None:
        strips.take(session, org, head.template, [not_fresh(org, head.template), fact.day >= month, fact.day < head.until])
        return
    add_rows(session, tables.TallyLine, _rows(head, gathered(session, org, basis, since=month, until=head.until)))


def differences(session: Session, org: str, basis: Basis) -> Counter[Place]:
    """What a report's lines have too much, by line and cell, or too little where it is below zero; nothing when they are as the facts are,
    or not done.
    """
    head = session.get(tables.Tally, (org, basis.template.name, basis.report.id))
    found: Counter[Place] = Counter()
    if head is None or head.until is not None or head.version != basis.lineage.version:
        return found
    for lines, sign in ((_kept(session, head), 1), (gathered(session, org, basis), -1)):
        for place, numbers in lines.items():
            for cell, number in numbers.items():
                found[*place, cell] += sign * number
    return Counter({key: number for key, number in found.items() if number})


def gathered(
    session: Session, org: str, basis: Basis, *, among: Sequence[UUID] | None = None, since: date | None = None, until: date | None = None
) -> Lines:
    """The lines that facts make, from one day up to another: some of them, else all that are not fresh."""
    ahead = _ahead(basis)
    if ahead is None:
        return {}
    fact = tables.Fact
    wanted = [
        fact.org == org,
        fact.template == basis.template.name,
        fact.grain.in_(basis.grains()),
        fact.id.in_(among) if among is not None else not_fresh(org, basis.template.name),
        *([fact.day >= since] if since else []),
        *([fact.day < until] if until else []),
    ]
    found: Lines = {}
    # lines of months are added up here from those that tell all apart; days are too many for that, so the database adds up each sort
    for sorts in ([sort for sort in ahead.sorts if not sort.daily], *([sort] for sort in ahead.sorts if sort.daily)):
        _gather(session, org, basis, found, wanted=wanted, sorts=sorts, sides=ahead.sides)
    return found


def _gather(session: Session, org: str, basis: Basis, found: Lines, *, wanted: list[Any], sorts: list[Sort], sides: Cell) -> None:
    """Adds the lines of some sorts, which are of months or of days, with a cell for each answer by the sides."""
    fact, daily = tables.Fact, sorts[0].daily
    names = tuple(dict.fromkeys((*(name for sort in sorts for name in sort.filters), *sides)))
    keys = [_key(org, basis, name).label(f"k{number}") for number, name in enumerate(names, 1)]
    when = (fact.day,) if daily else (extract("year", fact.day).label("year"), extract("month", fact.day).label("month"))
    parts: list[Any] = [fact.version, *([fact.unit] if any(sort.units for sort in sorts) else []), *when, *keys]
    query = select(*parts, func.sum(fact.sign)).where(*wanted).group_by(*(part.name for part in parts))
    several = {name: basis.meaning(name).in_rows for name in names}
    for version, *rest, number in session.execute(query):
        unit = rest.pop(0) if len(parts) > 1 + len(when) + len(keys) else None
        day = rest[0] if daily else date(int(rest[0]), int(rest[1]), 1)
        raw = rest[len(when) :]
        said = {name: together((key or "").split("|")) if several[name] else key or "" for name, key in zip(names, raw, strict=True)}
        cell = tuple(said[name] for name in sides)
        for sort in sorts:
            told = [said[name] for name in sort.filters]
            place = (sort.number, (unit or "") if sort.units else "", *told, *[""] * (WIDTH - len(told)), day, version)
            found.setdefault(place, Counter())[cell] += int(number)


def _key(org: str, basis: Basis, name: str) -> ColumnElement[Any]:
    """An answer of a fact by the names of today; several values in one text."""
    meaning = basis.meaning(name)
    column: ColumnElement[Any] = meaning.column()
    if not meaning.in_rows:
        return column
    fact, value = tables.Fact, aliased(tables.FactValue)
    held = (value.org == org, value.fact == fact.id, meaning.row(fact, value))
    rows = select(func.aggregate_strings(meaning.in_row(fact, value), "|")).where(*held).correlate(fact).scalar_subquery()
    return func.coalesce(column, rows) if meaning.in_column else rows


def _ahead(basis: Basis) -> Ahead | None:
    return Ahead.of(basis.template, basis.report)


def _heads(session: Session, org: str, template: str) -> dict[str, tables.Tally]:
    row = tables.Tally
    return {head.report: head for head in session.scalars(select(row).where(row.org == org, row.template == template))}


def _lines_of(head: tables.Tally) -> tuple[ColumnElement[bool], ...]:
    line = tables.TallyLine
    return line.org == head.org, line.template == head.template, line.report == head.report


def _kept(session: Session, head: tables.Tally, *wanted: ColumnElement[bool]) -> Lines:
    """A report's lines as they are kept."""
    line, listed = tables.TallyLine, [tuple(cell) for cell in json.loads(head.cells)]
    query = select(*(getattr(line, name) for name in _NAMES), line.cells).where(*_lines_of(head), *wanted)
    return {
        tuple(place): Counter({listed[at]: number for at, number in cells.unpacked(content).items()})
        for *place, content in session.execute(query)
    }


def _rows(head: tables.Tally, lines: Lines) -> list[dict[str, Any]]:
    """The rows of lines that have something; cells that are new get their places behind the others."""
    told = {place: {cell: number for cell, number in numbers.items() if number} for place, numbers in lines.items()}
    places = {tuple(cell): at for at, cell in enumerate(json.loads(head.cells))}
    for cell in (cell for numbers in told.values() for cell in numbers):
        places.setdefault(cell, len(places))
    head.cells = json.dumps([*places])
    packed = {place: cells.packed({places[cell]: number for cell, number in numbers.items()}) for place, numbers in told.items()}
    return [{**_key_of(head, place), "cells": content} for place, content in packed.items() if content]


def _key_of(head: tables.Tally, place: Place) -> dict[str, Any]:
    """The key of a line's row."""
    return {"org": head.org, "template": head.template, "report": head.report, **dict(zip(_NAMES, place, strict=True))}


_GONE = Ready(delete(tables.TallyLine).where(*(column == bindparam(column.name) for column in tables.TallyLine.__table__.primary_key)))
"""One line is gone, by its key."""


def _add(session: Session, head: tables.Tally, lines: Lines) -> None:
    """Adds numbers to the lines; one that comes to nothing is gone."""
    line = tables.TallyLine
    for sort in sorted({place[0] for place in lines}):
        more = {place: numbers for place, numbers in lines.items() if place[0] == sort}
        units, days = ({place[_NAMES.index(name)] for place in more} for name in ("unit", "day"))
        found = _kept(session, head, line.sort == sort, line.unit.in_(units), line.day.in_(days))
        for place, numbers in more.items():
            numbers.update(found.get(place, Counter()))
        again = [_key_of(head, place) for place in more.keys() & found.keys()]
        run_in_turn(session.connection(), [(_GONE, again)] if again else [])
        add_rows(session, line, _rows(head, more))
