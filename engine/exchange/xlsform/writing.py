"""From a template to a workbook: its form. Who gets a report and what follows is nothing that an XLSForm says."""

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.exchange import Written
from engine.exchange.json_values import pointer
from engine.exchange.notes import Notes
from engine.exchange.xlsform.lines import Cells, Lines, place_of
from engine.exchange.xlsform.said import Sayer
from engine.exchange.xlsform.written import left_over, write_question, write_rows
from engine.fields import Page
from engine.template.model import FormTemplate
from engine.template.source import read
from engine.texts import spoken

_LANGUAGES: Mapping[str, str] = {"ar": "العربية", "en": "English", "fi": "Suomi", "so": "Soomaali", "sv": "Svenska", "uk": "Українська"}
_SURVEY = (
    *("type", "name", "label", "hint", "required", "required_message", "relevant", "constraint", "constraint_message", "calculation"),
    *("choice_filter", "default", "appearance", "parameters", "repeat_count", "mallverk"),
)
_CHOICES = ("list_name", "name", "label", "when")
_OF_FORMS = frozenset({"template", "title", "languages", "lists", "blocks", "form"})
_NOT_WRITTEN = ("statistics", "sensitive", "personal", "routes", "excludes", "expect")
_FORMULA = ("=", "+", "-", "@")


def workbook_of(template: FormTemplate) -> Written:
    """The workbook, and what it does not hold."""
    notes = Notes()
    lines = Lines(template.languages, Sayer.of(template.form), notes)
    for section in read(template.source).value:
        if section not in _OF_FORMS:
            notes.tell("only-forms", pointer(section))
    if template.form.judge is not None:
        notes.lose("schema-not-written", pointer("form", "schema"))
    _tell_keys(template, notes)
    for page in template.form.pages:
        _page(lines, page)
    settings: Cells = {
        "form_title": spoken(template.title, template.language),
        "form_id": template.name,
        "default_language": language_name(template.language),
    }
    if len(template.title) > 1:
        notes.tell("title-in-one-language", pointer("title"))
    sheets = {"survey": (_SURVEY, lines.survey), "choices": (_CHOICES, lines.choices), "settings": (tuple(settings), [settings])}
    return Written(_bytes(sheets, template.languages), tuple(notes.remarks()))


def language_name(code: str) -> str:
    """What a column calls a language: its own name and its code, as the standard wants it."""
    return f"{_LANGUAGES.get(code, code)} ({code})"


def _page(lines: Lines, page: Page) -> None:
    place = pointer("form", "pages", page.id)
    cells = {
        "relevant": lines.condition(page.show_if, f"{place}/show_if"),
        **lines.spoken("label", page.title),
        **lines.spoken("hint", page.hint),
    }
    group = next((question for question in page.questions if question.id == page.id), None)
    if group is not None:
        write_rows(lines, group, place, **cells)
        return
    lines.add("begin group", page.id, appearance="field-list", **cells)
    for question in page.questions:
        write_question(lines, question, place_of(question, place))
    lines.add("end group", "")


def _tell_keys(template: FormTemplate, notes: Notes) -> None:
    """The keys that have no column, each once."""
    questions = template.form.every()
    for key in _NOT_WRITTEN:
        if any(getattr(question, key) not in (0, False, question.type.free_text) for question in questions):
            notes.tell("key-not-written", pointer("form"), key=key)
    for key in dict.fromkeys(key for question in questions for key in left_over(question)):
        notes.tell("key-not-written", pointer("form"), key=key)


def _bytes(sheets: Mapping[str, tuple[tuple[str, ...], list[Cells]]], languages: tuple[str, ...]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, (columns, rows) in sheets.items():
        _fill(book.create_sheet(title), _heads(columns, rows, languages), rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _heads(columns: Iterable[str], rows: list[Cells], languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The columns that some row needs, by their key and by what they are called."""
    used = {key for row in rows for key in row}
    for column in columns:
        for key, name in ((column, column), *((f"{column}::{code}", f"{column}::{language_name(code)}") for code in languages)):
            if key in used or key in ("type", "name", "list_name"):
                yield key, name


def _fill(sheet: Worksheet, heads: Iterable[tuple[str, str]], rows: list[Cells]) -> None:
    for column, (key, name) in enumerate(heads, 1):
        for number, text in enumerate((name, *(row.get(key, "") for row in rows)), 1):
            if text:
                _write(sheet.cell(number, column), text)


def _write(cell: Any, text: str) -> None:
    """A text, whatever it begins with: never a formula, also not when somebody edits the cell (OWASP, CSV injection)."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_FORMULA)
