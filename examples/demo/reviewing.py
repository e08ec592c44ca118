"""What those who are told of reports have done in the demonstration's past: receipts of what is old, and a sample that is half reviewed."""

from datetime import timedelta
from functools import partial
from random import Random
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions.draw_sample import Draw, draw_sample
from engine.actions.review_case import CLEAN, COMPLETE, LACKING, review_case
from engine.errors import NotPossible
from engine.office import Office
from engine.organisation import Organisation
from engine.store import access_facts, directory, tables

AGE = timedelta(days=14)
"""What came before that has been seen and acknowledged."""
SIZE = 6
REMARKS = {
    CLEAN: "",
    LACKING: "Det framgår inte om eleven har fått berätta själv.",
    COMPLETE: "Skriv in vad som bestämdes på det sista mötet.",
}


def review(office: Office, org: str, random: Random) -> None:
    """Everything, for the mailbox that has been told of most."""
    organisation = office.organisation(org)
    mailbox = office.read(org, lambda session: _most_told(session, org))
    if organisation is None or mailbox is None:
        return
    actor = office.read(org, lambda session: _member(session, office, organisation, mailbox))
    office.write(org, lambda session: _acknowledged(session, office, org, actor.id))
    today = office.clock().astimezone(organisation.zone).date()
    draw = Draw(mailbox, today - timedelta(days=200), today, SIZE)
    seed = random.randbytes(16).hex()
    try:
        sample = office.write(org, lambda session: draw_sample(session, organisation, draw, actor, office.clock(), seed=seed))
    except NotPossible:
        # a small demonstration may have closed nothing yet
        return
    drawn = office.read(org, lambda session: _drawn(session, org, sample))
    for (case, template, version), verdict in zip(drawn, REMARKS, strict=False):
        scene = office.scene(org, template, version)
        if scene is not None:
            one = partial(review_case, scene=scene, picked=(sample, case), verdict=verdict, actor=actor, remark=REMARKS[verdict])
            office.write(org, one)


def _most_told(session: Session, org: str) -> str | None:
    row = tables.Notice
    query = select(row.mailbox).where(row.org == org).group_by(row.mailbox).order_by(func.count().desc(), row.mailbox)
    return session.scalar(query.limit(1))


def _member(session: Session, office: Office, organisation: Organisation, mailbox: str) -> Actor:
    day = office.clock().astimezone(organisation.zone).date()
    return access_facts.actor(session, organisation, directory.members(session, organisation.key, mailbox, day)[0], day)


def _acknowledged(session: Session, office: Office, org: str, person: UUID) -> None:
    row = tables.Notice
    old = update(row).where(row.org == org, row.queued_at < office.clock() - AGE)
    session.execute(old.values(seen_at=row.queued_at, seen_by=person, acknowledged_at=row.queued_at, acknowledged_by=person))


def _drawn(session: Session, org: str, sample: UUID) -> list[tuple[UUID, str, int]]:
    row, case = tables.SampleCase, tables.Case
    both = select(case.id, case.template, case.version).join(row, (row.org == case.org) & (row.case == case.id))
    found = session.execute(both.where(row.org == org, row.sample == sample).order_by(row.place))
    return [(id, template, version) for id, template, version in found]
