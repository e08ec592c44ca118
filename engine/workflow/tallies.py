"""What a case counts as, by where it has come: worked out from the case alone, so that it can be worked out again from what is kept."""

from collections.abc import Mapping
from typing import Any

from engine.statistics.facts import Counter, Course, Fact
from engine.workflow.case import Case


def closed(counter: Counter, case: Case, answers: Mapping[str, Any], row: Mapping[str, Any] | None) -> tuple[Fact, ...]:
    """The fact of a case that is closed; nothing for one that is open. `row` is its own row of the report's answers."""
    if case.closed is None:
        return ()
    steps = [step for step in counter.template.steps() if step.kind.form(step) is not None]
    rounds = {step.id: sum(run.rounds for run in case.runs if run.step == step.id) for step in steps}
    outcomes = {run.step: run.outcome for run in case.runs if run.outcome is not None}
    return counter.closed(Course(outcomes, rounds), answers, row)
