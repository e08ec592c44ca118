"""Stored answers in words, page by page: what was reported, and what was written in a finished step. It must not leave out an answer."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.answers import Values, read
from engine.answers.sources import FromForm, from_stored
from engine.conditions import Lookup
from engine.fields import Context, Form, Question, Value
from engine.fields.file import File
from engine.texts import in_language
from forms.view import Look, row_title, worded

Link = Callable[[str], str]
"""The address of a file."""


@dataclass(frozen=True)
class SavedFile:
    """A file in words, and where to save it from, empty when it is not there."""

    text: str
    url: str


@dataclass(frozen=True)
class Answered:
    """One question with its answer in words, empty for none; an answer that is files has these. `at` is its path among the answers."""

    label: str
    value: str
    files: tuple[SavedFile, ...] = ()
    at: str = ""
    personal: bool = False


@dataclass(frozen=True)
class Section:
    """Questions under a heading."""

    title: str
    rows: tuple[Answered, ...]


def sections(
    form: Form, answers: Mapping[str, Any], context: Context, outside: Lookup | None = None, *, link: Link = lambda id: ""
) -> list[Section]:
    """The answers of a form, each page and each row of a group under its own heading. `link` leads to the files of the context."""
    reading = read(form, from_stored(form, answers), context, outside)
    look = Look(form, FromForm({}), reading, context, outside)
    found: list[Section] = []
    for page in form.pages:
        words = _Words(look, answers, reading.shown, link)
        own = tuple(words.single(page.questions, "", answers, look.values))
        found += [Section(in_language(page.title, context.language), own)] if own else []
        found += words.groups(page.questions, "", answers, look.values)
    return found


@dataclass(frozen=True)
class _Words:
    look: Look
    answers: Mapping[str, Any]
    shown: frozenset[str]
    link: Link

    def single(self, questions: Iterable[Question], prefix: str, row: Mapping[str, Any], values: Values) -> Iterator[Answered]:
        """The questions with one answer: those that were shown, and any that has an answer all the same."""
        context = self.look.seen_from(values)
        for question in questions:
            value = row.get(question.id)
            if question.type.kind == "rows" or not question.type.tells or (value is None and not self._asked(question, prefix)):
                continue
            words = "" if value is None else question.type.show(value, question, context)
            files, at = tuple(self._files(question, value, context)), f"{prefix}{question.id}"
            yield Answered(worded(question, context)[0], words, files, at, question.personal)

    def _files(self, question: Question, value: Value, context: Context) -> Iterator[SavedFile]:
        """The files of an answer that is files, each with its link."""
        for id in (value or ()) if isinstance(question.type, File) else ():
            yield SavedFile(question.type.show([id], question, context), self.link(id) if id in (context.files or {}) else "")

    def _asked(self, question: Question, prefix: str) -> bool:
        """True when an answer could have been given."""
        return question.type.asks and f"{prefix}{question.id}" in self.shown

    def groups(self, questions: Iterable[Question], prefix: str, row: Mapping[str, Any], values: Values) -> list[Section]:
        """Each row of each group, and of the groups inside it."""
        found: list[Section] = []
        for question in questions:
            rows: list[Mapping[str, Any]] = row.get(question.id) or [] if question.type.kind == "rows" else []
            for number, inner in enumerate(rows):
                at, inside = f"{prefix}{question.id}/{number}/", values.in_row(question.id, inner)
                own = tuple(self.single(question.questions, at, inner, inside))
                found.append(Section(row_title(question, number, len(rows), self.look.context.language), own))
                found += self.groups(question.questions, at, inner, inside)
        return found
