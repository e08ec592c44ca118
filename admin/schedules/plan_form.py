"""The fields of a schedule's plan: after which periods, on which day and at which time, and to whom."""

import re
from datetime import time

from admin.schedules.shelf import Shelf
from admin.settings.entry import Entry
from engine.calendars import weekday_names
from engine.statistics.table import fact_grain
from engine.store.schedules import Key
from engine.template.report_keys import INTERVALS
from engine.template.reported import Schedule
from engine.template.schedule_words import how_often
from engine.texts import in_language
from forms.view import Asked
from forms.wording import language, say

_TIME = re.compile(r"([01]?[0-9]|2[0-3])(?:[.:]([0-5][0-9]))?")
_USUAL = Schedule("month", ())


def plan_fields(shelf: Shelf, key: Key, entry: Entry) -> tuple[Asked, ...]:
    """The fields as they were typed, or as the plan is."""
    kept, form = shelf.kept.get(key), entry.form("plan")
    plan = shelf.plan(kept) if kept is not None else _USUAL
    every = [(name, how_often(name, language()).capitalize()) for name in _every(shelf, key)]
    days = [(str(number), name) for number, name in enumerate(weekday_names(language()), 1)]
    return (
        form.pick("every", every, plan.every),
        form.pick("weekday", days, str(plan.weekday or ""), optional=True, empty=say("schedules.day_after")),
        form.line("at", plan.at.isoformat("minutes"), hint=say("schedules.at_hint")),
        form.several("functions", _functions(shelf, key), plan.to),
    )


def typed_plan(shelf: Shelf, key: Key, entry: Entry) -> Schedule | None:
    """The plan that was typed; None, with what is wrong in the entry."""
    every = entry.one_of("every", _every(shelf, key))
    weekday = entry.one_of("weekday", [str(number) for number in range(1, 8)], needed=False)
    at = _TIME.fullmatch(entry.text("at"))
    if at is None:
        entry.wrong("at", say("settings.missing.at"))
    to = entry.several("functions", [id for id, _ in _functions(shelf, key)])
    if not entry.fine or at is None:
        return None
    return Schedule(every, tuple(to), int(weekday) if weekday else None, time(int(at[1]), int(at[2] or 0)))


def _every(shelf: Shelf, key: Key) -> list[str]:
    """What it can go out after: a sensitive answer is counted by the month, so never after a week."""
    template, report = shelf.template(key), shelf.report(key)
    alone = template is not None and report is not None and fact_grain(template, report) != report.grain
    calendars = [calendar for (_, unit), calendar in shelf.here.organisation.calendars.items() if unit is None]
    lists = dict.fromkeys(name for calendar in calendars for name in calendar.periods)
    return [name for name in dict.fromkeys((*INTERVALS, *lists)) if not (alone and name == "week")]


def _functions(shelf: Shelf, key: Key) -> list[tuple[str, str]]:
    template = shelf.round.templates[key.template]
    return [(id, in_language(function.label, language())) for id, function in template.functions.items()]
