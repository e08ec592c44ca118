"""An empty form on paper: every question, what can be chosen as boxes, and each condition as a sentence. It must not read an answer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from engine.conditions import Condition
from engine.conditions.words import in_words
from engine.fields import Context, Option, Page, Question
from engine.template.names import TemplateNames
from engine.texts import Text, in_language
from forms.visit import arrive
from forms.wording import language, say

MOST_BOXES = 25
"""Of more options none is printed: whoever fills in the paper writes the answer."""
LINES = {"textarea": 6}
"""How many lines there are to write on, where it is not one."""


@dataclass(frozen=True)
class Blank:
    """One question. `boxes` can be ticked, `lines` written on, each with what stands before it; `inside` are those of a group or grid."""

    label: str
    hint: str = ""
    notes: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    text: str = ""
    inside: tuple["Blank", ...] = ()


@dataclass(frozen=True)
class Part:
    """One page of the form."""

    title: str
    hint: str
    notes: tuple[str, ...]
    blanks: tuple[Blank, ...]


def paper(org: str, template: str) -> ResponseReturnValue:
    """The version in use, to print; it names itself, so that what is written on it can be typed in with the same version later."""
    visit = arrive(org, template, anew=True)
    # what can be chosen in some situation is printed, and the sentence beside it says in which
    context = replace(visit.context, holds=lambda condition: True)
    sheet = _Sheet(context, TemplateNames(visit.template, language()))
    return render_template(
        "paper.html",
        visit=visit,
        purpose=in_language(visit.template.start.purpose, language()),
        urgent=in_language(visit.template.start.urgent, language()),
        parts=[sheet.part(page) for page in visit.form.pages],
        back=url_for(".start", org=org, template=template),
    )


@dataclass(frozen=True)
class _Sheet:
    """Puts the questions of one form on paper."""

    context: Context
    names: TemplateNames

    def part(self, page: Page) -> Part:
        """A page of the form."""
        whole = (say("on_behalf.paper.part_when", clause=self._clause(page.show_if)),) if page.show_if is not None else ()
        return Part(self._text(page.title), self._text(page.hint), whole, tuple(self._blanks(page.questions)))

    def _blanks(self, questions: Iterable[Question]) -> Iterator[Blank]:
        for question in questions:
            if widget := question.type.widget_for(question, self.context):
                yield self._blank(question, widget)

    def _blank(self, question: Question, widget: str) -> Blank:
        type, context = question.type, self.context
        words = type.words(question, context)
        optional = say("on_behalf.paper.optional") if question.optional and type.asks and widget != "group" else ""
        label = " ".join(part for part in (self._text(question.label), optional) if part)
        plain = Blank(label, self._text(question.hint), tuple(self._notes(question, widget)))
        parts = [words.get(f"{part}-label", "") for part in type.parts_for(question)]
        boxes = self._boxes(type.options(question, context)) if widget in ("radios", "checkboxes", "select", "scale", "grid") else ()
        if widget == "group":
            return replace(plain, inside=tuple(self._blanks(question.questions)))
        if widget == "grid":
            return replace(plain, inside=tuple(Blank(part, boxes=boxes) for part in parts))
        if widget in ("info", "file"):
            return replace(plain, text=words.get("text", ""))
        if boxes:
            return replace(plain, boxes=boxes)
        return replace(plain, lines=tuple(parts) if widget == "parts" else ("",) * LINES.get(widget, 1))

    def _notes(self, question: Question, widget: str) -> Iterator[str]:
        """When it is to be answered, and how, where that does not show."""
        if question.show_if is not None:
            yield say("on_behalf.paper.when", clause=self._clause(question.show_if))
        for wording in question.wording:
            if wording.label:
                yield say("on_behalf.paper.worded", clause=self._clause(wording.when), label=self._text(wording.label))
        if widget in ("checkboxes", "file", "group"):
            yield say(f"on_behalf.paper.how.{widget}")

    def _boxes(self, options: tuple[Option, ...]) -> tuple[str, ...]:
        return tuple(self._box(option) for option in options) if len(options) <= MOST_BOXES else ()

    def _box(self, option: Option) -> str:
        label = self._text(option.label)
        return label if option.when is None else say("on_behalf.paper.box_when", label=label, clause=self._clause(option.when))

    def _clause(self, condition: Condition) -> str:
        return in_words(condition, self.names, language())

    def _text(self, text: Text | None) -> str:
        return in_language(text, language())
