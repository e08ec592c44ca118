"""A step stands still while something outside the house is waited for: nothing is said of it meanwhile, and its last day moves on."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from engine.calendars import MORNING
from engine.errors import NotPossible
from engine.routing import Place
from engine.workflow.case import OPEN, Case, Event, Outcome, Run
from engine.workflow.schedule import scheduled

LONGEST = timedelta(days=366)


def pause(place: Place, case: Case, number: int, now: datetime, *, until: date | None) -> Outcome:
    """An open step stands still, until the morning of a day or until somebody lets it go on; raises NotPossible.

    A step that nobody does, or that waits as it is, can not: what must stand before decisions, such as the mandatory notices, is
    never held up.
    """
    run = case.going(number)
    if run is None or case.closed or run.status != OPEN or run.holder is None or place.template.step(run.step).before is not None:
        raise NotPossible("step-not-open")
    if run.paused is not None:
        raise NotPossible("changed-meanwhile")
    zone = place.organisation.zone
    today = now.astimezone(zone).date()
    if until is not None and not today < until <= today + LONGEST:
        raise NotPossible("not-that-day")
    again = None if until is None else datetime.combine(until, MORNING, zone)
    facts = {"step": run.step, "run": number} | ({"until": until.isoformat()} if until else {})
    return Outcome(case.with_run(replace(run, paused=now, remind=again)), (Event("step-paused", facts),))


def resume(place: Place, case: Case, number: int, now: datetime) -> Outcome:
    """A step that stood still goes on: its last day moves by the open days that have passed, its hours by as long as it took."""
    run = case.going(number)
    if run is None or run.paused is None or case.closed:
        raise NotPossible("changed-meanwhile")
    late = run.due is not None and run.due <= run.paused
    again = replace(run, due=_moved(place, run, run.paused, now), paused=None, remind=None)
    # a new last day is a new thing to remind of; that one has been missed is said once
    going = scheduled(place, again, now, said=run.reminded if late else 0)
    return Outcome(case.with_run(going), (Event("step-resumed", {"step": run.step, "run": number}),))


def _moved(place: Place, run: Run, since: datetime, now: datetime) -> datetime | None:
    """When the step is due after it has stood still."""
    if run.due is None:
        return None
    spec = place.template.step(run.step).due or {}
    if "hours" in spec or "minutes" in spec:
        return run.due + (now - since)
    calendar, zone = place.organisation.calendar(spec.get("calendar"), place.unit), place.organisation.zone
    days = calendar.count(since.astimezone(zone).date(), now.astimezone(zone).date())
    local = run.due.astimezone(zone)
    return datetime.combine(calendar.add(local.date(), days), local.time(), zone)
