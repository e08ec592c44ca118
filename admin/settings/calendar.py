"""One calendar at one place: what is closed in the months to come, how far some days reach from today, and its days to change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit
from admin.settings.calendars import found_place, stored, title, wanted
from admin.settings.entry import Entry
from admin.settings.page import Part, Screen, Sheet, carry_out, sent, show, visit
from admin.settings.wordings import place_name, relabelled
from engine.actions import keep_calendar
from engine.calendars import Calendar, day_in_words, day_span, weekday_names
from engine.public_holidays import has_holidays
from engine.roster.days import Span, WrongLine, read_periods, read_spans
from engine.texts import in_language
from forms.wording import language, say

YEAR = timedelta(days=365)
CHECKED = (1, 2, 5, 10)
"""How many days from today are told."""
_LONGEST = 20_000


def calendar(org: str, calendar: str, place: str) -> ResponseReturnValue:
    """One calendar at a place."""
    here = visit()
    return _one(here, calendar, found_place(here, place), Entry())


def change_calendar(org: str, calendar: str, place: str) -> ResponseReturnValue:
    """Its days, or that a unit has none of its own."""
    here, entry = visit(), sent()
    unit = found_place(here, place)
    again = partial(_one, here, calendar, unit)
    if entry.do == "drop" and unit is not None:
        to = url_for("admin.calendars", org=org)
        return carry_out(
            here, entry, lambda session, keeper: keep_calendar.drop_own_days(session, keeper, calendar, unit), again, to=to, done="removed"
        )
    typed = _typed(here, calendar, unit, entry)
    to = url_for("admin.calendar", org=org, calendar=calendar, place=place)
    return carry_out(here, entry, lambda session, keeper: keep_calendar.save_calendar(session, keeper, typed, unit), again, to=to)


def _typed(here: Visit, name: str, unit: str | None, entry: Entry) -> Calendar:
    """The calendar that was typed; what is wrong stands in the entry."""
    before = here.organisation.calendar(name, unit)
    one, many, holidays = entry.text("one"), entry.text("many"), entry.text("holidays", needed=False).upper()
    if holidays and not has_holidays(holidays):
        entry.wrong("holidays", say("settings.refused.no-holidays"))
    weekdays = entry.several("weekdays", [str(number) for number in range(7)])
    spans = _lines(entry, "closed", read_spans)
    periods = _lines(entry, "periods", read_periods)
    return Calendar(
        name,
        relabelled(before.label_one, one),
        relabelled(before.label_many, many),
        frozenset(map(int, weekdays)),
        tuple((span.first, span.last) for span in spans),
        periods,
        holidays,
        {(span.first, span.last): span.name for span in spans if span.name},
    )


def _lines(entry: Entry, name: str, read: Callable[[str], tuple[Any, tuple[WrongLine, ...]]]) -> Any:
    """What a list says; its lines that are wrong are told by their numbers."""
    found, wrong = read(entry.text(name, needed=False, longest=_LONGEST))
    if wrong:
        words = [say("settings.calendars.line", number=line.number, words=say(f"settings.calendars.{line.code}")) for line in wrong[:10]]
        entry.wrong(name, " ".join(words))
    return found


def _one(here: Visit, name: str, unit: str | None, entry: Entry, *refused: str) -> ResponseReturnValue:
    own = stored(here, name, unit)
    if name not in wanted(here):
        abort(404)
    calendar = own or replace(here.organisation.calendar(name, unit), name=name)
    today = here.day
    closed = [_closure(item.first, item.last, item.label) for item in calendar.closures(today, today + YEAR)]
    lead = "" if own is not None else say("settings.calendars.inherits" if unit is not None else "settings.calendars.every_day_lead")
    drop = Sheet("drop", say("settings.calendars.drop"), (), say("settings.calendars.drop_title"), kind="warning")
    parts = (
        Part(say("settings.calendars.from_today"), lines=[_reach(here, calendar, count) for count in CHECKED]),
        Part(
            say("settings.calendars.closed", first=day_in_words(today, language(), year=True, weekday=False)),
            lines=closed,
            empty="" if closed else say("settings.calendars.nothing_closed"),
        ),
        Part(say("settings.calendars.days"), lead=lead, sheets=(_sheet(calendar, entry), *((drop,) if own and unit else ()))),
    )
    back = url_for("admin.calendars", org=here.org), say("settings.places.calendars")
    screen = Screen(title(name, calendar), parts, over=place_name(here, unit), back=back, seen=own)
    return show(here, screen, refused=next(iter(refused), ""))


def _reach(here: Visit, calendar: Calendar, count: int) -> str:
    """The day that is so many of the calendar's days from today."""
    day = day_in_words(calendar.add(here.day, count), language(), year=True)
    return say("settings.calendars.reach", days=calendar.in_words(count, language()), day=day)


def _closure(first: Any, last: Any, name: str) -> str:
    days = day_span(first, last, language()) if first != last else day_in_words(first, language(), year=True)
    return say("settings.calendars.closure", days=days, name=name) if name else days


def _sheet(calendar: Calendar, entry: Entry) -> Sheet:
    form = entry.form("days")
    spans = [Span(first, last, calendar.names.get((first, last), "")) for first, last in calendar.closed]
    periods = [f"{kind} {Span(item.first, item.last, item.label)}" for kind, items in calendar.periods.items() for item in items]
    names = weekday_names(language())
    fields = (
        form.line("one", in_language(calendar.label_one, language())),
        form.line("many", in_language(calendar.label_many, language())),
        form.several("weekdays", [(str(number), names[number]) for number in range(7)], [str(number) for number in calendar.weekdays]),
        form.line("holidays", calendar.holidays, hint=say("settings.calendars.holidays_hint"), optional=True),
        form.area("closed", "\n".join(map(str, spans)), hint=say("settings.calendars.closed_hint")),
        form.area("periods", "\n".join(periods), hint=say("settings.calendars.periods_hint"), rows=5),
    )
    return Sheet("days", say("settings.save"), fields, folded=False)
