"""What a case says of itself in words: the plain values that its documents are filled in from. It reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from engine.actions.casefile import CaseFile
from engine.actions.naming import nameable
from engine.actions.scene import Scene
from engine.calendars import day_in_words
from engine.fields import Context, Question
from engine.organisation import Holder
from engine.steps.decision import REASON
from engine.store import attachments
from engine.store.cases import Round
from engine.store.readers import names_of
from engine.template.documents import CASE
from engine.template.model import Document
from engine.texts import engine_texts, in_language


@dataclass(frozen=True)
class Telling:
    """Tells a case in the main language of its template. `names` are those of the persons who have done something in it."""

    scene: Scene
    file: CaseFile
    party: str | None
    names: Mapping[Any, str]
    people: Mapping[str, str]
    files: attachments.Files

    @classmethod
    def of(cls, session: Session, scene: Scene, file: CaseFile, document: Document) -> "Telling":
        """With the names that its rounds need."""
        persons = {item.person for item in file.rounds if item.person}
        reports = [report.id for report, _ in file.reports]
        files = attachments.of_case(session, scene.sealer, scene.org, file.row.id, reports)
        return cls(scene, file, document.party, names_of(session, scene.org, persons), nameable(session, scene, file.subject), files)

    def values(self) -> dict[str, Any]:
        """Everything that `engine.template.documents.known_names` says."""
        template, file = self.scene.template, self.file
        context = self._context(file.reports[0][0].received_at)
        own = next((question.questions for question in template.form.questions() if question.id == file.row.group_id), ())
        rounds: dict[str, list[dict[str, Any]]] = {step.id: [] for step in template.steps() if step.kind.form(step)}
        for item in file.rounds:
            rounds[file.case.run(item.run).step].append(self._round(item))
        latest = {id: found[-1] for id, found in rounds.items() if found}
        others = self.party not in (None, file.row.group_id)
        told = self._answers(template.form.questions(), file.answers, context)
        told |= self._answers(own, file.own_row or {}, context, mask=others)
        return told | latest | {"rounds": rounds, CASE: self._case(), "organisation": {"name": self.scene.organisation.name}}

    def _case(self) -> dict[str, Any]:
        row, words = self.file.row, self.scene.template.register
        unit = self.scene.organisation.units.get(row.unit or "")
        return {
            "number": row.number,
            "title": self._text(words.title or self.scene.template.title),
            "unit": unit.name if unit else "",
            "receiver": self._function(self.file.case.receiver),
            "opened": self._day(row.opened_at),
            "closed": self._day(row.closed_at),
            "today": self._day(self.scene.now),
            "secrecy": self._text(words.why_secret(unit.kind if unit else "") or {}),
            "decisions": list(self._decisions()),
            "deadlines": [
                {
                    "step": self._text(self.scene.template.step(run.step).title),
                    "function": self._function(run.holder),
                    "due": self._day(run.due),
                    "done": self._day(run.finished),
                }
                for run in self.file.case.runs
                if run.due
            ],
        }

    def _decisions(self) -> Iterable[dict[str, Any]]:
        for run in self.file.case.runs:
            step = self.scene.template.step(run.step)
            way = next((way for way in step.exits if way.key == run.outcome), None)
            taken = next((item for item in reversed(self.file.rounds) if item.run == run.number), None)
            if way is not None and taken is not None:
                yield {
                    "step": self._text(step.title),
                    "outcome": self._text(way.label),
                    "reason": taken.answers.get(REASON),
                    "by": self.names.get(taken.person, ""),
                    "function": self._function(run.holder),
                    "date": self._day(taken.at),
                }

    def _round(self, item: Round) -> dict[str, Any]:
        step = self.scene.template.step(self.file.case.run(item.run).step)
        form = step.kind.form(step)
        told = self._answers(form.questions() if form else (), item.answers, self._context(item.at))
        return told | {"saved_on": self._day(item.at), "saved_by": self.names.get(item.person, "")}

    def _answers(self, questions: Iterable[Question], row: Mapping[str, Any], context: Context, *, mask: bool = False) -> dict[str, Any]:
        """Answers with their words. In rows of others than the party whom the document is for, what is personal is masked."""
        found: dict[str, Any] = {}
        for question in questions:
            value = row.get(question.id)
            if question.type.kind == "rows":
                others = mask or self.party not in (None, question.id)
                found[question.id] = [self._answers(question.questions, inner, context, mask=others) for inner in value or ()]
            elif value is None:
                found[question.id] = None
            elif mask and question.personal:
                found[question.id] = {"words": engine_texts().say("documents.masked", context.language), "value": None}
            else:
                found[question.id] = {"words": question.type.show(value, question, context), "value": value}
        return found

    def _context(self, at: datetime) -> Context:
        files = {id: kept.attachment for id, kept in self.files.items()}
        return Context(self.scene.organisation, at, self.scene.template.language, people=self.people, files=files)

    def _text(self, text: Mapping[str, str]) -> str:
        return in_language(text, self.scene.template.language)

    def _day(self, at: datetime | None) -> str:
        zone = self.scene.organisation.zone
        return day_in_words(at.astimezone(zone).date(), self.scene.template.language, year=True, weekday=False) if at else ""

    def _function(self, holder: Holder | None) -> str:
        declared = self.scene.template.functions.get(holder.function) if holder else None
        return self._text(declared.label) if declared else ""
