"""A small installation in memory: reports come in, cases open, someone acts, time passes. All is decided by the engine's own rules.

Each mailbox has one person in it, who is not told of what that person has done.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from engine.access import may_act, may_handle
from engine.answers import read, values_of
from engine.answers.sources import FromJson
from engine.errors import MallverkError, NotPossible, Problem
from engine.fields import Context, Form
from engine.fields.person import shut_out_in
from engine.intake import Desk, Intake, Opening, merged
from engine.organisation import Holder, Organisation
from engine.routing import route
from engine.scenario.model import Does
from engine.scenario.played import Played, person, person_acting, whom
from engine.statistics.facts import Counter, Fact
from engine.steps import Step
from engine.template.model import FormTemplate
from engine.workflow import WAITING, Case, Outcome, Situation, Told, act, add, button_of, notify, remind, wake
from engine.workflow.known import Known
from engine.workflow.tallies import changed, closed


class NotAnswered(MallverkError):
    """Answers with problems."""

    def __init__(self, problems: tuple[Problem, ...], context: Context) -> None:
        super().__init__(", ".join(f"{problem.at} {problem.code}" for problem in problems))
        self.problems = problems
        self.context = context


class Stage:
    """Where a scenario is played. Every verb raises NotPossible or NotAnswered where the product would refuse.

    `opened` has the templates that steps have opened cases of: these are not played, since what is asked there is another template's.
    `told` has who has been told and why, with the number of the case, 0 for a report that has none yet.
    """

    def __init__(self, template: FormTemplate, organisation: Organisation, now: datetime) -> None:
        self.template = template
        self.organisation = organisation
        self.now = self.local(now)
        self.waiting: list[tuple[Mapping[str, Any], Intake, datetime]] = []
        self.cases: list[Played] = []
        self.facts: list[Fact] = []
        self.told: list[tuple[int, Holder, str]] = []
        self.opened: list[str] = []

    def local(self, moment: datetime) -> datetime:
        """A moment by the organisation's clock, which is the one that is meant where none is said."""
        zone = self.organisation.zone
        return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)

    @property
    def desk(self) -> Desk:
        """The desk that takes in reports here and now."""
        return Desk(self.template, self.organisation, self.now)

    def report(self, answers: Any) -> None:
        """A report comes in; it opens its cases, or waits for its mailbox."""
        reading = read(self.template.form, FromJson(answers), self._context)
        if reading.problems:
            raise NotAnswered(reading.problems, self._context)
        intake = self.desk.take_in(reading.answers)
        self.facts += intake.facts
        self._tell(0, intake.told)
        if not intake.openings:
            self.waiting.append((reading.answers, intake, self.now))
        self._open(reading.answers, intake.openings, self.now)

    def start(self) -> None:
        """The receiver starts the cases of the report that has waited longest."""
        answers, intake, came = self._waited(0)
        self.facts += self.desk.incident(answers)
        actor = self._mailbox(intake.routed.receiver)
        openings = replace(self.desk, came=came).openings(answers, intake.routed)
        self._open(answers, openings, came, noticed=self.template.standing, actor=actor)

    def join(self, number: int) -> None:
        """The receiver of a case joins the latest report to it: those whom it shuts out are shut out of the case."""
        played, (answers, _, _) = self._case(number), self._waited(-1)
        if played.case.closed:
            raise NotPossible("no-such-case")
        values, unit, case = self.desk.values(answers, None), self.desk.unit_of(answers), played.case
        excluded = case.excluded | route(self.desk.place(unit), values, self.desk.day).excluded
        told = notify(self._situation(values), Case(case.receiver, unit, excluded)).told
        outcome = Outcome(replace(case, excluded=excluded), told=told)
        self._after(number, played, outcome, noticed=self.template.standing, actor=self._mailbox(case.receiver))

    def act(self, number: int, does: Does) -> None:
        """Someone acts in a step."""
        played = self._case(number)
        run, step = played.run(does.step), self.template.step(does.step)
        actor = self._mailbox(played.holder(does.by) if does.by else played.doer(run))
        if not may_act(person_acting(actor), played.subject, run.doer(self.organisation)):
            raise NotPossible("not-yours")
        button, known = button_of(step, run.rounds, does.press), played.known
        given: Mapping[str, Any] = {}
        form = step.kind.form(step) if button.saves else None
        if form is not None:
            given = self._answers(step, form, played.with_members(form, does.answers), known)
            known = known.with_step(step.id, values_of(form, given, self.organisation))
        outcome = act(self._situation(known), played.case, run.number, button.name, answers=given)
        if any(event.kind == "round-saved" for event in outcome.events):
            if step.kind.counts(done=outcome.case.run(run.number).status == "done"):
                self.facts += Counter(self.template, played.case.unit, self.desk.day).round(step.id, given, played.answers, played.row)
            played = replace(played, known=known)
        shut = frozenset(shut_out_in(form.questions(), given)) if form is not None else frozenset()
        outcome = replace(outcome, case=replace(outcome.case, shut=outcome.case.shut | shut))
        self.opened += [outcome.opens.template] if outcome.opens else []
        self._after(number, played, outcome, actor=actor)

    def add(self, number: int, step: str) -> None:
        """The receiver adds an optional step to a case."""
        played = self._case(number)
        actor = self._mailbox(played.case.receiver)
        if not may_handle(person_acting(actor), played.subject):
            raise NotPossible("not-yours")
        self._after(number, played, add(self._situation(played.known), played.case, step), actor=actor)

    def shut_out(self, number: int, function: str) -> None:
        """The receiver shuts out the person in a function's mailbox, and what waits for that person goes to someone else."""
        played = self._case(number)
        shut, receiver = self._mailbox(played.holder(function)), self._mailbox(played.case.receiver)
        if played.case.closed or not may_handle(person_acting(receiver), played.subject):
            raise NotPossible("not-yours")
        if shut is None:
            raise NotPossible("no-such-person")
        self._after(number, played, Outcome(replace(played.case, shut=played.case.shut | {person(shut)})), actor=receiver)

    def wait(self, until: datetime) -> None:
        """Time passes, and every reminder comes in its time."""
        if until < self.now:
            raise NotPossible("clock-backwards")
        while due := [(at, number, run) for number, played in enumerate(self.cases, 1) for run, at in played.remind.items() if at <= until]:
            at, number, run = min(due)
            self.now = max(self.now, at)
            self._remind(number, run)
        self.now = self.local(until)

    def _remind(self, number: int, run: int) -> None:
        played = self.cases[number - 1]
        if played.case.run(run).status == WAITING:
            self._after(number, played, wake(self._situation(played.known), played.case, run))
            return
        outcome = remind(played.place, played.case, run, self.now)
        self.cases[number - 1] = replace(played, case=outcome.case)
        self._tell(number, outcome.told)

    def _open(
        self,
        answers: Mapping[str, Any],
        openings: Iterable[Opening],
        came: datetime,
        *,
        noticed: frozenset[str] = frozenset(),
        actor: str | None = None,
    ) -> None:
        """Opens the cases of a report; a notice that stands on the report is told of with the first of them only."""
        for opening in openings:
            receiver = opening.routed.receiver
            if receiver is None:
                raise NotPossible("no-receiver")
            self.facts += opening.facts
            row, known = self.desk.row(answers, opening.row), Known(self.desk.values(answers, opening.row))
            began = replace(opening.outcome.case, runs=())
            reached = {self.organisation.mailboxes[receiver]: frozenset({"receiver"})}
            self.cases.append(Played(self.template, self.organisation, answers, row, known, began, came, self.now, reached))
            self._after(len(self.cases), self.cases[-1], opening.outcome, noticed=noticed, actor=actor)
            noticed |= self.template.standing

    def _after(
        self, number: int, played: Played, outcome: Outcome, *, noticed: frozenset[str] = frozenset(), actor: str | None = None
    ) -> None:
        """What a move comes to, and what passes on because of it."""
        moved = played.moved(outcome.case, outcome.told)
        if played.case.runs:
            self.facts += changed(played.counted(played.case), played.counted(outcome.case))[0]
        if played.case.closed is None:
            self.facts += closed(Counter(self.template, played.case.unit, self.desk.day), outcome.case, played.answers, played.row)
        self._tell(number, (told for told in outcome.told if told.step not in noticed), actor)
        passed = moved.passed_on() if moved.case.shut and moved.case.closed is None else None
        if passed is not None and passed.case != moved.case:
            moved = moved.moved(passed.case, passed.told)
            self._tell(number, passed.told, actor)
        self.cases[number - 1] = moved

    def _tell(self, number: int, told: Iterable[Told], actor: str | None = None) -> None:
        """One mail to each mailbox, but to nobody about what they have done."""
        mailboxes = self.organisation.mailboxes
        for item in merged(tuple(item for item in told if item.holder in mailboxes), mailboxes):
            holder = whom(self.organisation, item.holder, item.person)
            if mailboxes[holder] != actor:
                self.told.append((number, holder, item.why))

    def _answers(self, step: Step, form: Form, answers: Mapping[str, Any], known: Known) -> Mapping[str, Any]:
        reading = read(form, FromJson(answers), self._context, known)
        problems = (*reading.problems, *step.kind.problems(step, reading.answers))
        if problems:
            raise NotAnswered(problems, self._context)
        return reading.answers

    def _case(self, number: int) -> Played:
        if number > len(self.cases):
            raise NotPossible("no-such-case")
        return self.cases[number - 1]

    def _waited(self, place: int) -> tuple[Mapping[str, Any], Intake, datetime]:
        """One of the reports that wait, which then waits no more."""
        if not self.waiting:
            raise NotPossible("no-such-report")
        return self.waiting.pop(place)

    def _mailbox(self, holder: Holder | None) -> str | None:
        return self.organisation.mailboxes.get(holder) if holder is not None else None

    def _situation(self, lookup: Any) -> Situation:
        return Situation(self.template, self.organisation, self.now, lookup)

    @property
    def _context(self) -> Context:
        people = {str(person(mailbox)): mailbox for mailbox in self.organisation.mailboxes.values()}
        return Context(self.organisation, self.now, self.template.language, people=people)
