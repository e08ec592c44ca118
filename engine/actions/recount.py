"""Counts all that can be counted anew from its records, and says where that is not what the facts say."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from engine.actions.counted_anew import Records, Said, case_anew, report_anew
from engine.store import corrections, tables, templates
from engine.store.corrections import Kept

_AT_ONCE = 200
Tally = Counter[Said]


@dataclass(frozen=True)
class Difference:
    """Facts of one grain of a template that are `missing`, or that are there and should not be (`extra`)."""

    template: str
    grain: str
    missing: int
    extra: int


def recount(records: Records) -> tuple[Difference, ...]:
    """Where the facts differ from what the records say, as multisets, counter-facts taken away; nothing when they are equal.

    What comes from a report or a case of which something is erased stays as it was counted, and is not compared.
    """
    missing: Counter[tuple[str, str]] = Counter()
    extra: Counter[tuple[str, str]] = Counter()
    for true, stored in _pairs(records):
        for said in true.keys() | stored.keys():
            difference = true[said] - stored[said]
            missing[said.template, said.grain] += max(difference, 0)
            extra[said.template, said.grain] += max(-difference, 0)
    differing = sorted({key for found in (+missing, +extra) for key in found})
    return tuple(Difference(*key, missing[key], extra[key]) for key in differing)


def _pairs(records: Records) -> Iterator[tuple[Tally, Tally]]:
    """What the records of each report and case say, and what its facts do."""
    session, org = records.session, records.organisation.key
    columns = _Columns(session, org)
    kinds: tuple[tuple[type[Any], list[UUID], Callable[[Records, Any], Iterable[Said]]], ...] = (
        (tables.Submission, _reports(session, org), report_anew),
        (tables.Case, _cases(session, org), case_anew),
    )
    for table, ids, anew in kinds:
        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            stored = corrections.standing(session, org, part)
            for id in part:
                kept = stored.get(id, Counter())
                yield Counter(anew(records, session.get_one(table, (org, id)))), columns.read(kept)
            session.expunge_all()


def _reports(session: Session, org: str) -> list[UUID]:
    """The reports of which nothing is erased."""
    row, case, link = tables.Submission, tables.Case, tables.CaseSubmission
    joined = exists().where(link.org == row.org, link.submission == row.id, case.org == link.org, case.id == link.case)
    return list(session.scalars(select(row.id).where(row.org == org, ~joined.where(case.erased_at.is_not(None))).order_by(row.id)))


def _cases(session: Session, org: str) -> list[UUID]:
    row = tables.Case
    return list(session.scalars(select(row.id).where(row.org == org, row.erased_at.is_(None)).order_by(row.id)))


class _Columns:
    """Reads stored facts by the references of their columns."""

    def __init__(self, session: Session, org: str) -> None:
        self.session, self.org = session, org
        self._references: dict[str, Mapping[str, str]] = {}

    def read(self, kept: Counter[Kept]) -> Tally:
        """The same facts as their templates say them."""
        found: Tally = Counter()
        for fact, times in kept.items():
            values = {(self._of(fact.template)[column], value) for column, value in fact.columns} | set(fact.rows)
            found[Said(fact.template, fact.version, fact.grain, fact.unit, fact.day, frozenset(values))] += times
        return found

    def _of(self, template: str) -> Mapping[str, str]:
        if template not in self._references:
            placed = templates.columns(self.session, self.org, template)
            self._references[template] = {column: reference for reference, column in placed.items()}
        return self._references[template]
