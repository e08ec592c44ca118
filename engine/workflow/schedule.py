"""What is to be said of an open step by itself, and when: before its last day, on it, and when it is overdue."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from engine.calendars import MORNING, Calendar, Duration, read_duration
from engine.routing import Place
from engine.steps import Step
from engine.workflow.case import WAITING, Run

REMINDER, OVERDUE = "reminder", "overdue"


@dataclass(frozen=True)
class Saying:
    """One thing that is to be said of a step, at its moment: to its doer, or to the function that it is taken up to."""

    at: datetime
    why: str
    above: str | None = None


def sayings(step: Step, due: datetime, place: Place) -> tuple[Saying, ...]:
    """All that is said of a step that is due at a moment, in the order of time.

    Always on the morning of the last day, and when it is overdue; besides that what `remind` and `escalate` say.
    """
    calendar = place.organisation.calendar((step.due or {}).get("calendar"), place.unit)
    local = due.astimezone(place.organisation.zone)

    def near(length: str, sign: int) -> datetime:
        return _near(local, read_duration(length), sign, calendar)

    exact = step.due is not None and not {"days", "from"} & set(step.due)
    last, late = _morning(local, local.date()), local if exact else _morning(local, local.date() + timedelta(days=1))
    asked = step.remind or {}
    found = [Saying(near(length, -1), REMINDER) for length in asked.get("before", ())]
    found += [Saying(last, REMINDER)] if last < local else []
    found += [Saying(late, OVERDUE), *(Saying(near(length, 1), OVERDUE) for length in asked.get("after", ()))]
    found += [Saying(near(one.after, 1) if one.after else late, OVERDUE, one.to) for one in step.escalate]
    return tuple(sorted(found, key=lambda saying: saying.at))


def scheduled(place: Place, run: Run, since: datetime, *, said: int = 0) -> Run:
    """The run with the moment of the first thing that is to be said of it after `since`, and after the `said` first ones.

    What came before that is not said.
    """
    if run.status == WAITING:
        return replace(run, remind=run.due)
    if run.due is None or run.holder is None:
        return run
    found = sayings(place.template.step(run.step), run.due, place)
    return after_saying(run, found, max(said, sum(saying.at <= since for saying in found)))


def after_saying(run: Run, found: tuple[Saying, ...], said: int) -> Run:
    """The run when so many of the things that are to be said have been said."""
    return replace(run, reminded=said, remind=found[said].at if said < len(found) else None)


def _near(due: datetime, length: Duration, sign: int, calendar: Calendar) -> datetime:
    """So long after a local moment, before it where `sign` is -1. Days are those of the calendar, and begin in the morning."""
    if length.unit == "day":
        return _morning(due, calendar.add(due.date(), sign * length.count))
    return replace(length, count=sign * length.count).after(due)


def _morning(due: datetime, day: date) -> datetime:
    """The morning of a day, where the local moment is."""
    return datetime.combine(day, MORNING, due.tzinfo)
