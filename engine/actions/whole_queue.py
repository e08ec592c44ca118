"""All that the queue of someone who is told of reports shows, read in one moment. It reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor
from engine.organisation import Organisation
from engine.store import directory, received
from engine.store.notices import Proof
from engine.store.readers import names_of
from engine.store.sight import sight


@dataclass(frozen=True)
class WholeQueue:
    """One page of a view: notices where it shows those, else cases, and how many there are in all.

    `latest` is when the last notice came. `before` are notices that others had acknowledged, each with its report's reference.
    """

    notices: tuple[received.NotedReport, ...]
    cases: tuple[received.NotedCase, ...]
    total: int
    offered: received.Offered
    latest: datetime | None
    before: tuple[tuple[Proof, str], ...]
    names: Mapping[UUID, str]
    mailboxes: Mapping[str, str]


def whole_queue(
    session: Session, organisation: Organisation, actor: Actor, sought: received.Sought, *, before: Iterable[UUID] = ()
) -> WholeQueue:
    """The queue of a person; `before` are the notices that the person tried to acknowledge too late."""
    eyes = sight(session, organisation, actor)
    fresh = sought.view == received.NEW
    notices, waiting = received.unacknowledged(session, eyes, sought) if fresh else ([], 0)
    cases, found = received.cases(session, eyes, sought) if not fresh else ([], 0)
    late = received.acknowledged_before(session, eyes, before)
    people = {person for proof in (*(item.proof for item in notices), *(proof for proof, _ in late)) for person in proof.people()}
    return WholeQueue(
        tuple(notices),
        tuple(cases),
        waiting + found,
        received.offered(session, eyes),
        received.latest(session, eyes),
        tuple(late),
        names_of(session, organisation.key, people),
        directory.mailbox_names(session, organisation.key),
    )
