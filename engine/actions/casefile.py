"""A case with all that its page and its moves need, opened with the case's own keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from engine.access import Subject
from engine.actions.concerned import Concerned, Told, as_everybody_sees, concerned_in
from engine.actions.scene import Scene
from engine.answers import Values, values_of
from engine.conditions import Lookup
from engine.fields import Form
from engine.store import access_facts, cases, submissions, tables
from engine.workflow import Case, Situation
from engine.workflow.known import Known


@dataclass(frozen=True)
class CaseFile:
    """The case's row and value, its reports' answers (the first is the one that conditions read), and its finished rounds.

    Names that may not be seen are masked in the answers, so that no page, document or message can show them; conditions read what was sent,
    and only what is counted of it is taken from `sent`.
    """

    row: tables.Case
    case: Case
    subject: Subject
    reports: tuple[tuple[tables.Submission, Mapping[str, Any]], ...]
    rounds: tuple[cases.Round, ...]
    values: Values
    sent: Mapping[str, Any]
    steps: Mapping[str, Values] = field(default_factory=dict)
    persons: tuple[Concerned, ...] = ()

    @property
    def answers(self) -> Mapping[str, Any]:
        """The answers of the first report."""
        return self.reports[0][1]

    @property
    def own_row(self) -> Mapping[str, Any] | None:
        """The row that the case is about, where there is one per row."""
        return _row_of(self.row, self.answers)

    @property
    def sent_row(self) -> Mapping[str, Any] | None:
        """The same, of what was sent."""
        return _row_of(self.row, self.sent)

    @property
    def lookup(self) -> Known:
        """What conditions ask: of the report, or of a finished step."""
        return Known(self.values, self.steps)

    def as_seen(self, scene: Scene) -> Known:
        """The same as `lookup`, but without what may not be seen: for what is shown, or taken elsewhere."""
        values = values_of(scene.template.form, self.answers, scene.organisation)
        own = values.in_row(self.row.group_id, self.own_row or {}) if self.row.group_id else values
        return Known(own, _step_values(scene, self.case, self.rounds))

    def with_step(self, step: str, form: Form, answers: Mapping[str, Any], scene: Scene) -> Lookup:
        """The same, with answers to one step that are not stored yet."""
        return self.lookup.with_step(step, values_of(form, answers, scene.organisation))


def open_file(session: Session, scene: Scene, row: tables.Case) -> CaseFile:
    """Opens a case. `scene` has the version of the template that the case was opened with."""
    case = cases.as_value(session, scene.organisation, row)
    reports, opened = cases.submissions_of(session, row), []
    for submission, number in reports:
        answers, _ = submissions.open_answers(session, scene.sealer, submission, row.id, only_row=number)
        opened.append(Told(submission.id, answers, number))
    rounds = tuple(cases.rounds(session, scene.sealer, row))
    values = values_of(scene.template.form, opened[0].answers, scene.organisation)
    if row.group_id:
        values = values.in_row(row.group_id, opened[0].answers[row.group_id][0])
    subject = access_facts.of_case(session, scene.organisation, row)
    persons = concerned_in(session, scene, row.id, opened)
    seen = tuple((report, as_everybody_sees(scene, told, persons)) for (report, _), told in zip(reports, opened, strict=True))
    shown = tuple(_as_everybody_sees(case, item, persons) for item in rounds)
    return CaseFile(row, case, subject, seen, shown, values, opened[0].answers, _step_values(scene, case, rounds), persons)


def _row_of(row: tables.Case, answers: Mapping[str, Any]) -> Mapping[str, Any] | None:
    found = answers.get(row.group_id) if row.group_id else None
    return found[0] if found else None


def _as_everybody_sees(case: Case, item: cases.Round, persons: tuple[Concerned, ...]) -> cases.Round:
    """A finished round without what tells who somebody is whose name may not be seen."""
    step = case.run(item.run).step
    hidden = {question for person in persons if person.hidden for at, question in person.role.in_steps if at == step}
    return replace(item, answers={id: value for id, value in item.answers.items() if id not in hidden}) if hidden else item


def _step_values(scene: Scene, case: Case, rounds: tuple[cases.Round, ...]) -> dict[str, Values]:
    """The answers of each step's latest finished round, ready for conditions."""
    found = {}
    for item in rounds:
        step = scene.template.step(case.run(item.run).step)
        form = step.kind.form(step)
        if form is not None:
            found[step.id] = values_of(form, item.answers, scene.organisation)
    return found


def situation(scene: Scene, lookup: Lookup) -> Situation:
    """The situation of a move."""
    return Situation(scene.template, scene.organisation, scene.now, lookup)
