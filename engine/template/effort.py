"""How much a template asks of whoever fills it in: words to read, taps, pages, characters to type, and the minutes that makes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.conditions import holds
from engine.fields import Option, Question
from engine.template.model import FormTemplate
from engine.texts import Text, in_language

WORDS_A_MINUTE = 200
CHARACTERS_A_MINUTE = 26 * 5
"""Someone over fifty with two thumbs on a phone."""
SECONDS_A_TAP = 1.5
SECONDS_A_PAGE = 1.0

OWN_PAGES = 3
"""Start, check and receipt."""
OWN_WORDS = 80
"""What those say besides the template's own texts."""
OWN_TAPS = 2
"""Beginning and sending."""
ONE_LINE, SEVERAL_LINES = 15, 200
"""Characters that an answer is expected to have where the author says nothing."""


@dataclass(frozen=True)
class Effort:
    """What the shortest whole report takes: nothing optional, one row of each group, the unit known from a link."""

    words: int
    taps: int
    pages: int
    characters: int

    @property
    def seconds(self) -> float:
        """The time of someone who reads everything."""
        reading = self.words / WORDS_A_MINUTE + self.characters / CHARACTERS_A_MINUTE
        return 60 * reading + SECONDS_A_TAP * self.taps + SECONDS_A_PAGE * self.pages

    @property
    def minutes(self) -> int:
        """Whole minutes, at least one."""
        return max(1, round(self.seconds / 60))


def effort(template: FormTemplate, language: str) -> Effort:
    """What reporting takes, as the pages are when nothing has been answered yet."""
    begun = {question.id: question.preset for question in template.form.every() if question.preset is not None}
    pages = [(page, tuple(_asked(page.questions, begun))) for page in template.form.pages if holds(page.show_if, begun.get, date.min)]
    pages = [(page, inside) for page, inside in pages if inside]
    questions = [question for _, inside in pages for question in inside]
    texts = [template.title, template.start.purpose, template.start.urgent]
    texts += [text for page, _ in pages for text in (page.title, page.hint)]
    texts += [text for question in questions for text in _texts(question)]
    said = [in_language(text, language) for text in texts] + [text for asked in questions for text in asked.type.to_read(asked, language)]
    return Effort(
        OWN_WORDS + sum(len(text.split()) for text in said),
        OWN_TAPS + len(pages) + sum(_taps(question) for question in questions),
        OWN_PAGES + len(pages),
        sum(_characters(question) for question in questions),
    )


def _asked(questions: Iterable[Question], answers: Mapping[str, Any]) -> Iterator[Question]:
    """What is drawn at once, those of a group's first rows too."""
    for question in questions:
        if not question.type.widget or not holds(question.show_if, answers.get, date.min):
            continue
        yield question
        rows = question.repeat.least if question.repeat else 0
        for _ in range(rows):
            yield from _asked(question.questions, answers)


def _texts(question: Question) -> Iterator[Text | None]:
    yield question.label
    yield question.hint
    yield question.why
    yield from (option.label for option in _offered(question))


def _offered(question: Question) -> Iterator[Option]:
    """The options that are always there, and of those that need a situation as many as the one with most of them offers."""
    situations: dict[Any, list[Option]] = {}
    for option in question.options:
        situations.setdefault(option.when, []).append(option)
    yield from situations.pop(None, [])
    yield from max(situations.values(), key=len, default=[])


def _known(question: Question) -> bool:
    """Nothing has to be done: optional, begun with a value, or told by the link."""
    return question.optional or question.preset is not None or question.routes


def _taps(question: Question) -> int:
    return 0 if _known(question) else question.type.taps_for(question)


def _characters(question: Question) -> int:
    if _known(question) or question.type.taps or question.type.kind == "rows":
        return 0
    lines = len(question.type.parts_for(question))
    return question.expect or (SEVERAL_LINES if question.type.widget == "textarea" else ONE_LINE * lines)
