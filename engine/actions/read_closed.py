"""Reads what the closed months of a report tell: all that there is for whoever may not read everything that is counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from engine.disclosure.counting import Asked, Told
from engine.disclosure.layout import last_day, month_of, months_of
from engine.disclosure.views import Views
from engine.statistics.period import LATEST
from engine.statistics.shown import Earlier, Shown, show
from engine.statistics.table import PERIOD, Counts, Selection, table_of
from engine.statistics.words import Words
from engine.store import closed_months, counts
from engine.template.counted import SUBMISSIONS


@dataclass(frozen=True)
class FromClosed:
    """What the closed months within a selection tell. `within` is the selection cut to them, None when there are none; `compared` tells
    whether the months of a year earlier were there as well.
    """

    shown: Shown
    within: Selection | None = None
    compared: bool = False

    @property
    def covered(self) -> tuple[date, date] | None:
        """The first and last day of those months."""
        return (
            None if self.within is None or self.within.first is None or self.within.last is None else (self.within.first, self.within.last)
        )


def read_closed(session: Session, words: Words, selection: Selection, *, compare: bool) -> FromClosed:
    """The report. Weeks and periods of calendars are told as the months that they are in, since no other time is closed."""
    if words.report.interval != "year":
        words = replace(words, report=replace(words.report, interval="month"))
    told = _told(session, words)
    months = _within(session, words, told.views, selection)
    if not months:
        return FromClosed(Shown(words, None, hidden="open"))
    within = replace(selection, first=date.fromisoformat(f"{months[0]}-01"), last=last_day(months[-1]), stretches=())
    table = table_of(words.template, words.report, told.counts(Asked(selection.units, months, selection.chosen)), within)
    before = tuple(f"{int(month[:4]) - 1}{month[4:]}" for month in months)
    earlier = None
    if compare and before[-1] in told.views.months and before[0] >= told.views.begins:
        counted = told.counts(Asked(selection.units, before, selection.chosen))
        earlier = Earlier.of(counted, table.rows, periods=words.report.rows == PERIOD)
    return FromClosed(show(words, table, within, full=False, earlier=earlier), within, earlier is not None)


def closed_counts(session: Session, words: Words, selection: Selection) -> Counts | None:
    """The counts of a selection that is made of closed months; None when some of its days are in none."""
    told = _told(session, words)
    months = _within(session, words, told.views, selection)
    if not months or (date.fromisoformat(f"{months[0]}-01"), last_day(months[-1])) != (selection.first, selection.last):
        return None
    return told.counts(Asked(selection.units, months, selection.chosen))


def closed_totals(session: Session, words: Words, units: frozenset[str] | None, spans: Sequence[tuple[date, date]]) -> list[int | None]:
    """How many reports to a template the closed months within some spans of days tell of, by its first report that counts them."""
    org, template = words.context.organisation.key, words.template
    report = next((report for report in template.reports.values() if (report.grain, report.date) == (SUBMISSIONS, None)), None)
    views = Views.of(closed_months.of_report(session, org, template.name, report.id) if report is not None else ())
    asked = [_within(session, words, views, Selection(units, first, last)) for first, last in spans]
    return [views.number(units, months, {}) if months else None for months in asked]


def _told(session: Session, words: Words) -> Told:
    org, name, report = words.context.organisation.key, words.template.name, words.report
    return Told(words.template, report, Views.of(closed_months.of_report(session, org, name, report.id)))


def _within(session: Session, words: Words, views: Views, selection: Selection) -> tuple[str, ...]:
    """The months wholly within the selection that are closed, or were over before anything had come in."""
    last = views.closed[-1].month if views.closed else _silent(session, words)
    first = selection.first or date.fromisoformat(f"{min(views.months, default=last)}-01")
    until = min(selection.last or LATEST, last_day(last))
    return tuple(month for month in months_of(first, until) if month >= views.begins) if first <= until else ()


def _silent(session: Session, words: Words) -> str:
    """The last month that was over before the first report came."""
    organisation, name = words.context.organisation, words.template.name
    today = words.context.now.astimezone(organisation.zone).date()
    days = counts.days(session, organisation.key, [name], None).get(name)
    return month_of(min(today, days[0] if days else today).replace(day=1) - timedelta(days=1))
