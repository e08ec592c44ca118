"""Reads a template's documents: each text against the names that a case has for it, every slip at its line."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from engine.documents import Known, slips
from engine.errors import Fault
from engine.fields import Form, Question
from engine.steps import Step
from engine.steps.document import WRITTEN
from engine.template.model import Document, Register, Secrecy
from engine.template.reader import Reader, variable
from engine.template.source import Path

CASE = "case"
OF_A_CASE = ("number", "title", "unit", "receiver", "opened", "closed", "today", "writer", "register_number", "secrecy")
OF_A_DECISION = ("step", "outcome", "reason", "by", "function", "date")
OF_A_DEADLINE = ("step", "function", "due", "done")
OF_A_ROUND = ("saved_on", "saved_by")
"""What each has besides its answers; a question of the same name is not reached."""


def known_names(form: Form, workflow: Iterable[Step], one_per: str | None) -> dict[str, Known]:
    """What a document may speak of: answers as conditions name them, `rounds`, and what stands under `case` and `organisation`."""
    own = next((question.questions for question in form.questions() if question.id == one_per), ())
    asked = {
        step.id: _questions(shown.questions())
        for outer in workflow
        for step in (outer, *outer.steps)
        if (shown := step.kind.form(step)) is not None
    }
    case = dict.fromkeys(OF_A_CASE, Known())
    case |= {"decisions": _rows(OF_A_DECISION), "deadlines": _rows(OF_A_DEADLINE)}
    rounds = {id: Known(rows={**questions, **dict.fromkeys(OF_A_ROUND, Known())}) for id, questions in asked.items()}
    around = {WRITTEN: Known(), CASE: Known(case), "organisation": Known({"name": Known()}), "rounds": Known(rounds)}
    return _questions(form.questions()) | _questions(own) | {id: Known(questions) for id, questions in asked.items()} | around


def _rows(names: Iterable[str]) -> Known:
    return Known(rows=dict.fromkeys(names, Known()))


def _questions(questions: Iterable[Question]) -> dict[str, Known]:
    """The answers that can be told; what has a pointer in place of a name can not be written in a text."""
    return {
        question.id: Known(rows=_questions(question.questions))
        if question.type.kind == "rows"
        else Known(options=variable(question, many=False).values)
        for question in questions
        if question.type.tells and question.type.stored and question.called == question.id
    }


class DocumentReader:
    """Reads the documents of one template. `known` are the names that their texts may use."""

    def __init__(self, reader: Reader, form: Form, workflow: tuple[Step, ...], one_per: str | None) -> None:
        self.reader, self.form, self.workflow = reader, form, workflow
        self.known = known_names(form, workflow, one_per)

    def read(self, value: Mapping[str, Any]) -> dict[str, Document]:
        """The documents by key. The steps that write one must name one that there is."""
        for name in {WRITTEN, CASE} & {question.id for question in self.form.every()} if value else ():
            self.reader.fault("reserved-id", ("documents",), key=True, given=name)
        for step in (inner for outer in self.workflow for inner in (outer, *outer.steps)):
            key = step.kind.document(step)
            if key is not None and key not in value:
                self._unknown(step, key, value)
        return {key: self._document(key, inner, ("documents", key)) for key, inner in value.items()}

    def _unknown(self, step: Step, key: str, value: Mapping[str, Any]) -> None:
        before = len(self.reader.faults)
        self.reader.known(key, ("documents",), value, "document")
        self.reader.faults[before:] = [replace(fault, mark=step.mark) for fault in self.reader.faults[before:]]

    def _document(self, key: str, value: Mapping[str, Any], path: Path) -> Document:
        groups = {question.called: question.id for question in self.form.questions() if question.type.kind == "rows"}
        party = value.get("for")
        if party is not None:
            self.reader.known(party, (*path, "for"), groups, "group")
        text = self.reader.text(value["text"], (*path, "text")) or {}
        for language, words in text.items():
            self._slips(words, (*path, "text") if isinstance(value["text"], str) else (*path, "text", language))
        return Document(key, self.reader.text(value["title"], (*path, "title")) or {}, text, groups.get(party or ""))

    def _slips(self, text: str, path: Path) -> None:
        mark = self.reader.source.mark(path)
        # a text of several lines begins on the line after its key
        before = 0 if "\n" in text else -1
        for slip in slips(text, self.known):
            here = replace(mark, line=mark.line + before + slip.line, column=1 if before == 0 else mark.column)
            self.reader.faults.append(Fault(slip.code, here, slip.facts, slip.guess))


def read_register(reader: Reader, value: Mapping[str, Any] | None) -> Register:
    """What a register of cases may say; without words of its own the template's title stands there."""
    said = value or {}
    lines = tuple(
        Secrecy(reader.text(line["text"], ("register", "secrecy", place, "text")) or {}, line.get("kind"))
        for place, line in enumerate(said.get("secrecy", ()))
    )
    title, type_ = (reader.text(said.get(key), ("register", key)) for key in ("title", "type"))
    return Register(title, type_, lines)
