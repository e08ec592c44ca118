"""When an open step is reminded of, and who then hears of it: its doer, and once it is overdue whoever it is to be escalated to."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from engine.organisation import Holder
from engine.routing import Place
from engine.workflow.case import Case, Run, Told

REMINDER, OVERDUE = "reminder", "overdue"
MORNING = time(8)


@dataclass(frozen=True)
class Reminder:
    """One reminder: why ("reminder" or "overdue"), who is told, and when the next one comes, if any."""

    why: str
    told: tuple[Told, ...]
    again: datetime | None


def first_reminder(run: Run, zone: ZoneInfo) -> datetime | None:
    """Eight in the morning of the last day, by the clock of the place; where no such morning comes, as it falls due."""
    if run.due is None or run.holder is None:
        return None
    morning = datetime.combine(run.due.astimezone(zone).date(), MORNING, zone)
    return morning if run.opened < morning < run.due else run.due


def reminder(place: Place, case: Case, run: Run, now: datetime) -> Reminder | None:
    """What a reminder that has come says; None where the step waits for nobody any more, or is not due at any time."""
    if run.status != "open" or run.due is None:
        return None
    why = OVERDUE if now >= run.due else REMINDER
    whom = _whom(place, case, run, overdue=why == OVERDUE)
    told = (Told(one, why, run.step, run.number, False, run.due, run.person if one == run.holder else None) for one in whom)
    return Reminder(why, tuple(told), None if why == OVERDUE else _next_morning(run.due, place.organisation.zone))


def _whom(place: Place, case: Case, run: Run, *, overdue: bool) -> list[Holder]:
    """The doer, and whom an overdue step is told to besides; each mailbox once, and none that is shut out."""
    found = [run.holder] if run.holder else []
    step = place.template.step(run.step)
    if overdue and step.escalate:
        above = place.holder(step.escalate, case.excluded)
        found += [above] if above is not None else []
    mailboxes = place.organisation.mailboxes
    by_mailbox = {mailboxes[holder]: holder for holder in reversed(found) if holder in mailboxes and holder not in case.excluded}
    return list(reversed(by_mailbox.values()))


def _next_morning(due: datetime, zone: ZoneInfo) -> datetime:
    """Eight the next morning, by the clock of the place."""
    return datetime.combine(due.astimezone(zone).date() + timedelta(days=1), MORNING, zone)
