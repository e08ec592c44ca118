"""Field types: what a question can be. One file per type; this file is the interface that each of them fills in."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any, ClassVar

from engine import plugins
from engine.attachments import Attachment
from engine.errors import NOWHERE, Mark
from engine.fields._clean import clean
from engine.fields._clean import only as only
from engine.fields._details import Earlier as Earlier
from engine.fields._details import Option as Option
from engine.fields._details import Repeat as Repeat
from engine.fields._details import Wording as Wording
from engine.fields._details import option_label as option_label
from engine.organisation import Organisation
from engine.texts import Text, own_words, spoken

Value = Any
"""A stored value: JSON only. Each type says which in its `json_schema`."""

Sent = Mapping[str, Sequence[str]]
"""What a web form sent for one question: the texts of each of the type's `parts` ("" is the question's own name)."""

Lookup = Callable[[str], Value]
"""Finds the answer to a reference of a condition, None when it is absent."""


@dataclass(frozen=True)
class Question:
    """One question of a form. `keys` holds what only its type knows, such as `max_length`; `pointer` its place in a JSON Schema.

    `sometimes` marks an optional one that another answer can demand, so that no page calls it optional.
    """

    id: str
    type: "FieldType"
    label: Text
    mark: Mark = NOWHERE
    hint: Text | None = None
    why: Text | None = None
    missing: Text | None = None
    optional: bool = False
    sometimes: bool = False
    show_if: Any = None
    wording: tuple[Wording, ...] = ()
    options: tuple[Option, ...] = ()
    statistics: bool = False
    sensitive: bool = False
    personal: bool = False
    routes: bool = False
    excludes: bool = False
    expect: int = 0
    preset: Value = None
    repeat: Repeat | None = None
    questions: tuple["Question", ...] = ()
    earlier: tuple[Earlier, ...] = ()
    keys: Mapping[str, Any] = field(default_factory=dict)
    pointer: str | None = None

    @property
    def called(self) -> str:
        """The name that authors use."""
        return self.id if self.pointer is None else self.pointer

    def said(self, key: str, language: str) -> str:
        """What the author wrote under one of the type's own text keys, empty when nothing."""
        return spoken(self.keys.get(key), language)

    def option(self, key: str) -> Option | None:
        """The option with this key, whatever its dates."""
        return self._options.get(key)

    def every(self) -> tuple["Question", ...]:
        """The question, and those inside it."""
        return (self, *(inner for question in self.questions for inner in question.every()))

    @cached_property
    def _options(self) -> Mapping[str, Option]:
        return {option.key: option for option in self.options}


ONLY_PAGE = "1"
"""The id of the page of a form that is written without pages; no author can write it."""


@dataclass(frozen=True)
class Page:
    """One page of questions, shown when `show_if` holds."""

    id: str
    title: Text
    questions: tuple[Question, ...]
    show_if: Any = None
    hint: Text | None = None
    mark: Mark = NOWHERE


@dataclass(frozen=True)
class Form:
    """Pages of questions: what the public sends, or what a step asks. One that is written as a JSON Schema has a `judge` of the whole."""

    title: Text
    pages: tuple[Page, ...]
    judge: Any = None

    def questions(self) -> tuple[Question, ...]:
        """The top-level questions in order; a group is one of them and holds its own."""
        return self._top

    def every(self) -> tuple[Question, ...]:
        """Every question, those inside groups too, in order."""
        return self._every

    @cached_property
    def _top(self) -> tuple[Question, ...]:
        return tuple(question for page in self.pages for question in page.questions)

    @cached_property
    def _every(self) -> tuple[Question, ...]:
        return tuple(inner for question in self._top for inner in question.every())

    @cached_property
    def groups(self) -> Mapping[str, str | None]:
        """For each question the group it stands in, None at the top."""
        return {question.id: None for question in self._top} | {inner.id: outer.id for outer in self._every for inner in outer.questions}

    def find(self, id: str) -> Question | None:
        """The question with this id, at any depth."""
        return next((question for question in self.every() if question.id == id), None)


@dataclass(frozen=True)
class Context:
    """The situation of an answer. `holds` decides a condition on the answers so far; `people` can be named, by their ids; `files` came."""

    organisation: Organisation
    now: datetime
    language: str = "sv"
    holds: Callable[[Any], bool] = lambda condition: condition is None
    people: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Attachment] | None = None  # None where none can come

    @cached_property
    def today(self) -> date:
        """The organisation's local day."""
        return self.now.astimezone(self.organisation.zone).date()

    def options(self, question: Question) -> tuple[Option, ...]:
        """The question's options that can be chosen now."""
        return tuple(option for option in question.options if self.offers(option))

    def offers(self, option: Option) -> bool:
        """True when the option can be chosen now."""
        return (
            (option.start is None or option.start <= self.today)
            and (option.until is None or self.today <= option.until)
            and (option.when is None or self.holds(option.when))
        )

    def worded(self, question: Question) -> tuple[Text, Text | None]:
        """The label and hint of a question in this situation: those of the first wording that fits, else its own."""
        fitting = next((wording for wording in question.wording if self.holds(wording.when)), None)
        return (fitting and fitting.label) or question.label, (fitting and fitting.hint) or question.hint


class FieldType:
    """A kind of answer. A new one is a file beside this, with a class that overrides what differs.

    `schema` has the JSON Schema of each key that only this type's questions may have; `required` names those they must have.
    `texts` are its own sentences for the codes it raises, by language; `required` there is what a missing answer is told.
    Codes that several types share stand under `answers` in `engine/texts`. `kind` says which tests a condition may use:
    "text", "choice", "choices", "truth", "number", "date", "time", "unit", "files", "parts" for a value of several parts, of
    which only can be asked whether it is there, or "none" for a type that has no value. An AnswerError about one part says `part`.
    A type that does not ask can still have one, which it works out by itself in `given`. `tells` is false for what nobody
    is shown among the answers, `widget` empty for what is not drawn on a page of questions, and `begins` false for what can
    not have a `preset`. What `identifies` a person is always personal, and the public is asked for it only where the author
    says `why`.
    """

    name: ClassVar[str] = ""
    widget: ClassVar[str] = "input"
    kind: ClassVar[str] = "text"
    parts: ClassVar[tuple[str, ...]] = ("",)
    attributes: ClassVar[Mapping[str, str]] = {}
    schema: ClassVar[Mapping[str, Any]] = {}
    required: ClassVar[tuple[str, ...]] = ()
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    has_options: ClassVar[bool] = False
    asks: ClassVar[bool] = True
    tells: ClassVar[bool] = True
    begins: ClassVar[bool] = True
    countable: ClassVar[bool] = False
    free_text: ClassVar[bool] = False
    identifies: ClassVar[bool] = False
    taps: ClassVar[int] = 1

    @property
    def stored(self) -> bool:
        """True when there is a value, asked for or not."""
        return self.kind != "none"

    def uses(self, keys: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """The earlier answers that its value is worked out from: pairs of the key that names one, and the name. They become `earlier`."""
        return ()

    def faults(self, question: Question) -> tuple[tuple[str, str], ...]:
        """What is wrong with the question's own keys beyond their shape: pairs of code and key, empty for the whole."""
        return ()

    def say(self, code: str, language: str, **facts: Any) -> str | None:
        """The type's own sentence for a code or a word of its widget; None when it has none."""
        return own_words(self.texts, code, language, facts)

    def parts_for(self, question: Question) -> tuple[str, ...]:
        """What a form sends for the question: names that come after its own."""
        return self.parts

    def widget_for(self, question: Question, context: Context) -> str:
        """The name of the macro that draws the question."""
        return self.widget

    def attributes_for(self, question: Question) -> Mapping[str, str]:
        """The HTML attributes of the input."""
        return self.attributes

    def options(self, question: Question, context: Context) -> tuple[Option, ...]:
        """What can be chosen now, whether the question lists it or not; a key is what the form sends."""
        return context.options(question)

    def suffix(self, question: Question, context: Context) -> str:
        """What stands after the input, such as "kg"."""
        return ""

    def words(self, question: Question, context: Context) -> Mapping[str, str]:
        """What its widget says besides, by name, such as the hint of a second input. "hint" is its own, for an author who gives none."""
        return {}

    def taps_for(self, question: Question) -> int:
        """How many taps an answer takes; 0 where it is typed."""
        return self.taps

    def to_read(self, question: Question, language: str) -> tuple[str, ...]:
        """What there is to read besides label, hint and options, for the time that the start page tells."""
        return ()

    def preset(self, question: Question, context: Context) -> Value:
        """The stored value that an untouched question begins with, None for none."""
        return question.preset

    def measure(self, question: Question) -> str:
        """In what its numbers are stored, since only the same adds up: "one", or "hundredth" for amounts."""
        return "one"

    def given(self, question: Question, lookup: Lookup, context: Context) -> Value:
        """The stored value of a type that does not ask, None for none; nothing that was sent comes here."""
        return None

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The stored value of what a form sent, not yet checked, None when nothing was; raises AnswerError."""
        return only(sent)

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """The stored value, verified against type, limits and options, in its one form; raises nothing but AnswerError.

        None never comes here; None comes back for a value that says nothing, such as blanks, which is then absent.
        """
        return clean(value)

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """What a form would send for a stored value: the opposite of `parse`."""
        return {"": [] if value is None else [str(value)]}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The value in words, for a check page, a case or a table."""
        return str(value)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """The JSON Schema (2020-12) of the stored value."""
        return {"type": "string"}

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """The closed values to count, none by default: what is not marked as countable can not be counted."""
        return ()

    def category_label(self, category: str, question: Question, context: Context) -> str:
        """A counted value in words, also for one that can no longer be chosen."""
        return category


@cache
def built_in() -> Mapping[str, FieldType]:
    """The field types of this folder, by name."""
    return plugins.load(Path(__file__).parent, FieldType, sys.modules[__name__].__name__)
