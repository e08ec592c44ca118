"""Whether the calendars and periods that a template counts time by are the organisation's own. Without a calendar every day counts."""

from collections.abc import Iterator

from engine.proof.findings import HINT, Finding
from engine.proof.places import Places
from engine.proof.world import World
from engine.template.report_keys import INTERVALS

CHECK = "deadlines"
_ANY = "*"
"""What an organisation calls the calendar that stands for all others."""


def deadlines(world: World, places: Places) -> Iterator[Finding]:
    """Steps, spans and signals that name a calendar that there is not, and what goes by periods that there are not."""
    known = {name for name, _ in world.organisation.calendars}
    for step in world.template.steps():
        calendar = step.due.get("calendar") if step.due else None
        if calendar is not None and not known & {calendar, _ANY}:
            mark = places.inside(step.mark, "due", "calendar")
            yield Finding(CHECK, "unknown-calendar", HINT, mark, {"calendar": calendar, "what": step.title})
    for key, some in (("spans", world.template.spans), ("signals", world.template.signals)):
        for one in some.values():
            if one.calendar is not None and not known & {one.calendar, _ANY}:
                mark = places.at(key, one.id, "calendar")
                yield Finding(CHECK, "unknown-calendar", HINT, mark, {"calendar": one.calendar, "what": one.title})
    lists = {*INTERVALS, *(name for calendar in world.organisation.calendars.values() for name in calendar.periods)}
    for report in world.template.reports.values():
        if report.schedule is not None and report.schedule.every not in lists and _ANY not in known:
            mark = places.at("reports", report.id, "schedule", "every")
            yield Finding(CHECK, "unknown-periods", HINT, mark, {"periods": report.schedule.every, "what": report.title})
        if report.interval not in lists and _ANY not in known:
            mark = places.at("reports", report.id, "interval")
            yield Finding(CHECK, "unknown-interval", HINT, mark, {"periods": report.interval, "what": report.title})
    for compilation in world.template.compilations.values():
        if compilation.period not in lists and _ANY not in known:
            mark = places.at("compilations", compilation.id, "period")
            yield Finding(CHECK, "unknown-compiled", HINT, mark, {"periods": compilation.period, "what": compilation.title})
