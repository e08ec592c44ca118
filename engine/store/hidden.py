"""Which reports and cases a person is shut out of, so that they are not counted for that person either."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from engine.access import Actor
from engine.organisation import Organisation
from engine.store import tables
from engine.store.ready import ReadyQuery
from engine.store.sight import sight


def hidden_from(session: Session, organisation: Organisation, actor: Actor) -> frozenset[UUID]:
    """Every case and report that the person is shut out of, by name or by a mailbox, and the reports of those cases.

    It begins at the exclusions, which are few, where `engine.store.sight` begins at the rows of a list.
    """
    held = sight(session, organisation, actor).held
    rows = _exclusions(organisation.key, str(actor.id), tuple(sorted(held))).every(session, {})
    shut = {subject for subject, kind, key, since in rows if kind == "person" or since is None or (held[key] or date.max) >= since.date()}
    return frozenset(shut | _reports_of(session, organisation.key, shut))


@lru_cache(maxsize=256)
def _exclusions(org: str, person: str, holders: tuple[str, ...]) -> ReadyQuery:
    """Those of a person and of some holders; every report asks for them."""
    exclusion, case, submission = tables.Exclusion, tables.Case, tables.Submission
    query = (
        select(exclusion.subject, exclusion.kind, exclusion.key, func.coalesce(case.opened_at, submission.received_at))
        .outerjoin(case, and_(case.org == exclusion.org, case.id == exclusion.subject))
        .outerjoin(submission, and_(submission.org == exclusion.org, submission.id == exclusion.subject))
    )
    by_name = and_(exclusion.kind == "person", exclusion.key == person)
    return ReadyQuery(query.where(exclusion.org == org, or_(by_name, and_(exclusion.kind == "holder", exclusion.key.in_(holders)))))


def _reports_of(session: Session, org: str, cases: set[UUID]) -> set[UUID]:
    link = tables.CaseSubmission
    return set(session.scalars(select(link.submission).where(link.org == org, link.case.in_(sorted(cases))))) if cases else set()
