"""The two ways in which answers arrive: as texts of a web form, and as JSON values. Paths are `id` or `group/0/id`."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from engine.errors import AnswerError
from engine.fields import Context, Form, Question, Sent, Value
from engine.template.from_schema.pointers import place_of

MAX_ROWS = 50
_ALONE = ("",)
"""The parts of a type that has but one."""


def input_name(at: str, part: str = "") -> str:
    """The name of a form's input for a path: `group.0.id`, with `-part` for a type's further parts."""
    name = at.replace("/", ".")
    return f"{name}-{part}" if part else name


def rows_name(at: str) -> str:
    """The name of the hidden input that says how many rows a group has."""
    return input_name(at, "rows")


class FromForm:
    """Answers as a web form sends them. Only names that a question has are ever looked at."""

    def __init__(self, sent: Mapping[str, Sequence[str]]) -> None:
        self.sent = sent

    def parts(self, at: str, question: Question) -> Sent:
        """What was sent for each part of one question."""
        name, sent, parts = input_name(at), self.sent, question.type.parts_for(question)
        if parts == _ALONE:
            return {"": sent.get(name, ())}
        return {part: sent.get(f"{name}-{part}" if part else name, ()) for part in parts}

    def value(self, at: str, question: Question, context: Context) -> Value:
        """The parsed value; raises AnswerError."""
        return question.type.parse(self.parts(at, question), question, context)

    def rows(self, at: str, question: Question) -> int:
        """The number of rows on the page; never fewer than the group's least, so that each question says what is missing."""
        least, most = (question.repeat.least, question.repeat.most) if question.repeat else (1, 1)
        told = next(iter(self.sent.get(rows_name(at), ())), "")
        if re.fullmatch(r"[0-9]{1,3}", told):
            return max(least, min(int(told), most))
        pattern = re.compile(rf"{re.escape(input_name(at))}\.([0-9]{{1,3}})\.")
        numbers = [int(match[1]) for name in self.sent if (match := pattern.match(name))]
        return max(least, min(max(numbers, default=-1) + 1, most))

    def unknown(self, form: Form, shown: Set[str]) -> Iterator[str]:
        """A page sends its buttons and tokens too: what no question asks for is not looked at."""
        return iter(())

    def whole(self, form: Form, answers: Mapping[str, Value], shown: frozenset[str]) -> Value:
        """The value that the answers make."""
        return form.judge.gathered(answers, form)


class FromJson:
    """Answers as stored values: `{"id": value, "group": [{"id": value}]}`. null, empty text and [] are absent.

    For a form that is written as a JSON Schema they are what the schema describes, an object or not.
    """

    def __init__(self, answers: Any) -> None:
        self.answers = answers

    def value(self, at: str, question: Question, context: Context) -> Value:
        """The value as it was sent; the type verifies it."""
        value = self._at(at, question)
        return None if value in (None, "", []) and not isinstance(value, bool | int | float) else value

    def rows(self, at: str, question: Question) -> int:
        """The number of rows; raises AnswerError when the value is not a list of objects."""
        value = self._at(at, question)
        if value is None:
            return 0
        if question.pointer is not None:  # whether these are rows is for the schema to say
            return len(value) if isinstance(value, list) else 0
        if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
            raise AnswerError("wrong-type")
        return len(value)

    def _at(self, at: str, question: Question) -> Any:
        value: Any = self.answers
        for part in place_of(at, question.pointer) if question.pointer is not None else at.split("/"):
            if isinstance(value, Mapping):
                value = value.get(part)
            elif isinstance(value, list) and str(part).isdigit() and int(part) < len(value):
                value = value[int(part)]
            else:
                return None
        return value

    def unknown(self, form: Form, shown: Set[str]) -> Iterator[str]:
        """Ids that have no value at that place; a value that the form works out by itself is not looked at."""
        yield from _unknown(self.answers, {question.id: question for question in form.questions()}, "", shown)

    def whole(self, form: Form, answers: Mapping[str, Value], shown: frozenset[str]) -> Value:
        """What was sent, without what is not shown."""
        return form.judge.without_hidden(self.answers, form, shown)


def from_stored(form: Form, answers: Mapping[str, Value]) -> FromJson:
    """Answers as they are stored, question by question, ready to be read again."""
    return FromJson(answers if form.judge is None else form.judge.gathered(answers, form))


def _unknown(row: Mapping[str, Any], known: Mapping[str, Question], prefix: str, shown: Set[str]) -> Iterator[str]:
    for id, value in row.items():
        question = known.get(id)
        if question is None or not question.type.stored:
            yield f"{prefix}{id}"
        elif question.questions and isinstance(value, list) and f"{prefix}{id}" in shown:
            for number, inner in enumerate(value):
                if isinstance(inner, Mapping):
                    yield from _unknown(inner, {asked.id: asked for asked in question.questions}, f"{prefix}{id}/{number}/", shown)
