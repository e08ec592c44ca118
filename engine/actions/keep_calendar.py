"""Keeping the calendars: which days count, in the organisation and in units that have days of their own."""

from sqlalchemy.orm import Session

from engine.actions.import_organisation import calendar_row
from engine.actions.keeping import Keeper, begin, note, unchanged
from engine.calendars import Calendar
from engine.errors import NotPossible
from engine.public_holidays import has_holidays
from engine.store import directory, tables
from engine.store.particulars import mark


def save_calendar(session: Session, keeper: Keeper, calendar: Calendar, unit: str | None) -> None:
    """The days of a calendar in the organisation, or in one unit; deadlines that are set from now on go by them."""
    if calendar.holidays and not has_holidays(calendar.holidays):
        raise NotPossible("no-holidays")
    _begun(session, keeper, calendar.name, unit)
    session.merge(calendar_row(keeper.org, calendar.name, unit, calendar))
    session.flush()
    note(session, keeper, "calendar-changed", calendar=calendar.name, unit=unit or "", digest=mark(calendar))


def drop_own_days(session: Session, keeper: Keeper, name: str, unit: str) -> None:
    """A unit goes by the days of what it belongs to again."""
    _begun(session, keeper, name, unit)
    row = session.get(tables.Calendar, (keeper.org, name, unit))
    if row is None:
        raise NotPossible("no-such-calendar")
    session.delete(row)
    session.flush()
    note(session, keeper, "calendar-dropped", calendar=name, unit=unit)


def _begun(session: Session, keeper: Keeper, name: str, unit: str | None) -> None:
    begin(session, keeper)
    found = directory.organisation(session, keeper.org)
    if found is None or (unit is not None and unit not in found.units):
        raise NotPossible("no-such-unit")
    unchanged(keeper, found.calendars.get((name, unit)))
