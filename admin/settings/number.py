"""One number of the units: the periods that it is kept for, what it is called, and per how many rates are told."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit
from admin.settings.entry import Entry
from admin.settings.numbers import many, title, wanted
from admin.settings.page import Part, Screen, Sheet, carry_out, sent, show, visit
from admin.settings.wordings import relabelled
from engine.actions import keep_numbers
from engine.organisation import Unit
from engine.roster import read_number
from engine.statistics.period import Span, named, year
from engine.texts import in_language
from engine.unit_numbers import UnitNumber
from forms.view import Asked
from forms.wording import language, say

MOST_PER = 1_000_000


def number(org: str, number: str) -> ResponseReturnValue:
    """One number."""
    return _one(visit(), number, Entry())


def change_number(org: str, number: str) -> ResponseReturnValue:
    """What it is called, and per how many rates are told."""
    here, entry = visit(), sent()
    _known(here, number)
    again, to = partial(_one, here, number), url_for("admin.number", org=org, number=number)
    typed = _typed(here, number, entry)
    return carry_out(here, entry, lambda session, keeper: keep_numbers.save_number(session, keeper, typed), again, to=to)


def _known(here: Visit, id: str) -> UnitNumber | None:
    """The number; None for one that a template asks for and nobody has named yet."""
    if id not in wanted(here):
        abort(404)
    return here.organisation.numbers.get(id)


def _typed(here: Visit, id: str, entry: Entry) -> UnitNumber:
    """The number as it was typed; what is wrong stands in the entry."""
    before = here.organisation.numbers.get(id, UnitNumber(id, {}, {}, {}))
    name, one, several = (relabelled(getattr(before, part), entry.text(f"number_{part}")) for part in ("title", "one", "many"))
    per = entry.text("number_per")
    try:
        count = read_number(per)
    except ValueError:
        count = 0
    if not 1 <= count <= MOST_PER:
        entry.wrong("number_per", say("settings.numbers.not_per"))
    return replace(before, title=name, one=one, many=several, per=count)


def open_during(here: Visit, span: Span) -> list[Unit]:
    """The units that there are on some of the days."""
    units = here.organisation.units.values()
    return [unit for unit in units if (unit.start or span.last) <= span.last and span.first <= (unit.until or span.first)]


def _one(here: Visit, id: str, entry: Entry, refused: str = "") -> ResponseReturnValue:
    found = _known(here, id)
    form = entry.form("words")
    sheet = Sheet("words", say("settings.save"), _fields(form, found), say("settings.numbers.words"), folded=found is not None)
    back = url_for("admin.numbers", org=here.org), say("settings.places.numbers")
    part = _periods(here, found, sheet) if found is not None else Part(lead=say("settings.numbers.words_lead"), sheets=(sheet,))
    return show(here, Screen(title(id, found), (part,), back=back, seen=found), refused=refused)


def _fields(form: Any, found: UnitNumber | None) -> tuple[Asked, ...]:
    words = [in_language(text, language()) for text in ((found.title, found.one, found.many) if found else ({}, {}, {}))]
    return (
        form.line("number_title", words[0], hint=say("settings.numbers.title_hint")),
        form.line("number_one", words[1]),
        form.line("number_many", words[2]),
        form.line("number_per", str(found.per if found else UnitNumber.per), hint=say("settings.numbers.per_hint")),
    )


def _periods(here: Visit, found: UnitNumber, sheet: Sheet) -> Part:
    rows = [_period(here, found, span) for span in _on_offer(here)]
    columns = tuple(say(f"settings.numbers.{name}") for name in ("period", "days", "having"))
    lead = say("settings.numbers.periods_lead", many=many(found))
    return Part(say("settings.numbers.periods", many=many(found)), columns, rows, lead=lead, sheets=(sheet,))


def _on_offer(here: Visit) -> Sequence[Span]:
    """The periods of the calendars, the latest first in each list; calendar years where there are none."""
    spans = named(here.organisation)
    if not spans:
        return [year(here.day.year + ahead) for ahead in (1, 0, -1)]
    kinds = list(dict.fromkeys(span.kind for span in spans))
    return sorted(spans, key=lambda span: (kinds.index(span.kind), -span.first.toordinal()))


def _period(here: Visit, found: UnitNumber, span: Span) -> list[Any]:
    """A period, and how many of the units that there are, and are no wholes of others, have a number all of it."""
    having = units = 0
    wholes = {unit.parent for unit in here.organisation.units.values()}
    for unit in (unit for unit in open_during(here, span) if unit.key not in wholes):
        first, last = max(span.first, unit.start or span.first), min(span.last, unit.until or span.last)
        units, having = units + 1, having + (found.during(unit.key, first, last)[1] == (last - first).days + 1)
    cell = {
        "text": span.label or str(span.first.year),
        "url": url_for("admin.unit_numbers", org=here.org, number=found.id, period=span.key),
    }
    return [cell, span.days(language()), say("settings.numbers.of_units", having=having, units=units)]
