"""The closed months of reports: written once each, in order, and never changed."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.disclosure.month import Closed
from engine.store import tables

_ROW = tables.ClosedMonth


def of_report(session: Session, org: str, template: str, report: str) -> list[Closed]:
    """All of them, oldest first."""
    query = select(_ROW.month, _ROW.cube).where(_ROW.org == org, _ROW.template == template, _ROW.report == report)
    return [Closed.read(month, cube) for month, cube in session.execute(query.order_by(_ROW.month))]


def of_month(session: Session, org: str, template: str, month: str) -> dict[str, Closed]:
    """What the reports of a template tell of a month, by report."""
    query = select(_ROW.report, _ROW.cube).where(_ROW.org == org, _ROW.template == template, _ROW.month == month)
    return {report: Closed.read(month, cube) for report, cube in session.execute(query.order_by(_ROW.report))}


def latest(session: Session, org: str) -> dict[tuple[str, str], str]:
    """The last closed month of each report, by template and report."""
    query = select(_ROW.template, _ROW.report, func.max(_ROW.month)).where(_ROW.org == org).group_by(_ROW.template, _ROW.report)
    return {(template, report): month for template, report, month in session.execute(query)}


def keep(session: Session, org: str, report: tuple[str, str], closed: Closed, *, after: str | None, at: datetime) -> bool:
    """Writes a month down that was worked out `after` another one; False when a later one is there by now, and nothing is written."""
    if latest(session, org).get(report) != after:
        return False
    template, name = report
    session.add(_ROW(org=org, template=template, report=name, month=closed.month, closed_at=at, cube=closed.plain()))
    session.flush()
    return True
