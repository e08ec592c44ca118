"""Reports that have gone out by mail in the demonstration's past: those of the last months wait to be sent when it is served."""

from datetime import timedelta

from sqlalchemy import update

from engine import dispatch
from engine.office import Office
from engine.store import tables

BACK = timedelta(days=130)
"""Schedules have counted from so long ago."""


def mail_reports(office: Office, org: str) -> None:
    """Begins to keep the schedules, as if long ago, and makes the mails that have come due since."""
    dispatch.plan(office, org)
    day = (office.clock() - BACK).date()
    office.write(org, lambda session: session.execute(update(tables.ReportSchedule).values(reached=day)))
    dispatch.plan(office, org)
    while dispatch.make(office, org, lambda what, work: work()):
        pass
