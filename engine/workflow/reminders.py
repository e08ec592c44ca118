"""What has come to be said of an open step by itself, and to whom. A step that stands still goes on when its day has come."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from engine.organisation import Holder
from engine.routing import Place
from engine.steps import RECEIVER
from engine.workflow.case import Case, Event, Outcome, Run, Told
from engine.workflow.pausing import resume
from engine.workflow.schedule import OVERDUE, REMINDER, Saying, after_saying, sayings


def remind(place: Place, case: Case, number: int, now: datetime, *, deserted: frozenset[Holder] = frozenset()) -> Outcome:
    """Says what has come to be said of an open step, all of it at once where it has waited; nothing comes of it before its time.

    A step that stands still until now goes on, and its doer is told. Who is shut out hears nothing, and what should go to them or to a
    mailbox that is `deserted` goes to the next above. Each mailbox hears it once.
    """
    run = case.going(number)
    if run is None or run.remind is None or run.remind > now:
        return Outcome(case)
    if case.closed is not None:
        return Outcome(case.with_run(replace(run, remind=None)))
    if run.paused is not None:
        return _gone_on(place, case, run, now)
    if run.due is None:
        return Outcome(case)
    step = place.template.step(run.step)
    found = sayings(step, run.due, place)
    come = [saying for saying in found[run.reminded :] if saying.at <= now]
    after = case.with_run(after_saying(run, found, run.reminded + len(come)))
    if not come:
        return Outcome(after)
    why = OVERDUE if any(saying.why == OVERDUE for saying in come) else REMINDER
    whom = _whom(place, case, run, come, deserted=deserted)
    told = tuple(Told(holder, why, step.id, number, False, run.due, _person(run, holder)) for holder in whom)
    return Outcome(after, (Event(why, {"step": step.id, "run": number}),), told)


def _person(run: Run, holder: Holder) -> UUID | None:
    """The one person whom the step has been given to, where its doer is told."""
    return run.person if holder == run.holder else None


def _gone_on(place: Place, case: Case, run: Run, now: datetime) -> Outcome:
    """A step that stood still until this day goes on, and waits for its doer again."""
    outcome = resume(place, case, run.number, now)
    if run.holder is None or place.shut_out(run.holder, case.excluded):
        return outcome
    told = Told(run.holder, "step", run.step, run.number, False, outcome.case.run(run.number).due, run.person)
    return replace(outcome, told=(told,))


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
