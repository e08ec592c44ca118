"""The page where a running case is moved to a later version of its template: what will be different, or why it can not be moved."""

from uuid import UUID

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.case_view import CaseView, case_view
from engine.actions.move_case import Versions, in_the_way, move_case
from engine.actions.scene import Published
from engine.difference.compare import difference
from engine.difference.words import ChangesInWords
from engine.errors import NotPossible
from engine.template.model import FormTemplate
from engine.texts import in_language
from forms.decoder import decode
from forms.wording import language, say


def later(view: CaseView) -> int | None:
    """The number of the version in use, where that is later than the case's."""
    number = view.here.office.current(view.here.org).get(view.row.template)
    return number if number is not None and number > view.row.version else None


def ask_move(org: str, case: UUID) -> ResponseReturnValue:
    """The page."""
    view = case_view()
    number = None if view.closed else later(view)
    return redirect(view.url("case"), 303) if number is None else _page(view, _versions(view, number))


def move(org: str, case: UUID) -> ResponseReturnValue:
    """Moves it, to the version that the page spoke of."""
    view, sent = case_view(), decode(request, lambda name: name == "version").first("version")
    number = None if view.closed else later(view)
    if number is None or sent != str(number):
        return redirect(url_for("admin.ask_move", org=org, case=case), 303)
    versions = _versions(view, number)
    try:
        view.here.office.write(org, lambda session: move_case(session, view.scene, case, versions, view.here.actor))
    except NotPossible as no:
        if no.code == "not-yours":
            abort(404)
        return redirect(url_for("admin.ask_move", org=org, case=case), 303)
    return redirect(view.url("case", done="moved"), 303)


def _versions(view: CaseView, number: int) -> Versions:
    """Both versions as they were published."""
    return _published(view, view.row.version), _published(view, number)


def _published(view: CaseView, number: int) -> Published:
    found = view.here.office.published(view.here.org, view.row.template, number)
    return found or abort(404)


def _page(view: CaseView, versions: Versions) -> Response:
    old, new = (version.template for version in versions)
    found = in_the_way(view.scene, view.file, versions, view.whole.flags)
    page = render_template(
        "move_case.html",
        number=view.row.number,
        version=versions[1].version,
        title=say("moving.link", number=versions[1].version),
        obstacles=[say(f"moving.why.{one.code}", what=in_language(one.what, language())) for one in found],
        changes=_changes(old, new),
        kept=[_kept(view, run.step, view.when.dated(run.due) if run.due else "") for run in view.file.case.open()],
        act=view.url("move_case"),
        back=view.url("case"),
    )
    return make_response(page)


def _changes(old: FormTemplate, new: FormTemplate) -> list[str]:
    """What is different, one sentence each."""
    words = ChangesInWords(old, new, language())
    return [words.sentence(change) for change in difference(old, new)]


def _kept(view: CaseView, step: str, day: str) -> str:
    """A step that waits now, with the last day that it keeps."""
    title = view.book.step(view.scene.published.key, step)
    return say("moving.kept_day", step=title, day=day) if day else title
