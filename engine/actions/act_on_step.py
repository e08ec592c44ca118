"""Someone does something in a step of a case: saves a round, takes a decision, closes. Whoever the answers name is shut out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_act
from engine.actions.casefile import CaseFile, open_file, situation
from engine.actions.count_case import count_move, count_round
from engine.actions.hand_over import let_in_doers
from engine.actions.make_document import keep
from engine.actions.open_linked import open_linked
from engine.actions.paper import as_it_will_be
from engine.actions.pass_on import pass_on
from engine.actions.scene import Scene
from engine.actions.shut_out import keep_out
from engine.actions.tell_reporter import tell_reporter
from engine.actions.telling import CaseToTell, tell_of_case
from engine.errors import NotPossible
from engine.fields.person import shut_out_in
from engine.steps.document import WRITTEN
from engine.store import attachments, cases, delegations, journal, step_drafts
from engine.store.batch import Batch
from engine.store.documents import Making
from engine.workflow import Outcome, act, button_of


@dataclass(frozen=True)
class Press:
    """What the person saw and did: the run, how many rounds it had, the button, and the answers, already read without problems.

    `files` are those that the answers may name.
    """

    run: int
    rounds: int
    button: str
    answers: Mapping[str, Any]
    files: attachments.Files = field(default_factory=dict)

    def named(self) -> dict[str, attachments.Kept]:
        """The files that the answers name."""
        return {id: self.files[id] for id in attachments.named_in(self.answers, self.files)}


def act_on_step(session: Session, scene: Scene, case: UUID, press: Press, actor: Actor) -> Outcome:
    """Does it; raises NotPossible when someone else was faster, or when the person may not."""
    row = cases.locked(session, scene.org, case)
    if row is None:
        raise NotPossible("no-such-case")
    file = open_file(session, scene, row)
    run = next((run for run in file.case.runs if run.number == press.run), None)
    if run is None or not run.going or run.rounds != press.rounds:
        raise NotPossible("changed-meanwhile")
    if not may_act(actor, file.subject, run.doer(scene.organisation)):
        raise NotPossible("not-yours")
    step = scene.template.step(run.step)
    form = step.kind.form(step) if button_of(step, run.rounds, press.button).saves else None
    lookup = file.with_step(step.id, form, press.answers, scene) if form is not None else file.lookup
    outcome = act(situation(scene, lookup), file.case, press.run, press.button, answers=press.answers)
    # what goes to another case is not kept in this one
    save(session, scene, file, outcome, press=replace(press, answers={}) if outcome.opens else press, actor=actor)
    if form is not None or step.opens:
        # what was half written has become the round, or was meant for another case and is not to be left in this one
        step_drafts.remove(session, scene.org, row.id, press.run, person=actor.id)
    if outcome.opens is not None:
        open_linked(session, scene, file, outcome.opens, answers=press.answers, actor=actor)
    if whom := set(shut_out_in(form.questions(), press.answers)) if form is not None else None:
        keep_out(session, scene, row, whom, actor)
    if outcome.case.closed or outcome.case.run(press.run).outcome is not None:
        for report, _ in file.reports:
            tell_reporter(session, scene, report)
    return outcome


def save(
    session: Session, scene: Scene, file: CaseFile, outcome: Outcome, *, press: Press | None = None, actor: Actor | None = None
) -> None:
    """Writes down what a move came to: runs, round, facts, journal, mail. Without an actor it is the clock that moved the case."""
    row, person = file.row, actor.id if actor else None
    cases.save_runs(session, scene.organisation, row, file.case, outcome.case)
    let_in_doers(session, scene, row, file.case, outcome.case, by=person)
    row.closed_at = outcome.case.closed
    session.flush()
    batch = Batch(scene.org)
    for event in outcome.events:
        found = dict(event.facts)
        if event.kind == "round-saved" and press is not None:
            found["digest"] = _round(session, batch, scene, file, outcome, press=press, person=person).hex()
            found |= attachments.digests(press.named().values())
            if actor is not None:
                _document(session, scene, file, outcome, press=press, actor=actor)
                found |= _delegated(session, scene, file, press.run, actor)
        journal.append(session, scene.org, row.id, event.kind, at=scene.now, person=person, facts=found, authority=row.authority)
    count_move(session, batch, scene, file, outcome.case)
    about = cases.About(row.id, row.number, row.unit, row.authority)
    tell_of_case(batch, scene, CaseToTell(about, file.reports[0][0].id, file.subject.reached, person), outcome.told)
    batch.write(session)
    if file.subject.excluded and row.closed_at is None:
        pass_on(session, scene, row, actor=person)


def _document(session: Session, scene: Scene, file: CaseFile, outcome: Outcome, *, press: Press, actor: Actor) -> None:
    """What the step makes of its answers, where it is one that writes a document."""
    run = outcome.case.run(press.run)
    key = scene.template.step(run.step).kind.document(scene.template.step(run.step))
    if key is not None:
        paper = as_it_will_be(session, scene, file, key, writer=actor, written=press.answers.get(WRITTEN, ""))
        keep(session, scene, file, paper, Making(actor.id, scene.now, run.number, run.rounds))


def _delegated(session: Session, scene: Scene, file: CaseFile, number: int, actor: Actor) -> dict[str, str]:
    """By which line of the register a decision is taken, as it stands today; nothing for other steps, and where there is none."""
    run = file.case.run(number)
    if run.holder is None or not scene.template.step(run.step).kind.decides:
        return {}
    return delegations.fact(delegations.applying(session, scene.organisation, run.holder, actor.id, unit=file.row.unit, day=scene.day))


def _round(session: Session, batch: Batch, scene: Scene, file: CaseFile, outcome: Outcome, *, press: Press, person: UUID | None) -> bytes:
    """The sealed answers, and what they count as; gives their digest."""
    row = file.row
    count_round(session, batch, scene, file, outcome.case, number=press.run, given=press.answers)
    attachments.hand_in(session, scene.org, row.id, press.named())
    return cases.add_round(session, scene.sealer, row, outcome.case.run(press.run), given=press.answers, person=person, at=scene.now)
