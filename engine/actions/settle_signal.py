"""Someone puts a signal away and writes what was done about it. It is kept, and the same may be raised anew."""

from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import sees_signal, settles_signal
from engine.actions.interpret import LONGEST, Author
from engine.errors import NotPossible
from engine.store import journal, signals
from engine.store.signals import Raised


def may_see(author: Author, raised: Raised) -> bool:
    """True when the person may know of it."""
    organisation = author.organisation
    return sees_signal(author.actor, raised.where.unit, organisation, small=raised.small(organisation))


def may_settle(author: Author, raised: Raised) -> bool:
    """True when the person may put it away, and read what was done."""
    return may_see(author, raised) and settles_signal(author.actor, raised.where.unit, author.organisation, raised.mailboxes)


def settle_signal(session: Session, author: Author, id: UUID, text: str) -> None:
    """Puts it away. Raises NotPossible for one that is not there, for who may not, without a text, and when someone was faster."""
    org, text = author.organisation.key, text.strip()
    raised = signals.one(session, org, id)
    if raised is None or not may_settle(author, raised):
        raise NotPossible("not-yours")
    if not text:
        raise NotPossible("no-text")
    if len(text) > LONGEST:
        raise NotPossible("text-too-long")
    if not signals.settle(session, author.sealer, raised, text, by=author.actor.id, at=author.now, org=org):
        raise NotPossible("changed-meanwhile")
    where = {"template": raised.template, "signal": raised.signal, "unit": raised.where.unit or "", "value": raised.where.value}
    facts = {**where, "until": raised.last.isoformat()}
    journal.append(session, org, journal.ORGANISATION, "signal-settled", at=author.now, person=author.actor.id, facts=facts)
