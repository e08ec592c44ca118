"""Reports that go out by mail as the demonstration begins: those of the last months wait for the worker to close their months."""

from datetime import timedelta

from sqlalchemy import update

from engine import dispatch
from engine.office import Office
from engine.store import tables

BACK = timedelta(days=130)
"""Schedules have counted from so long ago."""


def mail_reports(office: Office, org: str) -> None:
    """Begins to keep the schedules, as if long ago, and takes up what has come due since."""
    dispatch.plan(office, org)
    day = (office.clock() - BACK).date()
    office.write(org, lambda session: session.execute(update(tables.ReportSchedule).values(reached=day)))
    dispatch.plan(office, org)
