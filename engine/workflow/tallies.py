"""What a case counts as, by where it has come: worked out from the case alone, so that it can be worked out again from what is kept."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from engine.organisation import Organisation
from engine.statistics.facts import Counter, Course, Fact
from engine.template.counted import CLOSED
from engine.template.reported import CaseSpan
from engine.template.spans import OPENED, RECEIVED
from engine.workflow.case import Case, Run

Answers = Mapping[str, Any]


def closed(counter: Counter, case: Case, answers: Answers, row: Answers | None) -> tuple[Fact, ...]:
    """The fact of a case that is closed; nothing for one that is open. `row` is its own row of the report's answers."""
    if case.closed is None:
        return ()
    steps = [step for step in counter.template.steps() if step.kind.form(step) is not None]
    rounds = {step.id: sum(run.rounds for run in case.runs if run.step == step.id) for step in steps}
    outcomes = {run.step: run.outcome for run in case.runs if run.outcome is not None}
    return counter.closed(Course(outcomes, rounds), answers, row)


@dataclass(frozen=True)
class Life:
    """A case where it stands, with when its report came and when it was opened, and the answers that it carries."""

    case: Case
    received: datetime
    opened: datetime
    answers: Answers
    row: Answers | None = None


def spans(counter: Counter, organisation: Organisation, life: Life) -> tuple[Fact, ...]:
    """The facts of the spans whose end the case has come to, each dated to the day when it first did.

    One whose beginning it has not come to, or came to later, gives none.
    """
    return tuple(fact for span in counter.template.spans.values() for fact in _span(counter, organisation, life, span))


def _span(counter: Counter, organisation: Organisation, life: Life, span: CaseSpan) -> Iterator[Fact]:
    end, day = _moment(span.end, life), _answered(span.start, life)
    start = _moment(span.start, life)
    if end is None or (day is None and (start is None or start > end)):
        return
    last = end.astimezone(organisation.zone).date()
    first = day or (start or end).astimezone(organisation.zone).date()
    if first > last:
        return
    days = (last - first).days
    if span.calendar is not None:
        days = organisation.calendar(span.calendar, life.case.unit).count(first, last)
    run = reached(life.case, span.end)
    in_time = None if run is None or run.due is None or run.finished is None else run.finished <= run.due
    yield replace(counter, day=last).span(span.id, days, in_time=in_time, answers=life.answers, row=life.row)


def reached(case: Case, step: str) -> Run | None:
    """The run by which a step was first done."""
    done = (run for run in case.runs if run.step == step and run.status == "done" and run.finished is not None)
    return min(done, key=lambda run: (run.finished, run.number), default=None)


def _moment(point: str, life: Life) -> datetime | None:
    """When the case came to a point; None where it has not, and for a day that is answered."""
    run = reached(life.case, point)
    return {RECEIVED: life.received, OPENED: life.opened, CLOSED: life.case.closed}.get(point, run.finished if run else None)


def _answered(reference: str, life: Life) -> date | None:
    """The day that is the answer to a question of the report."""
    found = (life.row or {}).get(reference, life.answers.get(reference))
    return date.fromisoformat(found) if isinstance(found, str) else None


def changed(before: Collection[Fact], after: Collection[Fact]) -> tuple[tuple[Fact, ...], frozenset[str]]:
    """What a move has brought, and the spans whose end the case has not come to any more."""
    had, has = {fact.grain for fact in before}, {fact.grain for fact in after}
    return tuple(fact for fact in after if fact.grain not in had), frozenset(had - has)
