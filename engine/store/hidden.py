"""Which reports and cases a person is shut out of, so that they are not counted for that person either."""

from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from engine.organisation import Organisation
from engine.store import tables


def hidden_from(session: Session, organisation: Organisation, person: UUID) -> frozenset[UUID]:
    """Every case and report that the person is shut out of, by name or by a mailbox, and the reports of those cases."""
    inside = _last_days(session, organisation.key, person)
    left = {str(holder): inside[mailbox] for holder, mailbox in organisation.mailboxes.items() if mailbox in inside}
    exclusion, case, submission = tables.Exclusion, tables.Case, tables.Submission
    query = (
        select(exclusion.subject, exclusion.kind, exclusion.key, func.coalesce(case.opened_at, submission.received_at))
        .outerjoin(case, and_(case.org == exclusion.org, case.id == exclusion.subject))
        .outerjoin(submission, and_(submission.org == exclusion.org, submission.id == exclusion.subject))
        .where(exclusion.org == organisation.key)
        .where(
            or_(
                and_(exclusion.kind == "person", exclusion.key == str(person)),
                and_(exclusion.kind == "holder", exclusion.key.in_(sorted(left))),
            )
        )
    )
    shut = {subject for subject, kind, key, since in session.execute(query) if kind == "person" or since is None or left[key] >= since.date()}
    return frozenset(shut | _reports_of(session, organisation.key, shut))


def _last_days(session: Session, org: str, person: UUID) -> dict[str, date]:
    """The last day that the person is in each mailbox they have ever been in."""
    membership = tables.Membership
    query = select(membership.mailbox, membership.until).where(membership.org == org, membership.person == person)
    found: dict[str, date] = {}
    for mailbox, until in session.execute(query):
        found[mailbox] = max(found.get(mailbox, date.min), until or date.max)
    return found


def _reports_of(session: Session, org: str, cases: set[UUID]) -> set[UUID]:
    link = tables.CaseSubmission
    return set(session.scalars(select(link.submission).where(link.org == org, link.case.in_(sorted(cases))))) if cases else set()
