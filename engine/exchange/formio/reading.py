"""A whole form of Form.io as sections of a template."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.exchange import Carried, NotReadable, Remark
from engine.exchange.formio.layout import Entry, Layout, Sheet
from engine.exchange.formio.pages import Pages
from engine.exchange.formio.scope import Scope
from engine.exchange.notes import Notes, fitting
from engine.exchange.values import says_nothing
from engine.exchange.words import Words
from engine.texts import engine_texts

_KNOWN = frozenset(
    """
    _id _vid title name path type display components tags access submissionAccess owner created modified machineName project action
    submissionRevisions revisions settings properties pdfComponents controller i18n language deleted projectId roles esign description
    breadcrumb schemaVersion schema_version id key formId revisionId fieldMatchAccess state exporter schema __v builder version input label
    """.split()
)


def read_form(form: Mapping[str, Any]) -> Carried:
    """The form's title, languages and pages, and what is not carried; raises NotReadable when nothing can be made of it."""
    notes = Notes()
    words = Words(notes, *_languages(form))
    for key, value in form.items():
        if key not in _KNOWN and value not in (None, "", [], {}, False):
            notes.lose("unknown-key", f"/{key}", key=key)
    for key in ("settings", "properties"):
        if not says_nothing(form.get(key)):
            notes.tell("look", f"/{key}", key=key)
    for key in ("controller", "pdfComponents"):
        if form.get(key):
            notes.lose("script" if key == "controller" else "not-carried", f"/{key}", what=key)
    sheets = list(Layout(notes).sheets(form))
    title = words.say(form.get("title") or form.get("name"), "/title") or engine_texts().say("exchange.own-words.form")
    pages = Pages(words, title, Scope(frozenset(_paths(sheets)))).pages(sheets)
    if not pages:
        raise NotReadable(Remark("nothing-to-ask", "/components"), *notes.remarks())
    notes.tell("limits-of-ours", "")
    languages = {"languages": list(words.languages)} if words.languages else {}
    return Carried(fitting({"title": title, **languages, "form": {"pages": pages}}), notes.remarks())


def _languages(form: Mapping[str, Any]) -> tuple[tuple[str, ...], Mapping[str, Mapping[str, str]]]:
    """The form's own language and the translations that it brings along."""
    given = form.get("i18n")
    words = {
        code[:2]: {text: said for text, said in texts.items() if isinstance(said, str)}
        for code, texts in (given.items() if isinstance(given, dict) else ())
        if isinstance(texts, dict) and code[:2].isascii() and code[:2].isalpha() and code[:2].islower() and len(code) in (2, 5)
    }
    own = form.get("language")
    main = own[:2] if isinstance(own, str) and own[:2].isalpha() and own[:2].islower() and own.isascii() and len(own) in (2, 5) else "en"
    others = {code: texts for code, texts in words.items() if code != main and texts}
    return ((main, *others), others) if others else ((), {})


def _paths(sheets: list[Sheet]) -> Iterator[str]:
    def deep(entries: tuple[Entry, ...]) -> Iterator[str]:
        for entry in entries:
            if entry.sort != "heading":
                yield entry.path
            yield from deep(entry.inside)

    for sheet in sheets:
        yield from deep(sheet.entries)
