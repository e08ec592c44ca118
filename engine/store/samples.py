"""Samples of closed cases: among which cases they are drawn, what was drawn, and what was found in each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case as either
from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from engine.store import tables
from engine.store.adding import add_rows
from engine.store.seal import Sealer, place
from engine.store.sight import Sight

MOST = 100


@dataclass(frozen=True)
class Drawn:
    """A sample: what it was drawn from, and how many of the cases that the reader may see have been reviewed."""

    id: UUID
    mailbox: str
    first: date
    last: date
    population: int
    seed: str
    at: datetime
    by: UUID
    size: int = 0
    reviewed: int = 0


@dataclass(frozen=True)
class Picked:
    """A case of a sample; the verdict is None as long as nobody has reviewed it."""

    case: UUID
    number: str
    template: tuple[str, int]
    unit: str | None
    closed: datetime | None
    verdict: str | None
    at: datetime | None
    by: UUID | None


@dataclass(frozen=True)
class Review:
    """What was found in a case, opened."""

    verdict: str
    at: datetime
    by: UUID
    remark: str


def population(session: Session, org: str, mailbox: str, first: datetime, end: datetime) -> list[UUID]:
    """The cases that a mailbox was told of and that were closed between two moments, `end` not among them, whoever asks; sorted."""
    row, link = tables.Case, tables.CaseMailbox
    told = exists().where(link.org == org, link.case == row.id, link.mailbox == mailbox, link.why == "notice")
    closed = select(row.id).where(row.org == org, row.closed_at >= first, row.closed_at < end, row.erased_at.is_(None), told)
    return sorted(session.scalars(closed))


def add(session: Session, org: str, drawn: Drawn, cases: Iterable[UUID]) -> None:
    """Writes a sample down, its cases in the order in which they were drawn."""
    own = {"org": org, "id": drawn.id, "mailbox": drawn.mailbox, "first": drawn.first, "last": drawn.last, "population": drawn.population}
    add_rows(session, tables.Sample, [own | {"seed": drawn.seed, "drawn_at": drawn.at, "drawn_by": drawn.by}])
    rows = [{"org": org, "sample": drawn.id, "place": number, "case": case} for number, case in enumerate(cases, 1)]
    add_rows(session, tables.SampleCase, rows)


def get(session: Session, org: str, id: UUID) -> tables.Sample | None:
    """The sample with this id."""
    return session.get(tables.Sample, (org, id))


def locked(session: Session, org: str, sample: UUID, case: UUID) -> tables.SampleCase | None:
    """A case of a sample, held until the transaction ends."""
    row = tables.SampleCase
    query = select(row).where(row.org == org, row.sample == sample, row.case == case).with_for_update()
    return session.scalar(query, execution_options={"populate_existing": True})


def has(session: Session, org: str, sample: UUID, case: UUID) -> bool:
    """True when the case was drawn in the sample."""
    row = tables.SampleCase
    return session.scalar(select(row.place).where(row.org == org, row.sample == sample, row.case == case)) is not None


def overview(session: Session, eyes: Sight) -> list[Drawn]:
    """The latest samples of the person's mailboxes."""
    row = tables.Sample
    mine = select(row).where(row.org == eyes.org, row.mailbox.in_(sorted(eyes.actor.mailboxes)))
    found = session.scalars(mine.order_by(row.drawn_at.desc(), row.id).limit(MOST)).all()
    counted = _counted(session, eyes, [item.id for item in found])
    return [_drawn(item, counted) for item in found]


def one(session: Session, eyes: Sight, row: tables.Sample) -> Drawn:
    """One of them."""
    return _drawn(row, _counted(session, eyes, [row.id]))


def picked(session: Session, eyes: Sight, sample: UUID) -> list[Picked]:
    """The cases of a sample that the person may read, in the order in which they were drawn."""
    row, case = tables.SampleCase, tables.Case
    both = select(row, case).join(case, (case.org == row.org) & (case.id == row.case))
    found = session.execute(both.where(row.org == eyes.org, row.sample == sample, eyes.case()).order_by(row.place))
    return [
        Picked(
            kept.id, kept.number, (kept.template, kept.version), kept.unit, kept.closed_at, item.verdict, item.reviewed_at, item.reviewed_by
        )
        for item, kept in found
    ]


def reviews(session: Session, sealer: Sealer, case: tables.Case) -> list[Review]:
    """What was found in a case in the samples that it was drawn in, oldest first."""
    row = tables.SampleCase
    query = select(row).where(row.org == case.org, row.case == case.id, row.verdict.is_not(None)).order_by(row.reviewed_at, row.sample)
    rows = session.scalars(query).all()
    keys = sealer.keys_of(session, case.org, case.id) if rows else {}
    return [
        Review(item.verdict, item.reviewed_at, item.reviewed_by, sealer.open(keys, item.sealed, about(item))["remark"])
        for item in rows
        if item.verdict and item.reviewed_at and item.reviewed_by and item.sealed
    ]


def about(row: tables.SampleCase) -> str:
    """What a remark is sealed to."""
    return place("sample_case", f"{row.sample}/{row.case}", "remark")


def _counted(session: Session, eyes: Sight, samples: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    row, case = tables.SampleCase, tables.Case
    done = func.sum(either((row.verdict.is_not(None), 1), else_=0))
    query: Any = select(row.sample, func.count(), done).join(case, (case.org == row.org) & (case.id == row.case))
    found = session.execute(query.where(row.org == eyes.org, row.sample.in_(list(samples)), eyes.case()).group_by(row.sample))
    return {sample: (size, reviewed) for sample, size, reviewed in found}


def _drawn(row: tables.Sample, counted: dict[UUID, tuple[int, int]]) -> Drawn:
    size, reviewed = counted.get(row.id, (0, 0))
    return Drawn(
        row.id, row.mailbox, row.first, row.last, row.population, row.seed, row.drawn_at, row.drawn_by, size=size, reviewed=reviewed
    )
