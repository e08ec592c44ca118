"""One page of a form as one visitor has it now: what is asked, what was typed, what is wrong. It must not store anything."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from engine.actions.drafts import Typed
from engine.answers import read
from engine.answers.sources import input_name
from engine.conditions import references
from engine.errors import Problem
from engine.fields import Page, Question
from engine.fields.file import refused_as
from engine.texts import in_language
from forms.binding import Beginning, bind, refill
from forms.decoder import Posted
from forms.journey import TRIED, Journey
from forms.start_words import StartWords
from forms.view import Asked, Look, draw, drawn, every
from forms.visit import Visit
from forms.wording import say

ASKED = "_asked"
"""Names all that a page asked when it was sent: what was not asked is not missing."""
FIXED = "_fixed"
"""Marks that the unit came with the link and is shown as a line."""
UNIT = "_unit"
"""Carries the unit of the link to the page that asks for it."""


@dataclass(frozen=True)
class Sheet:
    """A page with what has been typed on it. `posted` pages are those of the draft with this one as it was just sent."""

    visit: Visit
    page: Page
    typed: Typed

    @cached_property
    def look(self) -> Look:
        """The whole form, read with this page's texts in place."""
        form, context = self.visit.form, self.visit.context
        sent = {name: texts for typed in self.pages.values() for name, texts in typed.items()}
        source = Beginning(sent, frozenset(question.id for question in self.page.questions), frozenset(self.asked))
        return Look(form, source, read(form, source, context), context)

    @property
    def pages(self) -> dict[str, Typed]:
        """Every page that is kept, and this one."""
        return {**self.visit.pages, self.page.id: self.typed}

    @cached_property
    def journey(self) -> Journey:
        """The way through the form from here."""
        return Journey(self.visit.form, self.look.reading, self.pages)

    @property
    def asked(self) -> list[str]:
        """The inputs that the visitor has been shown."""
        return self.typed.get(ASKED, [])

    @property
    def tried(self) -> bool:
        """True when the visitor wanted to go on from the page as it stands."""
        return TRIED in self.typed

    @cached_property
    def problems(self) -> list[Problem]:
        """What is wrong with what was asked."""
        return [problem for problem in self.journey.problems(self.page) if input_name(problem.at) in self.asked] if self.tried else []

    @cached_property
    def fields(self) -> tuple[Asked, ...]:
        """The questions as their macros draw them."""
        fields = draw(self.look, self.page.questions, self.problems)
        routing = next((question for question in self.page.questions if self.visit.is_routing(question)), None)
        fixed = routing if routing and FIXED in self.typed and routing.id in self.look.reading.answers else None
        return tuple(_headed(asked, self, fixed) for asked in fields)

    @property
    def page_hint(self) -> str:
        """What the page says below its heading."""
        return in_language(self.page.hint, self.visit.context.language)

    @property
    def headed(self) -> bool:
        """True when a question is the page's heading."""
        return any(asked.heading for asked in self.fields)

    @cached_property
    def carried(self) -> list[tuple[str, str]]:
        """What goes along unseen: the unit of the link, and typed texts and names of files that can not be shown without the draft."""
        files = {asked.name for asked in every(self.fields) if asked.widget == "file"}
        shown = set(drawn(self.fields)) - files
        lost = [name for name in self.typed if name[0] != "_" and name.partition("-")[0] not in shown] if self.visit.unread else []
        told = ((name, text) for name in (UNIT, *lost) for text in self.typed.get(name, ()))
        return [(name, text) for name, text in told if name not in files or refused_as(text) is None]

    def canonical(self, *, tried: bool) -> dict[str, list[str]]:
        """What to keep: right answers in their one form, so that "yesterday" does not move overnight; the rest as it was typed."""
        known = refill(self.page.questions, self.look.reading.answers, self.visit.context)
        kept = {**self.typed, **known, TRIED: ["1"] if tried else []}
        return {name: list(texts) for name, texts in kept.items() if texts}


def sent_page(visit: Visit, page: Page, posted: Posted) -> dict[str, list[str]]:
    """What a browser sent of a page: its questions' texts, what it says that it showed, and the unit of the link."""
    bound = bind(page.questions, posted=posted)
    bound.check_sender()
    own = {question.id for question in page.questions}
    asked = [name for name in dict.fromkeys(posted.first(ASKED).split()) if name.partition(".")[0] in own]
    unit = visit.unit(posted.first(UNIT))
    return {**bound.typed(), ASKED: asked, **({FIXED: ["1"]} if posted.first(FIXED) else {}), **({UNIT: [unit]} if unit else {})}


def is_live(page: Page) -> bool:
    """True when answers on the page can change what the same page asks."""
    return any(reference.partition(".")[0] in _ids(page.questions) for reference in _references(page.questions))


def _ids(questions: Iterable[Question]) -> set[str]:
    return {inner.id for question in questions for inner in question.every()}


def _references(questions: Iterable[Question]) -> Iterator[str]:
    for question in questions:
        conditions = (question.show_if, *(wording.when for wording in question.wording), *(option.when for option in question.options))
        for condition in conditions:
            yield from references(condition)
        yield from _references(question.questions)


def _headed(asked: Asked, sheet: Sheet, fixed: Question | None) -> Asked:
    """The question as heading when it says the same as the page; the unit of a link as a line."""
    title = in_language(sheet.page.title, sheet.visit.context.language)
    if fixed is not None and asked.id == fixed.id:
        return replace(asked, widget="fixed", texts=_line(sheet, fixed))
    if asked.label != title or len(sheet.page.questions) != 1:
        return asked
    # what the page says of itself comes after its heading
    return replace(asked, heading=True, hint=" ".join(text for text in (sheet.page_hint, asked.hint) if text))


def _line(sheet: Sheet, question: Question) -> dict[str, str]:
    """The unit by name, and who gets the report there."""
    visit, unit = sheet.visit, sheet.look.reading.answers[question.id]
    words = StartWords(visit.template, visit.organisation, unit, visit.context.today, visit.context.language, say)
    who = say("public.question.fixed_who", who=words.receiver)
    return {"value": question.type.show(unit, question, visit.context), "who": who}


def untouched(visit: Visit, page: Page, unit: str | None) -> dict[str, list[str]]:
    """What a page holds that nobody has typed on: the unit of the link, if it asks for one."""
    if unit is None:
        return {}
    routing = next((question for question in page.questions if visit.is_routing(question)), None)
    return {UNIT: [unit], **({routing.id: [unit], FIXED: ["1"]} if routing else {})}


def sheet_of(visit: Visit, page: Page) -> Sheet:
    """The page as the draft has it."""
    linked = next((typed[UNIT][0] for typed in visit.pages.values() if UNIT in typed), None)
    return Sheet(visit, page, visit.pages.get(page.id) or untouched(visit, page, linked))
