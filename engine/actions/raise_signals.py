"""Raises what was judged to be more than usual, once, with the mails about it: nothing is written where someone else was faster."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.mail_report import Desk
from engine.actions.watch_signals import Due, Watched
from engine.fields import Context
from engine.ids import new_id
from engine.mails import SIGNAL, Letter
from engine.routing import Place
from engine.signals.series import Rise
from engine.signals.words import SignalWords
from engine.store import journal, outbox, signals, tables
from engine.store.batch import Batch
from engine.store.signals import Where


@dataclass(frozen=True)
class Judged:
    """A week or month of a signal that was judged, and the desk at which that is written down."""

    desk: Desk
    watched: Watched
    due: Due


def raise_signals(session: Session, judged: Judged, rises: Mapping[Where, Rise]) -> bool:
    """Writes down that it was judged, with what was raised and the mails about that; False when it has been written down already."""
    org, key = judged.desk.organisation.key, judged.watched.key
    if not _reach(session, judged):
        return False
    batch = Batch(org)
    for where in sorted(rises, key=lambda where: (where.unit or "", where.value)):
        _raise(batch, judged, where, rises[where])
        facts = {"template": key[0], "signal": key[1], "unit": where.unit or "", "value": where.value, "until": judged.due.last.isoformat()}
        journal.append(session, org, journal.ORGANISATION, "signal-raised", at=judged.desk.now, facts=facts)
    batch.write(session)
    return True


def _reach(session: Session, judged: Judged) -> bool:
    """Takes the signal one week or month further; False when somebody else has."""
    org, (template, signal), interval = judged.desk.organisation.key, judged.watched.key, judged.watched.signal.interval
    row = signals.locked(session, org, template, signal)
    if (row.reached if row is not None and row.interval == interval else None) != judged.due.after:
        return False
    if row is None:
        session.add(tables.SignalWatch(org=org, template=template, signal=signal, interval=interval, reached=judged.due.last))
    else:
        row.interval, row.reached = interval, judged.due.last
    session.flush()
    return True


def _raise(batch: Batch, judged: Judged, where: Where, rise: Rise) -> None:
    """One signal, and a mail to each mailbox that is to know."""
    id, told, now = new_id(), tuple(dict.fromkeys(_mailboxes(judged.watched, where.unit))), judged.desk.now
    batch.add(tables.RaisedSignal, id=id, mailboxes=list(told), raised_at=now, **_row(judged, where, rise))
    for mailbox in told:
        mail = outbox.add(batch, outbox.Addressed(mailbox, None, None, SIGNAL), _letter(judged, where, rise.how, id=id), now)
        batch.add(tables.SignalMail, mail=mail, signal=id)


def _row(judged: Judged, where: Where, rise: Rise) -> dict[str, Any]:
    """What the row says; nobody has put it away."""
    (template, signal), due = judged.watched.key, judged.due
    about = {"template": template, "signal": signal, "unit": where.unit or "", "value": where.value, "first": due.first, "last": due.last}
    told = {"how": rise.how, "count": rise.count, "usual": rise.usual}
    return {**about, **told, "settled_at": None, "settled_by": None, "sealed": None}


def _letter(judged: Judged, where: Where, how: str, *, id: UUID) -> Letter:
    desk, watched = judged.desk, judged.watched
    context = Context(desk.organisation, desk.now, desk.language)
    words = SignalWords(watched.published.template, watched.signal, context, watched.lineage)
    opening = words.where(where.unit, where.value), words.when(judged.due.first, judged.due.last), words.how(how)
    return words.letter(opening, f"{desk.base_url}/admin/{desk.organisation.key}/signals/{id}")


def _mailboxes(watched: Watched, unit: str | None) -> Iterator[str]:
    """Of whoever holds each function of the signal for the unit, or stands in."""
    place = Place(watched.published.template, watched.organisation, unit)
    holders = (place.holder(function) for function in watched.signal.to)
    yield from (watched.organisation.mailboxes[holder] for holder in holders if holder is not None)
