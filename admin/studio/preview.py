"""A form as it will look, page by page, with nothing to send: every question at once, each with the words of its condition."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.answers import Reading
from engine.answers.sources import FromForm, rows_name
from engine.conditions.words import in_words
from engine.fields import Context, Page, Question
from engine.template.model import FormTemplate
from engine.template.names import TemplateNames
from engine.texts import in_language
from forms.view import Asked, Look, draw
from forms.wording import language, say


@dataclass(frozen=True)
class PreviewQuestion:
    """A question as it is drawn; `when` says when it is shown, empty for always."""

    field: Asked
    when: str


@dataclass(frozen=True)
class PreviewPage:
    """A page of questions."""

    title: str
    hint: str
    when: str
    questions: tuple[PreviewQuestion, ...]


def preview(template: FormTemplate, context: Context) -> list[PreviewPage]:
    """Every page with every question, one row in each group."""
    rows = {rows_name(question.id): ["1"] for question in template.form.every() if question.type.kind == "rows"}
    paths = frozenset(_paths(template.form.questions(), ""))
    look = Look(template.form, FromForm(rows), Reading({}, (), frozenset(), paths), context)
    return [_page(look, page, TemplateNames(template, language())) for page in template.form.pages]


def _page(look: Look, page: Page, names: TemplateNames) -> PreviewPage:
    fields = draw(look, page.questions)
    asked = zip(fields, page.questions, strict=True)
    return PreviewPage(
        in_language(page.title, language()),
        in_language(page.hint, language()),
        _when(page, names),
        tuple(PreviewQuestion(field, _when(question, names)) for field, question in asked),
    )


def _when(shown: Page | Question, names: TemplateNames) -> str:
    return say("editor.when", clause=in_words(shown.show_if, names, language())) if shown.show_if is not None else ""


def _paths(questions: Iterable[Question], prefix: str) -> Iterator[str]:
    """Where every question stands when each group has one row."""
    for question in questions:
        yield f"{prefix}{question.id}"
        yield from _paths(question.questions, f"{prefix}{question.id}/0/")
