"""All that the pages of those who are told of reports show, read in one moment: the queue, the samples, one sample. It reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor
from engine.organisation import Organisation
from engine.store import directory, notices, received, samples, tables
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


@dataclass(frozen=True)
class WholeSamples:
    """The samples of a person's mailboxes; `boxes` are those that can be drawn for, by their names."""

    drawn: tuple[samples.Drawn, ...]
    boxes: Mapping[str, str]
    names: Mapping[UUID, str]


def whole_samples(session: Session, organisation: Organisation, actor: Actor) -> WholeSamples:
    """Read for one person."""
    found = samples.overview(session, sight(session, organisation, actor))
    told = {key for key in actor.mailboxes if notices.receives(session, organisation.key, [key])}
    boxes = {key: name for key, name in directory.mailbox_names(session, organisation.key).items() if key in told}
    return WholeSamples(tuple(found), boxes, names_of(session, organisation.key, {item.by for item in found}))


@dataclass(frozen=True)
class WholeSample:
    """One sample with those of its cases that the person may read."""

    sample: samples.Drawn
    picked: tuple[samples.Picked, ...]
    boxes: Mapping[str, str]
    names: Mapping[UUID, str]


def whole_sample(session: Session, organisation: Organisation, actor: Actor, row: tables.Sample) -> WholeSample:
    """Read for one person."""
    eyes = sight(session, organisation, actor)
    drawn, picked = samples.one(session, eyes, row), samples.picked(session, eyes, row.id)
    people = {drawn.by, *(item.by for item in picked if item.by)}
    boxes = directory.mailbox_names(session, organisation.key)
    return WholeSample(drawn, tuple(picked), boxes, names_of(session, organisation.key, people))
