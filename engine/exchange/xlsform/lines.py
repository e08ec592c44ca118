"""The rows of a workbook while it is written, with the remarks about what they can not hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.conditions import Condition
from engine.exchange.json_values import pointer
from engine.exchange.notes import Notes
from engine.exchange.xlsform.said import NotSaid, Sayer
from engine.fields import Option, Question
from engine.texts import Text, spoken

LONGEST_CELL = 32_000
Cells = dict[str, str]
"""A row by its columns; those of texts end with `::` and the code of the language."""


@dataclass
class Lines:
    """The rows of the sheets `survey` and `choices`. `languages` are those of the template, the main one first."""

    languages: tuple[str, ...]
    sayer: Sayer
    notes: Notes
    survey: list[Cells] = field(default_factory=list)
    choices: list[Cells] = field(default_factory=list)
    _lists: dict[str, str] = field(default_factory=dict)

    def add(self, type: str, name: str, **cells: str) -> Cells:
        """A row of the survey; columns without a text are left out."""
        row = {"type": type, "name": name, **{column: text for column, text in cells.items() if text}}
        self.survey.append(row)
        return row

    def spoken(self, column: str, *texts: Text | str | None) -> Cells:
        """The cells of some texts, one paragraph each, in every language that the first of them has."""
        there = [text for text in texts if text]
        if not there:
            return {}
        known = [language for language in self.languages if isinstance(there[0], str) or language in there[0]]
        return {f"{column}::{language}": "\n".join(spoken(text, language) for text in there) for language in known}

    def condition(self, condition: Condition | None, place: str, code: str = "relevant-not-written") -> str:
        """A condition as an expression; empty, and a remark, where it can not be said."""
        if condition is None:
            return ""
        try:
            found = self.sayer.expression(condition)
        except NotSaid as error:
            self.notes.lose(code, place, what=str(error))
            return ""
        if len(found) > LONGEST_CELL:
            self.notes.lose(code, place, what="…")
            return ""
        return found

    def list_of(self, question: Question, options: Sequence[Option], place: str) -> tuple[str, str]:
        """The name of the list of these options, and the filter of the question; questions with the same options share a list."""
        rows, filter_ = self._option_rows(options, place)
        same = repr((rows, filter_))
        if same not in self._lists:
            self._lists[same] = question.id
            self.choices += [{"list_name": question.id, **row} for row in rows]
        return self._lists[same], filter_

    def _option_rows(self, options: Sequence[Option], place: str) -> tuple[list[Cells], str]:
        """The options with, where they have a condition, the number of it; the filter holds the conditions by these numbers."""
        rows, conditions = [], dict[str, str]()
        for option in options:
            at = f"{place}/{option.key}"
            if option.start or option.until:
                self.notes.lose("option-dates", at)
            if option.hint:
                self.notes.lose("option-hint", at)
            if option.counts_as:
                self.notes.tell("option-counts-as", at)
            said = self.condition(option.when, f"{at}/when", "option-when-not-written")
            number = conditions.setdefault(said, str(len(conditions) + 1)) if said else ""
            rows.append({"name": option.key, **self.spoken("label", option.label), **({"when": number} if number else {})})
        parts = ["when = ''", *(f"(when = '{number}' and {said})" for said, number in conditions.items())]
        return rows, " or ".join(parts) if conditions else ""


def place_of(question: Question, around: str) -> str:
    """Where the question stands in the template: in a block, in what is said of a schema, or in the page or group `around`."""
    use = question.mark.use
    if question.pointer:
        return pointer("form", "ui", question.pointer)
    if use is not None:
        return pointer("blocks", use.block, "questions", question.id.removeprefix(f"{use.id}_"))
    return f"{around}{pointer('questions', question.id)}"


def own_text(question: Question, key: str) -> Text | str | None:
    """What the author wrote under a key of the question's type."""
    found: Any = question.keys.get(key)
    return found if isinstance(found, str | Mapping) else None
