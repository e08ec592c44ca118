"""Fills the demonstration: invented reports over three terms, each case led as far as its time allows."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle
from random import Random
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions.act_on_step import Press, save
from engine.actions.add_step import add_step
from engine.actions.casefile import CaseFile, open_file, situation
from engine.actions.open_linked import open_linked
from engine.actions.scene import Scene
from engine.actions.start_case import start_case
from engine.actions.submit import submit
from engine.actions.wake import wake_up
from engine.errors import NotPossible
from engine.fields import Context, Form
from engine.office import Office
from engine.steps import Step
from engine.store import directory, tables
from engine.workflow import OPEN, WAITING, act, addable
from examples.demo.inventor import Inventor
from examples.demo.words import Words

BATCH = 20
MOVES = 25
ADDS = 0.04
"""How often somebody adds a step."""


class Seeder:
    """Invents the past of one organisation."""

    def __init__(self, office: Office, org: str, *, sentences: tuple[str, ...], largest: str) -> None:
        self.office = office
        self.org = org
        self.random = Random(org)  # noqa: S311 - invented reports, not secrets
        self.sentences = sentences
        self.largest = largest

    def reports(self, template: str, count: int, since: datetime) -> None:
        """So many reports to a template, spread from `since` until now, more of them in term than out of it."""
        times = sorted(self._time(since, self.office.clock()) for _ in range(count))
        for start in range(0, len(times), BATCH):
            some = times[start : start + BATCH]
            self.office.write(self.org, partial(self._batch, template=template, times=some))

    def again(self, template: str, times: list[datetime], *, unit: str, reference: str) -> None:
        """Reports from one unit at some times that all have the same answer, the one that is most usual there."""
        self.office.write(self.org, partial(self._again, template=template, times=times, unit=unit, reference=reference))

    def quiet(self) -> None:
        """The past needs no mail: it counts as sent, and nobody is reminded of what was due before today."""
        now = self.office.clock()
        self.office.write(self.org, lambda session: _quiet(session, self.org, now))

    def _time(self, since: datetime, now: datetime) -> datetime:
        for _ in range(50):
            moment: datetime = since + (now - since) * float(self.random.random() ** 0.8)
            if moment.weekday() < 5 and moment.month not in (7,) and not (moment.month == 6 and moment.day > 15):
                return min(moment.replace(hour=self.random.randint(7, 15), minute=self.random.randint(0, 59)), now)
        return now

    def _batch(self, session: Session, *, template: str, times: list[datetime]) -> None:
        for moment in times:
            scene = self.office.scene(self.org, template)
            if scene is not None:
                self._report(session, replace(scene, now=moment))

    def _again(self, session: Session, *, template: str, times: list[datetime], unit: str, reference: str) -> None:
        scene = self.office.scene(self.org, template)
        if scene is not None:
            some = [self._answers_from(replace(scene, now=times[0]), unit) for _ in range(50)]
            usual, _ = Counter(answers[reference] for answers in some).most_common(1)[0]
            alike = cycle([answers for answers in some if answers[reference] == usual])
            for moment, answers in zip(times, alike, strict=False):
                self._store(session, replace(scene, now=moment), answers)

    def _answers_from(self, scene: Scene, unit: str) -> dict[str, Any]:
        return self._inventor(scene, unit).answers(scene.template.form, Context(scene.organisation, scene.now))

    def _report(self, session: Session, scene: Scene) -> None:
        self._store(session, scene, self._answers_from(scene, self._unit(scene)))

    def _store(self, session: Session, scene: Scene, answers: dict[str, Any]) -> None:
        token = self.random.randbytes(32)
        code = scene.sealer.receipt_code(self.org, token)
        receipt = submit(session, scene, scene.desk.take_in(answers), answers, token, code=code)
        for case in self._cases(session, scene, receipt.submission):
            self._lead(session, scene, case)

    def _inventor(self, scene: Scene, unit: str) -> Inventor:
        return Inventor(self.random, unit, Words.of(scene.template, self.sentences))

    def _unit(self, scene: Scene) -> str:
        """A unit that the routing question takes; the largest one gets the most reports."""
        question = scene.template.routing_question()
        kinds = question.keys.get("kinds") if question else None
        units = sorted(key for key, unit in scene.organisation.units.items() if not kinds or unit.kind in kinds)
        return self.random.choices(units, [3 if unit == self.largest else 1 for unit in units])[0]

    def _cases(self, session: Session, scene: Scene, submission: object) -> list[tables.Case]:
        row = session.get(tables.Submission, (scene.org, submission))
        if row is not None and row.state == "new" and row.mailbox is not None and self.random.random() < 0.9:
            later = replace(scene, now=min(scene.now + timedelta(hours=self.random.randint(1, 30)), self.office.clock()))
            start_case(session, later, row.id, self._member(session, later, row.mailbox))
        link = tables.CaseSubmission
        found = session.query(tables.Case).join(link, (link.org == tables.Case.org) & (link.case == tables.Case.id))
        return found.filter(link.org == scene.org, link.submission == submission).all()

    def _member(self, session: Session, scene: Scene, mailbox: str) -> Actor:
        people = directory.members(session, scene.org, mailbox, scene.day)
        person = people[0]
        return Actor(person.id, person.name, frozenset((mailbox,)))

    def _lead(self, session: Session, scene: Scene, row: tables.Case) -> None:
        """Acts on open steps, one after the other, until the case is closed or the present is reached."""
        moment = scene.now
        for _ in range(MOVES):
            moment += timedelta(hours=self.random.choice((4, 20, 28, 48, 96, 168, 240)))
            if moment > self.office.clock() or not self._act(session, replace(scene, now=moment), row):
                return

    def _act(self, session: Session, scene: Scene, row: tables.Case) -> bool:
        """One act on one of the open steps; False when there is none left."""
        file = open_file(session, scene, row)
        resting = [run for run in file.case.open() if run.status == WAITING]
        if any([wake_up(session, scene, row.id, run.number) for run in resting]):
            return True
        waiting = [run for run in file.case.open() if run.holder is not None and run.status == OPEN]
        if waiting and self._add(session, scene, file):
            return True
        if file.case.closed or not waiting:
            return bool(resting)
        run = self.random.choice(waiting)
        step = scene.template.step(run.step)
        form = step.kind.form(step)
        buttons = [button for button in step.kind.buttons(step, run.rounds) if not button.leads]
        button = buttons[-1] if run.rounds and self.random.random() < 0.7 else buttons[0]
        answers = self._answers(scene, step, form, file=file, unit=row.unit) if form is not None and button.saves else {}
        lookup = file.with_step(step.id, form, answers, scene) if form is not None else file.lookup
        try:
            outcome = act(situation(scene, lookup), file.case, run.number, button.name, answers=answers)
        except NotPossible:
            return False
        mailbox = scene.organisation.mailboxes[run.holder] if run.holder else ""
        press = Press(run.number, run.rounds, button.name, answers)
        member = self._member(session, scene, mailbox)
        save(session, scene, file, outcome, press=replace(press, answers={}) if outcome.opens else press, actor=member)
        if outcome.opens is not None:
            open_linked(session, scene, file, outcome.opens, answers=answers, actor=member)
        return True

    def _add(self, session: Session, scene: Scene, file: CaseFile) -> bool:
        """Now and then whoever received the case adds a step."""
        found = addable(situation(scene, file.lookup), file.case) if self.random.random() < ADDS else ()
        if not found or file.row.mailbox is None:
            return False
        add_step(session, scene, file.row.id, self.random.choice(found).id, self._member(session, scene, file.row.mailbox))
        return True

    def _answers(self, scene: Scene, step: Step, form: Form, *, file: CaseFile, unit: str | None) -> dict[str, Any]:
        inventor = self._inventor(scene, unit or "")
        context = Context(scene.organisation, scene.now)
        tries = (inventor.answers(form, context, file.lookup) for _ in range(20))
        return next(answers for answers in tries if not step.kind.problems(step, answers))


def _quiet(session: Session, org: str, now: datetime) -> None:
    mail, run = tables.OutgoingMail, tables.StepRun
    session.execute(update(mail).where(mail.org == org, mail.sent_at.is_(None)).values(sent_at=mail.created_at))
    session.execute(update(run).where(run.org == org, run.remind_at < now, run.status == OPEN).values(remind_at=None))
