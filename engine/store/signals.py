"""Signals as an organisation has them: how far each is watched, those that are open, those that were put away and what was done."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from engine.access import sees_signal
from engine.mails import Waiting
from engine.organisation import Organisation
from engine.store import report_readers, tables
from engine.store.seal import Sealer, place

_ROW, _WATCH, _MAIL = tables.RaisedSignal, tables.SignalWatch, tables.SignalMail


class Where(NamedTuple):
    """Where there may be more than usual: in a unit, None for the organisation, of a value, "" where all are counted together."""

    unit: str | None
    value: str


@dataclass(frozen=True)
class Raised:
    """A signal that was raised about a week or month; `settled_at` and `settled_by` once it has been put away."""

    id: UUID
    template: str
    signal: str
    where: Where
    first: date
    last: date
    how: str
    count: int
    usual: float
    mailboxes: frozenset[str]
    raised_at: datetime
    settled_at: datetime | None = None
    settled_by: UUID | None = None

    def small(self, organisation: Organisation) -> bool:
        """True when it is about so few that nobody outside is to know of them."""
        return self.count < organisation.smallest


def reached(session: Session, org: str, template: str, signal: str, interval: str) -> date | None:
    """The last day that has been judged; None for a signal that nobody has begun to watch by such an interval."""
    row = session.get(_WATCH, (org, template, signal))
    return row.reached if row is not None and row.interval == interval else None


def locked(session: Session, org: str, template: str, signal: str) -> tables.SignalWatch | None:
    """How far a signal is watched, to change, which nobody else can until the transaction ends."""
    return session.get(_WATCH, (org, template, signal), with_for_update=True, populate_existing=True)


def of_signal(session: Session, org: str, template: str, signal: str) -> list[Raised]:
    """Everything that one signal of a template has raised."""
    return [_raised(row) for row in session.scalars(_every(org).where(_ROW.template == template, _ROW.signal == signal))]


def latest(session: Session, org: str, units: Collection[str | None], *, settled: bool, most: int = 200) -> list[Raised]:
    """The latest of some units that are open or were put away; None among the units stands for the organisation itself."""
    state = _ROW.settled_at.is_not(None) if settled else _ROW.settled_at.is_(None)
    query = _every(org).where(state, _ROW.unit.in_(sorted(unit or "" for unit in units)))
    return [_raised(row) for row in session.scalars(query.limit(most))]


def one(session: Session, org: str, id: UUID) -> Raised | None:
    """The one with this id."""
    row = session.get(_ROW, (org, id))
    return _raised(row) if row is not None else None


def done(session: Session, sealer: Sealer, org: str, id: UUID) -> str:
    """What was done about one that was put away; empty while it is open."""
    row = session.get_one(_ROW, (org, id))
    return str(sealer.open(sealer.kept_key(org, id), row.sealed, _about(id))["text"]) if row.sealed is not None else ""


def settle(session: Session, sealer: Sealer, raised: Raised, text: str, *, by: UUID, at: datetime, org: str) -> bool:
    """Puts one away with what was done; False when that has been done already."""
    row = session.get(_ROW, (org, raised.id), with_for_update=True, populate_existing=True)
    if row is None or row.settled_at is not None:
        return False
    row.settled_at, row.settled_by = at, by
    row.sealed = sealer.seal(sealer.kept_key(org, raised.id), {"text": text}, _about(raised.id))
    session.flush()
    return True


def addressed(session: Session, organisation: Organisation, waiting: Waiting, day: date) -> Waiting:
    """The mail about a signal with those in its mailbox who may be told of it now."""
    query = select(_ROW).join(_MAIL, (_MAIL.org == _ROW.org) & (_MAIL.signal == _ROW.id))
    raised = _raised(session.scalars(query.where(_MAIL.org == organisation.key, _MAIL.mail == waiting.id)).one())
    unit, small = raised.where.unit, raised.small(organisation)
    found = report_readers.who(
        session, organisation, waiting.mailbox or "", day, lambda actor: sees_signal(actor, unit, organisation, small=small)
    )
    return report_readers.to(session, organisation, waiting, found)


def last_days(raised: Iterable[Raised], where: Where) -> list[date]:
    """The last days of the weeks or months of all that was told of one place."""
    return [one.last for one in raised if one.where == where]


def _every(org: str) -> Select[tables.RaisedSignal]:
    return select(_ROW).where(_ROW.org == org).order_by(_ROW.last.desc(), _ROW.template, _ROW.signal, _ROW.unit, _ROW.value)


def _raised(row: tables.RaisedSignal) -> Raised:
    about = (row.id, row.template, row.signal, Where(row.unit or None, row.value), row.first, row.last, row.how, row.count, row.usual)
    return Raised(*about, frozenset(row.mailboxes), row.raised_at, row.settled_at, row.settled_by)


def _about(id: UUID) -> str:
    return place("signal", id, "done")
