"""Makes a document of a case: it is shown as it will be, with a place for words of one's own, and kept when its maker says so."""

from uuid import UUID

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.case_view import open_case, open_scene
from admin.documents.sheet import safe_body
from admin.guard import case_row, visit
from admin.inputs import lines
from admin.step_form import StepForm
from engine.actions.casefile import CaseFile, open_file
from engine.actions.make_document import make_document
from engine.actions.paper import as_it_will_be
from engine.actions.scene import Scene
from engine.errors import NotPossible
from engine.office import Unavailable
from engine.steps.document import WRITTEN
from engine.store.documents import Paper
from engine.texts import in_language
from forms.decoder import decode
from forms.wording import language, say

LONGEST = 20_000


def new_document(org: str, case: UUID, key: str) -> ResponseReturnValue:
    """The document as it would be now."""
    return _ask(key, "")


def make(org: str, case: UUID, key: str) -> ResponseReturnValue:
    """Shows it with what was written, or keeps it."""
    here, row = visit(), case_row()
    sent = decode(request)
    written = sent.first(WRITTEN).replace("\r\n", "\n")[:LONGEST]
    if sent.first("button") != "save":
        return _ask(key, written)
    scene = open_scene(here, row)
    try:
        made = here.office.write(org, lambda session: make_document(session, scene, row.id, key, written, actor=here.actor))
    except NotPossible as reason:
        return _ask(key, written) if reason.code == "document-too-long" else abort(404)
    except Unavailable:
        return _ask(key, written, why=say("failed.text"), status=503)
    return redirect(url_for("admin.document", org=org, case=case, number=made.number), 303)


def _ask(key: str, written: str, *, why: str = "", status: int = 200) -> Response:
    here, row = visit(), case_row()
    scene = open_scene(here, row)
    if key not in scene.template.documents:
        abort(404)
    file = open_case(here, scene, row).file
    title = in_language(scene.template.documents[key].title, language())
    field = lines(WRITTEN, say("documents.own"), written, hint=say("documents.own_hint"), most=LONGEST)
    act = url_for("admin.make_document", org=here.org, case=row.id, key=key)
    return _shown(scene, file, key, written, title=title, why=why, status=status, field=field, act=act)


def look(scene: Scene, file: CaseFile, key: str, form: StepForm, *, written: str) -> Response:
    """The document of a step as it will be, with the form of the step under it."""
    act = url_for("admin.act", org=scene.org, case=file.row.id, run=form.run)
    return _shown(scene, file, key, written, title=form.title, why="", status=200, form=form, act=act)


def _shown(scene: Scene, file: CaseFile, key: str, written: str, *, title: str, why: str, status: int, **more: object) -> Response:
    paper = _paper(scene, key, written)
    page = render_template(
        "documents/new.html",
        number=file.row.number,
        title=title,
        why=why if paper else say("documents.too_long"),
        body=safe_body(paper) if paper else "",
        heading=paper.title if paper else "",
        language=scene.template.language,
        back=url_for("admin.case", org=scene.org, case=file.row.id),
        **more,
    )
    return make_response(page, status)


def _paper(scene: Scene, key: str, written: str) -> Paper | None:
    """The document; None for one that runs away."""
    here, row = visit(), case_row()
    try:
        return here.office.read(
            here.org,
            lambda session: as_it_will_be(session, scene, open_file(session, scene, row), key, writer=here.actor, written=written),
        )
    except NotPossible:
        return None
