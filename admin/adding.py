"""Adding a step to a running case, on its page. What can be added the workflow says."""

from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from admin.case_page import show
from admin.case_view import open_scene
from admin.guard import case_row, visit
from engine.actions import add_step as verb
from engine.errors import NotPossible
from forms.decoder import decode


def add_step(org: str, case: UUID) -> ResponseReturnValue:
    """Opens the step, and leads to it where the visitor does it; says so where it could no longer be added."""
    here, row = visit(), case_row()
    scene = open_scene(here, row)
    chosen = decode(request).first("step")
    if not any(step.optional and step.id == chosen for step in scene.template.steps()):
        abort(404)
    try:
        run = here.office.write(here.org, lambda session: verb.add_step(session, scene, row.id, chosen, here.actor))
    except NotPossible as reason:
        if reason.code != "cannot-be-added":
            abort(404)
        return show(done="not-added", status=409)
    return redirect(url_for("admin.step", org=org, case=row.id, run=run.number, done="added"), 303)
