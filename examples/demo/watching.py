"""A week in the demonstration's past in which the same thing happened again and again, and the signals that it raises."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from engine.actions.watch_signals import Watched
from engine.office import Office
from engine.signals.series import WEEK, latest_over
from engine.store import tables
from engine.template.counted import SUBMISSIONS
from engine.watching import watch_signals, watched_of
from examples.demo.seeds import Seeder

TIMES = 8
BACK = 12
"""So many weeks are looked through for one in which anything was open."""


def watch(office: Office, org: str, seeder: Seeder) -> None:
    """Such a week at the largest unit, for every signal that goes by an answer of reports; then it is judged, and every week since."""
    every = list(watched_of(office, org))
    for watched in every:
        if watched.signal.by is not None and watched.signal.grain == SUBMISSIONS:
            days = _open_days(watched, seeder.largest, office.clock().astimezone(watched.organisation.zone).date())
            places = ((days[number % len(days)], time(9 + number)) for number in range(TIMES))
            moments = sorted(datetime.combine(day, at, watched.organisation.zone) for day, at in places)
            seeder.again(watched.key[0], moments, unit=seeder.largest, reference=watched.signal.by)
            _begin(office, every, days[0])
    watch_signals(office, org)


def _open_days(watched: Watched, unit: str, today: date) -> list[date]:
    """The open days of the last week that has any."""
    calendar = watched.organisation.calendar(watched.signal.calendar, unit)
    for back in range(BACK):
        monday, _ = latest_over(WEEK, today - timedelta(weeks=back))
        days = [monday + timedelta(days=number) for number in range(5)]
        if found := [day for day in days if calendar.is_open(day)]:
            return found
    return days


def _begin(office: Office, every: Iterable[Watched], day: date) -> None:
    """Every signal is watched from the week of that day on."""
    reached = latest_over(WEEK, day)[1]
    for watched in every:
        (template, signal), interval = watched.key, watched.signal.interval
        row = tables.SignalWatch(org=watched.organisation.key, template=template, signal=signal, interval=interval, reached=reached)
        office.write(row.org, lambda session, row=row: session.merge(row))  # type: ignore[misc]
