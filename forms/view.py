"""Makes the plain objects that the field macros draw, from questions, what was typed and what is wrong. It must not know a request."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from engine.answers import Reading, Values, values_of
from engine.answers.sources import FromForm, input_name
from engine.conditions import Lookup, holds
from engine.errors import Problem
from engine.fields import Context, Form, Question
from engine.texts import in_language
from engine.wording import problem_in_words
from forms.binding import QuestionForm, bind, refill

ADD, REMOVE = "add", "remove"


@dataclass(frozen=True)
class Pick:
    """One thing to choose."""

    key: str
    label: str
    checked: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a group; `remove` is the value of the button that takes it away."""

    id: str
    title: str
    fields: tuple["Asked", ...]
    remove: str = ""


@dataclass(frozen=True)
class Asked:
    """One question as its macro draws it. `values` holds what was typed for each part; `part` is the one that an error is about."""

    widget: str
    id: str
    label: str
    hint: str = ""
    why: str = ""
    optional: bool = False
    error: str = ""
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    options: tuple[Pick, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    heading: bool = False
    parts: tuple[str, ...] = ("",)
    part: str = ""
    rows: tuple[Row, ...] = ()
    add: str = ""

    @property
    def name(self) -> str:
        """The input's name, which is also its id."""
        return self.id

    @property
    def wrong(self) -> str:
        """The id of the input that an error is about: the first has the question's own, a further one is named or was chosen."""
        about = self.part or next(iter(self.values.get("", ())), "")
        return f"{self.id}-{about}" if about in self.parts[1:] else self.id


@dataclass(frozen=True)
class ErrorLine:
    """A line of the error summary: the input's id and what to do."""

    id: str
    text: str


@dataclass(frozen=True)
class Look:
    """A form as it has been read. `outside` looks up what lies before the form."""

    form: Form
    source: FromForm
    reading: Reading
    context: Context
    outside: Lookup | None = None

    @cached_property
    def values(self) -> Values:
        """The answers, for conditions."""
        return values_of(self.form, self.reading.answers, self.context.organisation)

    def seen_from(self, values: Values) -> Context:
        """The context of a question that stands where `values` look from."""

        def look(reference: str) -> Any:
            if self.outside is None or reference.partition(".")[0] in values.groups:
                return values(reference)
            return self.outside(reference)

        today = self.context.today
        return replace(self.context, holds=lambda condition: holds(condition, look, today))


def draw(look: Look, questions: Iterable[Question], problems: Iterable[Problem] = ()) -> tuple[Asked, ...]:
    """The questions that are shown, with the sentences of the problems at them."""
    questions, problems = tuple(questions), tuple(problems)
    # a right answer is shown in its one form: what was "yesterday" when it was chosen has another button today
    bound = bind(questions, kept={**look.source.sent, **refill(questions, look.reading.answers, look.context)})
    words = {problem.at: problem_in_words(problem, look.context) for problem in problems}
    parts = {problem.at: str(problem.facts.get("part", "")) for problem in problems}
    return tuple(_Drawing(look, bound, words, parts).fields(questions, "", look.values))


def every(fields: Iterable[Asked]) -> Iterator[Asked]:
    """All that is asked, what stands in rows too, in the order of the page."""
    for asked in fields:
        yield asked
        for row in asked.rows:
            yield from every(row.fields)


def error_lines(fields: Iterable[Asked]) -> list[ErrorLine]:
    """The errors in the order of the page."""
    return [ErrorLine(asked.wrong, asked.error) for asked in every(fields) if asked.error]


def drawn(fields: Iterable[Asked]) -> Iterator[str]:
    """The names of all that is asked, for the page to send along."""
    return (asked.name for asked in every(fields))


@dataclass(frozen=True)
class _Drawing:
    look: Look
    bound: QuestionForm
    words: Mapping[str, str]
    parts: Mapping[str, str]

    def fields(self, questions: Iterable[Question], prefix: str, values: Values) -> Iterator[Asked]:
        """Each question that is shown and drawn, in order."""
        context = self.look.seen_from(values)
        for question in questions:
            at = f"{prefix}{question.id}"
            if at in self.look.reading.shown and question.type.widget:
                asked = self._asked(question, at, context)
                yield self._group(asked, question, at, values) if question.type.kind == "rows" else asked

    def _asked(self, question: Question, at: str, context: Context) -> Asked:
        kind, language = question.type, context.language
        label, hint = worded(question, context)
        values = (
            {part: self.bound[input_name(at, part)].data for part in kind.parts_for(question)} if kind.asks and kind.kind != "rows" else {}
        )
        chosen = frozenset(values.get("", ()))
        suffix, texts = kind.suffix(question, context), kind.words(question, context)
        return Asked(
            kind.widget_for(question, context),
            input_name(at),
            label,
            hint or texts.get("hint", ""),
            in_language(question.why, language),
            optional=question.optional and kind.asks and not question.sometimes,
            error=self.words.get(at, ""),
            values=values,
            options=tuple(
                Pick(option.key, in_language(option.label, language), option.key in chosen, in_language(option.hint, language))
                for option in kind.options(question, context)
            ),
            attributes=kind.attributes_for(question),
            texts={**texts, **({"suffix": suffix} if suffix else {})},
            parts=kind.parts_for(question),
            part=self.parts.get(at, ""),
        )

    def _group(self, asked: Asked, question: Question, at: str, values: Values) -> Asked:
        """The group with its rows; a row can be added or taken away as far as the limits allow."""
        count, repeat = self.look.source.rows(at, question), question.repeat
        least, most = (repeat.least, repeat.most) if repeat else (1, 1)
        read = values(question.id) or []
        rows = []
        for number in range(count):
            inside = values.in_row(question.id, read[number] if number < len(read) else {})
            fields = tuple(self.fields(question.questions, f"{at}/{number}/", inside))
            remove = f"{REMOVE}:{asked.name}.{number}" if count > least else ""
            rows.append(Row(f"{asked.name}.{number}", row_title(question, number, count, self.look.context.language), fields, remove))
        return replace(asked, rows=tuple(rows), add=f"{ADD}:{asked.name}" if count < most else "")


def row_title(question: Question, number: int, count: int, language: str) -> str:
    """What one row is called: with a number where there are several."""
    item = in_language(question.repeat.item, language) if question.repeat else ""
    item = item or in_language(question.label, language)
    return f"{item} {number + 1}" if count > 1 else item


def worded(question: Question, context: Context) -> tuple[str, str]:
    """Label and hint in the words of the situation."""
    fitting = next((wording for wording in question.wording if context.holds(wording.when)), None)
    label = fitting.label if fitting and fitting.label else question.label
    hint = fitting.hint if fitting and fitting.hint else question.hint
    return in_language(label, context.language), in_language(hint, context.language)
