"""Bringing a form from another format to the editor: as a new template, or in place of the form of one that is there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit, visit
from admin.studio.checking import check
from admin.studio.editor import editor_page
from admin.studio.shown import found
from admin.studio.slate import Slate, of_draft
from engine.errors import InvalidTemplate, MallverkError
from engine.exchange import Carried, NotReadable, format_of
from engine.exchange.main_language import fitted
from engine.exchange.taking_in import as_new, as_version, name_of, with_remarks
from engine.library import beginning
from engine.texts import in_language
from engine.wording import fault_in_words
from forms.decoder import Posted, Upload, decode
from forms.view import ErrorLine, Pick
from forms.wording import language, say

T = TypeVar("T")
FILE, COMPANION, ONTO = "file", "ui", "onto"


class _Wrong(MallverkError):
    """Why a file can not be taken, in words."""


def import_form(org: str) -> ResponseReturnValue:
    """Which file, and what it is to become."""
    return _ask(visit(), "")


def import_template(org: str) -> ResponseReturnValue:
    """The file as a template in the editor, with all that did not come along. Nothing is kept before somebody saves it there."""
    here, posted = visit(), decode(request)
    onto = posted.first(ONTO)
    try:
        upload, carried = _read(posted)
        slate, carried = _version(here, onto, carried) if onto else (_new(here, upload, carried), carried)
    except _Wrong as wrong:
        return _ask(here, onto, str(wrong)), 422
    slate = replace(slate, text=with_remarks(slate.text, upload.name, carried.remarks))
    remarks = [f"{remark.place} {remark.in_words(language())}".strip() for remark in carried.remarks]
    return editor_page(here, slate, check(here, slate.text, slate.name), tried=True, remarks=remarks)


def _read(posted: Posted) -> tuple[Upload, Carried]:
    files = {upload.input: upload for upload in posted.files}
    if FILE not in files:
        raise _Wrong(say("import.missing"))
    upload, companion = files[FILE], files.get(COMPANION)
    try:
        return upload, format_of(upload.content, upload.name).read(upload.content, companion.content if companion else None)
    except NotReadable as error:
        raise _Wrong(" ".join(f"{remark.place} {remark.in_words(language())}".strip() for remark in error.remarks)) from None


def _new(here: Visit, upload: Upload, carried: Carried) -> Slate:
    """A new template, under a name that no other has."""
    wanted = name_of(carried, upload.name)
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, 1000)))
    name = next(name for name in names if found(here, name) is None and of_draft(here, name) is None)
    return Slate(name, _made(lambda: as_new(carried, name, beginning().source)))


def _version(here: Visit, name: str, carried: Carried) -> tuple[Slate, Carried]:
    """The draft of a template, or the version in use, with this form in place of its own; and the form as it fits there."""
    used = found(here, name)
    slate = of_draft(here, name) or (Slate(name, used.template.source, used.version) if used is not None else None)
    if slate is None:
        raise _Wrong(say("import.no_template"))
    fits = _made(lambda: fitted(carried, slate.text))
    return replace(slate, text=_made(lambda: as_version(fits, slate.text))), fits


def _made(make: Callable[[], T]) -> T:
    """What is made; raises _Wrong where the one that it builds on can not be read."""
    try:
        return make()
    except InvalidTemplate as error:
        raise _Wrong(fault_in_words(error.faults[0], language())) from None


def _ask(here: Visit, onto: str, wrong: str = "") -> str:
    return render_template(
        "template_import.html",
        picks=[Pick("", say("import.new"), not onto), *_picks(here, onto)],
        wrong=wrong,
        errors=[ErrorLine(FILE, wrong)] if wrong else [],
        action=url_for("admin.import_template", org=here.org),
        back=url_for("admin.ready_templates", org=here.org),
    )


def _picks(here: Visit, onto: str) -> Iterator[Pick]:
    """Every template in use, by its title."""
    shown = {name: found(here, name) for name in here.office.latest(here.org)}
    titles = {name: in_language(one.template.title, language()) for name, one in shown.items() if one is not None}
    for name, title in sorted(titles.items(), key=lambda item: item[1].casefold()):
        yield Pick(name, title, name == onto)
