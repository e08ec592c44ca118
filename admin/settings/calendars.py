"""The calendars that templates count by, and those that are there: for the organisation, and for units with days of their own."""

from typing import Any

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit
from admin.settings.entry import Entry
from admin.settings.page import Part, Screen, Sheet, sent, show, visit
from admin.settings.wordings import TOP, missing, place_name
from engine.calendars import Calendar, weekday_names
from engine.texts import in_language
from forms.wording import language, say


def calendars(org: str) -> ResponseReturnValue:
    """Every calendar."""
    return _every(visit(), Entry())


def choose_unit(org: str) -> ResponseReturnValue:
    """Leads to the days of a unit, which are the organisation's until they are saved."""
    here, entry = visit(), sent()
    name, unit = entry.one_of("calendar", wanted(here)), entry.one_of("place", here.organisation.units)
    if not entry.fine:
        return _every(here, entry)
    return redirect(url_for("admin.calendar", org=org, calendar=name, place=unit), 303)


def wanted(here: Visit) -> dict[str, list[str]]:
    """The name of every calendar, with the titles of the templates in use that count by it."""
    found: dict[str, list[str]] = {}
    for name in here.office.current(here.org):
        published = here.office.published(here.org, name)
        for step in published.template.steps() if published is not None else ():
            calendar = (step.due or {}).get("calendar")
            title = in_language(published.template.title, language()) if published is not None else ""
            if calendar and title not in found.setdefault(calendar, []):
                found[calendar].append(title)
    for name, _ in here.organisation.calendars:
        found.setdefault(name, [])
    return found


def stored(here: Visit, name: str, unit: str | None) -> Calendar | None:
    """The calendar as it is written for a place itself; None where it has none of its own."""
    return here.organisation.calendars.get((name, unit))


def title(name: str, calendar: Calendar | None) -> str:
    """What a calendar's days are called; its name where nobody has said."""
    return in_language(calendar.label_many, language()).capitalize() if calendar is not None else name


def _every(here: Visit, entry: Entry) -> ResponseReturnValue:
    known = wanted(here)
    rows = [_row(here, name, None, titles) for name, titles in known.items()]
    rows += [_row(here, name, unit, ()) for name, unit in sorted(here.organisation.calendars, key=str) if unit is not None]
    form = entry.form("unit")
    fields = (
        form.pick("calendar", [(name, title(name, stored(here, name, None))) for name in known]),
        form.pick("place", [(key, unit.name) for key, unit in here.organisation.units.items()]),
    )
    sheet = Sheet("unit", say("settings.calendars.further"), fields, say("settings.calendars.own"), say("settings.calendars.own_lead"))
    columns = (say("settings.calendar"), say("settings.place"), say("settings.fields.weekdays"), say("settings.functions.templates"))
    part = Part("", columns, rows, say("settings.calendars.empty"), sheets=(sheet,) if known else ())
    return show(here, Screen(say("settings.places.calendars"), (part,), lead=say("settings.calendars.lead")))


def _row(here: Visit, name: str, unit: str | None, titles: Any) -> list[Any]:
    calendar = stored(here, name, unit)
    url = url_for("admin.calendar", org=here.org, calendar=name, place=unit or TOP)
    days = weekdays_in_words(calendar) if calendar is not None else missing(say("settings.calendars.every_day"))
    return [{"text": title(name, calendar), "url": url}, place_name(here, unit), days, ", ".join(titles)]


def weekdays_in_words(calendar: Calendar) -> str:
    """The days of the week that count: "måndag–fredag", or one by one."""
    names, numbers = weekday_names(language()), sorted(calendar.weekdays)
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{names[numbers[0]]}–{names[numbers[-1]]}"
    return ", ".join(names[number] for number in numbers)


def found_place(here: Visit, place: str) -> str | None:
    """The unit that an address names, None for the organisation."""
    if place != TOP and place not in here.organisation.units:
        abort(404)
    return None if place == TOP else place
