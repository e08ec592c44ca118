"""What is counted of a case as it moves: each finished round, its closing; and what was counted and is not so any more is taken back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from engine.actions.casefile import CaseFile
from engine.actions.scene import Scene
from engine.statistics.facts import Counter
from engine.steps import Step
from engine.store import facts, submissions, tables, ties
from engine.store.batch import Batch
from engine.store.corrections import give_back, take_back
from engine.template.counted import CASES, CLOSED, INCIDENTS
from engine.workflow import Case, tallies


def count_round(
    session: Session, batch: Batch, scene: Scene, file: CaseFile, after: Case, *, number: int, given: Mapping[str, Any]
) -> None:
    """A round of the run with this number, which `after` has. Where each round is the one before gone on with, it takes its place."""
    run = after.run(number)
    step = scene.template.step(run.step)
    if not step.kind.counts(done=run.status == "done"):
        return
    if step.kind.continues:
        _replaced(session, batch, scene, file, step)
    facts.add(batch, _counter(scene, file.row).round(step.id, given, file.sent, file.sent_row), _counting(scene, file.row))


def _replaced(session: Session, batch: Batch, scene: Scene, file: CaseFile, step: Step) -> None:
    """What an earlier run of the step came to counts no more. What is sensitive can only be found by counting it again."""
    take_back(session, scene.org, [file.row.id], [grain for grain in scene.template.grains if grain.partition(".")[0] == step.id])
    earlier = next((run for run in reversed(file.case.runs) if run.step == step.id and run.finished and run.status == "done"), None)
    last = next((item for item in file.rounds if earlier and (item.run, item.number) == (earlier.number, earlier.rounds)), None)
    if last is None:
        return
    then = Counter(scene.template, file.row.unit, last.at.astimezone(scene.organisation.zone).date())
    before = then.round(step.id, last.answers, file.sent, file.sent_row)
    facts.add(batch, (fact for fact in before if fact.sensitive), _counting(scene, file.row), sign=-1)


def count_move(session: Session, batch: Batch, scene: Scene, file: CaseFile, after: Case) -> None:
    """The closing of the case, or that it is open again, and how long it took to come where it now is."""
    counter, came = _counter(scene, file.row), file.reports[0][0].received_at
    before, now = (
        tallies.spans(counter, scene.organisation, tallies.Life(case, came, file.row.opened_at, file.sent, file.sent_row))
        for case in (file.case, after)
    )
    made, gone = tallies.changed(before, now)
    if file.case.closed is None:
        made += tallies.closed(counter, after, file.sent, file.sent_row)
    elif after.closed is None:
        gone |= {CLOSED}
    if gone:
        take_back(session, scene.org, [file.row.id], gone)
    facts.add(batch, made, _counting(scene, file.row))


def count_merged(session: Session, scene: Scene, row: tables.Case) -> None:
    """A case that has become a part of another was no case of its own, nor, where no other case is left of it, an incident of its own."""
    take_back(session, scene.org, [row.id], [CASES, *scene.template.spans])
    if not ties.has_own_case(session, scene.org, row.incident):
        take_back(session, scene.org, submissions.of_incident(session, scene.org, row.incident), [INCIDENTS])


def count_split(session: Session, scene: Scene, report: tables.Submission) -> None:
    """A report that has a case of its own again is an incident again, where it was one before it was merged."""
    give_back(session, scene.org, submissions.of_incident(session, scene.org, report.incident), [INCIDENTS])


def _counter(scene: Scene, row: tables.Case) -> Counter:
    return Counter(scene.template, row.unit, scene.day)


def _counting(scene: Scene, row: tables.Case) -> facts.Counting:
    return facts.Counting(scene.published.key, scene.published.columns, row.authority, row.id)
