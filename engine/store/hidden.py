"""Which reports and cases a person is shut out of, so that they are not counted for that person either."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from engine.access import Actor
from engine.organisation import Organisation
from engine.store import tables
from engine.store.sight import sight


def hidden_from(session: Session, organisation: Organisation, actor: Actor) -> frozenset[UUID]:
    """Every case and report that the person is shut out of, by name or by a mailbox, and the reports of those cases.

    It begins at the exclusions, which are few, where `engine.store.sight` begins at the rows of a list.
    """
    held = sight(session, organisation, actor).held
    exclusion, case, submission = tables.Exclusion, tables.Case, tables.Submission
    query = (
        select(exclusion.subject, exclusion.kind, exclusion.key, func.coalesce(case.opened_at, submission.received_at))
        .outerjoin(case, and_(case.org == exclusion.org, case.id == exclusion.subject))
        .outerjoin(submission, and_(submission.org == exclusion.org, submission.id == exclusion.subject))
        .where(exclusion.org == organisation.key)
        .where(
            or_(
                and_(exclusion.kind == "person", exclusion.key == str(actor.id)),
                and_(exclusion.kind == "holder", exclusion.key.in_(sorted(held))),
            )
        )
    )
    rows: Any = session.execute(query)
    shut = {subject for subject, kind, key, since in rows if kind == "person" or since is None or (held[key] or date.max) >= since.date()}
    return frozenset(shut | _reports_of(session, organisation.key, shut))


def _reports_of(session: Session, org: str, cases: set[UUID]) -> set[UUID]:
    link = tables.CaseSubmission
    return set(session.scalars(select(link.submission).where(link.org == org, link.case.in_(sorted(cases))))) if cases else set()
