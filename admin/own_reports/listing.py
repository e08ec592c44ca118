"""All reports of the organisation's own, with what each counts over and whether it is in use."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.book import Book
from admin.counted_over import of_version
from admin.guard import Visit, visit
from admin.when import When
from engine.store import own_reports as store
from engine.store.own_reports import Version
from engine.store.readers import names_of
from engine.texts import in_language
from forms.decoder import decode_query
from forms.wording import language, say

DONE = ("kept", "retired", "restored")


def own_reports(org: str) -> ResponseReturnValue:
    """The list."""
    here, done = visit(), decode_query(request).first("done")
    found = here.office.read(org, lambda session: store.latest(session, org))
    names = here.office.read(org, lambda session: names_of(session, org, {version.by for version in found}))
    book, when = Book(here.office, here.organisation), When(here.organisation, here.now)
    rows = [_row(here, book, version, f"{names[version.by]}, {when.short(version.at)}") for version in found]
    return render_template(
        "own_reports.html",
        rows=rows,
        done=say(f"own_reports.done.{done}") if done in DONE else "",
        new=url_for("admin.new_own_report", org=org),
        back=url_for("admin.reports", org=org),
    )


def _row(here: Visit, book: Book, version: Version, changed: str) -> list[Any]:
    over = of_version(here.office, here.org, version)
    title = in_language(over.parts[0].report.title, language()) if over else version.key
    state = "retired" if version.retired else "in_use" if over else "broken"
    tag = {"retired": "", "in_use": "done", "broken": "overdue"}[state]
    return [
        {"text": title, "url": url_for("admin.own_report", org=here.org, report=version.key)},
        ", ".join(book.title((name, number)) for name, number in version.templates.items()),
        changed,
        {"text": say(f"own_reports.states.{state}"), "tag": tag},
    ]
