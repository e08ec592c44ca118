"""What is said of an open step by itself, when and to whom: before its last day, on it, and when it is overdue."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from engine.calendars import Calendar, Duration, read_duration
from engine.organisation import Holder
from engine.routing import Place
from engine.steps import RECEIVER, Step
from engine.workflow.case import Case, Event, Outcome, Run, Told

MORNING = time(8)
"""When people are reminded, by the clock of the place."""
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

    exact = step.due is not None and "days" not in step.due
    last, late = _morning(local, local.date()), local if exact else _morning(local, local.date() + timedelta(days=1))
    asked = step.remind or {}
    found = [Saying(near(length, -1), REMINDER) for length in asked.get("before", ())]
    found += [Saying(last, REMINDER)] if last < local else []
    found += [Saying(late, OVERDUE), *(Saying(near(length, 1), OVERDUE) for length in asked.get("after", ()))]
    found += [Saying(near(one.after, 1) if one.after else late, OVERDUE, one.to) for one in step.escalate]
    return tuple(sorted(found, key=lambda saying: saying.at))


def scheduled(place: Place, run: Run, since: datetime) -> Run:
    """The run with the moment of the first thing that is to be said of it after `since`; what came before that is not said."""
    if run.due is None or run.holder is None:
        return run
    found = sayings(place.template.step(run.step), run.due, place)
    return _after(run, found, sum(saying.at <= since for saying in found))


def remind(place: Place, case: Case, number: int, now: datetime, *, deserted: frozenset[Holder] = frozenset()) -> Outcome:
    """Says what has come to be said of an open step, all of it at once where it has waited; nothing comes of it before its time.

    Who is shut out hears nothing, and what should go to them or to a mailbox that is `deserted` goes to the next above. Each mailbox
    hears it once.
    """
    run = next((run for run in case.open() if run.number == number), None)
    if run is None or run.due is None or run.remind is None or run.remind > now:
        return Outcome(case)
    step = place.template.step(run.step)
    found = sayings(step, run.due, place)
    come = [saying for saying in found[run.reminded :] if saying.at <= now]
    after = case.with_run(_after(run, found, run.reminded + len(come)))
    if not come:
        return Outcome(after)
    why = OVERDUE if any(saying.why == OVERDUE for saying in come) else REMINDER
    whom = _whom(place, case, run, come, deserted=deserted)
    told = tuple(Told(holder, why, step.id, number, False, run.due, _person(run, holder)) for holder in whom)
    return Outcome(after, (Event(why, {"step": step.id, "run": number}),), told)


def _person(run: Run, holder: Holder) -> UUID | None:
    """The one person whom the step has been given to, where its doer is told."""
    return run.person if holder == run.holder else None


def _after(run: Run, found: tuple[Saying, ...], said: int) -> Run:
    """The run when so many of the things have been said."""
    return replace(run, reminded=said, remind=found[said].at if said < len(found) else None)


def _whom(place: Place, case: Case, run: Run, come: list[Saying], *, deserted: frozenset[Holder]) -> list[Holder]:
    """Who hears what has come; each mailbox once, and none that is shut out."""
    mailboxes = place.organisation.mailboxes
    by_mailbox: dict[str, Holder] = {}
    for holder in _meant(place, case, run, come, deserted=deserted):
        if holder in mailboxes and not place.shut_out(holder, case.excluded):
            by_mailbox.setdefault(mailboxes[holder], holder)
    return list(by_mailbox.values())


def _meant(place: Place, case: Case, run: Run, come: list[Saying], *, deserted: frozenset[Holder]) -> Iterator[Holder]:
    """The doer first, then those above, whose place is taken by the next one where they can not hear it."""
    if run.holder is not None and any(saying.above is None for saying in come):
        yield run.holder
    mailboxes, gone = place.organisation.mailboxes, case.excluded | deserted
    has_it = mailboxes.get(run.holder) if run.holder else None
    for function in [saying.above for saying in come if saying.above is not None]:
        above = case.receiver if function == RECEIVER else place.holder(function, gone) or place.last_resort(gone)
        if above is not None and mailboxes.get(above) != has_it:
            yield above


def _near(due: datetime, length: Duration, sign: int, calendar: Calendar) -> datetime:
    """So long after a local moment, before it where `sign` is -1. Days are those of the calendar, and begin in the morning."""
    if length.unit == "day":
        return _morning(due, calendar.add(due.date(), sign * length.count))
    return replace(length, count=sign * length.count).after(due)


def _morning(due: datetime, day: date) -> datetime:
    """The morning of a day, where the local moment is."""
    return datetime.combine(day, MORNING, due.tzinfo)
