"""Someone who fills in any form and acts in any step by throwing a die, and knows nothing of the template."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from engine.answers import Reading, Values, read, values_of
from engine.answers.sources import FromJson
from engine.conditions import Lookup
from engine.fields import Context, Form, Question
from engine.intake import Desk, Intake, Opening
from engine.organisation import Organisation
from engine.statistics.facts import Counter, Fact
from engine.steps import Step
from engine.template.model import FormTemplate
from engine.workflow import Case, Run, Situation, act, add, addable

PATIENCE = 60
KEENNESS = 0.4
"""How often a question is answered before it is asked for."""
WORDS = ("Ett svar.", "Två ord", "abc 123", "å ä ö")


@dataclass
class Robot:
    """One person with a die."""

    template: FormTemplate
    organisation: Organisation
    now: datetime
    die: Random
    words: tuple[str, ...] = WORDS

    def fill(self, form: Form, outside: Lookup | None = None) -> Reading:
        """Answers without problems: what is asked is answered, and what is refused is answered otherwise."""
        answers: dict[str, Any] = {}
        considered: set[str] = set()
        for _ in range(PATIENCE):
            reading = read(form, FromJson(answers), Context(self.organisation, self.now), outside)
            wanted = [problem.at for problem in reading.problems]
            wanted += [at for at in sorted(reading.shown - considered) if at not in wanted and self.die.random() < KEENNESS]
            considered |= reading.shown
            if not wanted:
                return reading
            for at in wanted:
                self._answer(form, answers, at)
        raise AssertionError(f"no answers were good enough: {reading.problems}")

    def _answer(self, form: Form, answers: dict[str, Any], at: str) -> None:
        *way, last = at.split("/")
        row: Any = answers
        for part in way:
            row = row[int(part)] if part.isdigit() else row[part]
        question = form.find(last)
        assert question is not None
        if question.type.asks and (question.repeat is None or last not in row):
            row[last] = self._guess(question)

    def _guess(self, question: Question) -> Any:
        """A likely answer."""
        if question.repeat is not None:
            return [{} for _ in range(self.die.randint(max(1, question.repeat.least), min(3, question.repeat.most)))]
        options = [option.key for option in question.options] or list(self.organisation.units)
        guesses: dict[str, Any] = {
            "choice": self.die.choice(options),
            "choices": self.die.sample(options, min(len(options), self.die.randint(1, 3))),
            "unit": self.die.choice(options),
            "truth": self.die.choice([True, False]),
            "number": self.die.randint(*self._limits(question)),
            "date": (self.now + timedelta(days=self.die.randint(-30, 30))).date().isoformat(),
            "time": "10:42",
        }
        words = {"email": "kanarie@b.example", "phone": "070-123 45 67"}.get(question.type.name, self.die.choice(self.words))
        named: dict[str, Callable[[], Any]] = {
            "scale": lambda: self.die.randint(question.keys["from"], question.keys["to"]),
            "date_range": lambda: {"from": guesses["date"], "to": guesses["date"]},
            "consent": lambda: True,
            "file": lambda: ["one"],
            "address": lambda: {"street": self.words[0], "postcode": "12345", "town": self.words[0]},
            "se_personnummer": lambda: "19121212-1212",
            "se_school_class": lambda: {"year": self.die.choice(options), "class": self.words[0][:20]},
            "grid": lambda: {row: self.die.choice(options) for row in question.keys["rows"]},
        }
        guess = named.get(question.type.name)
        return guess() if guess else guesses.get(question.type.kind, words)

    def _limits(self, question: Question) -> tuple[int, int]:
        return (question.keys.get("min", 0), question.keys.get("max", 3_000_000)) if question.type.kind == "number" else (0, 0)


@dataclass
class Walk:
    """One report and its cases, gone through to the end."""

    robot: Robot
    answers: dict[str, Any] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def report(self) -> Intake:
        """Someone reports."""
        self.answers = dict(self.robot.fill(self.robot.template.form).answers)
        intake = self.desk.take_in(self.answers)
        self.facts += intake.facts
        self.facts += [fact for opening in intake.openings for fact in opening.facts]
        return intake

    @property
    def desk(self) -> Desk:
        """The desk that takes in the report."""
        return Desk(self.robot.template, self.robot.organisation, self.robot.now)

    def finish(self, opening: Opening) -> Case:
        """A case, step by step until it is closed."""
        case, steps = opening.outcome.case, {}
        values = self.desk.values(self.answers, opening.row)
        for _ in range(400):
            if case.closed:
                return case
            self.robot.now += timedelta(hours=self.robot.die.randint(1, 30))
            case = self._added(case, steps, values)
            run = self.robot.die.choice([run for run in case.open() if not self.robot.template.step(run.step).steps])
            case = self._act(case, run, steps, values, row=self.desk.row(self.answers, opening.row))
        raise AssertionError("the case was never closed")

    def _added(self, case: Case, steps: dict[str, Values], values: Values) -> Case:
        """Now and then someone adds a step that is left to people."""
        robot = self.robot
        situation = Situation(robot.template, robot.organisation, robot.now, _Known(steps, values))
        found = addable(situation, case) if robot.die.random() < KEENNESS else ()
        return add(situation, case, robot.die.choice(found).id).case if found else case

    def _act(self, case: Case, run: Run, steps: dict[str, Values], values: Values, *, row: Any) -> Case:
        robot, step = self.robot, self.robot.template.step(run.step)
        button = robot.die.choice([button for button in step.kind.buttons(step, run.rounds) if not button.leads])
        given = self._given(step, _Known(steps, values)) if button.saves else {}
        form = step.kind.form(step)
        if form is not None and button.saves:
            steps[step.id] = values_of(form, given, robot.organisation)
        situation = Situation(robot.template, robot.organisation, robot.now, _Known(steps, values))
        after = act(situation, case, run.number, button.name, answers=given).case
        if form is not None and button.saves and step.kind.counts(done=after.run(run.number).status == "done"):
            self.facts += Counter(robot.template, case.unit, self.desk.day).round(step.id, given, self.answers, row)
        return after

    def _given(self, step: Step, known: Lookup) -> dict[str, Any]:
        form = step.kind.form(step)
        given = dict(self.robot.fill(form, known).answers) if form is not None else {}
        for problem in step.kind.problems(step, given):
            given[problem.at] = self.robot.die.choice(self.robot.words)
        assert step.kind.problems(step, given) == ()
        return given


@dataclass
class _Known:
    """Answers of the report and of the steps so far, by reference."""

    steps: dict[str, Values]
    values: Values

    def __call__(self, reference: str) -> Any:
        first, _, rest = reference.partition(".")
        return self.steps[first](rest) if first in self.steps else self.values(reference)
