"""Someone is affected by a case: asks who, and shuts them out at once. It must not let anyone back in."""

import re
from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.case_page import show
from admin.case_view import open_case, open_scene
from admin.guard import Visit, case_row, visit
from admin.inputs import some_of
from admin.step_form import Attempt
from engine.actions.scene import Scene
from engine.actions.shut_out import shut_out as shut_persons_out
from engine.actions.whole_case import WholeCase, afterwards
from engine.errors import NotPossible
from engine.store import tables
from forms.csrf import FIELD
from forms.decoder import decode
from forms.view import Pick, error_lines
from forms.wording import say

KEPT = "kept-"
"""Before the names of what was typed in a step, which waits here until it is known whether its writer may go on."""


def affected(org: str, case: UUID) -> ResponseReturnValue:
    """The question of who is affected."""
    return ask()


def ask(*, kept: Mapping[str, Sequence[str]] | None = None, error: str = "") -> Response:
    """The page with everyone who can read the case, oneself first."""
    here, row = visit(), case_row()
    whole = open_case(here, open_scene(here, row), row)
    people = [Pick(key, name) for key, name in _people(whole, here.actor.id).items()]
    field = some_of("person", say("affected.who"), people, hint=say("affected.hint"), error=error)
    pairs = [(f"{KEPT}{name}", value) for name, values in (kept or {}).items() for value in values]
    page = render_template(
        "affected.html", number=row.number, field=field, errors=error_lines([field]), kept=pairs, case=row.id, org=here.org
    )
    return make_response(page, 422 if error else 200)


def shut_out(org: str, case: UUID) -> ResponseReturnValue:
    """Shuts out those who were chosen; whoever is left goes on, whoever is out is told who takes over."""
    sent = decode(request, lambda name: name == "person" or name.startswith(KEPT))
    here, row = visit(), case_row()
    scene = open_scene(here, row)
    kept = {name.removeprefix(KEPT): list(values) for name, values in sent.items() if name.startswith(KEPT)}
    people = _people(open_case(here, scene, row), here.actor.id)
    chosen = [UUID(person) for person in sent.getlist("person") if person in people]
    if not chosen:
        return ask(kept=kept, error=say("affected.nobody"))
    try:
        here.office.write(here.org, lambda session: shut_persons_out(session, scene, row.id, chosen, here.actor))
    except NotPossible:
        abort(404)
    if (left := passed_on(here, scene, row)) is not None:
        return left
    run = next(iter(kept.pop("run", [])), "")
    if re.fullmatch(r"[0-9]{1,6}", run):
        return show(
            chosen=int(run), attempt=Attempt(int(run), {name: texts for name, texts in kept.items() if name != FIELD}), done="shut-out"
        )
    return redirect(url_for("admin.case", org=org, case=case, done="shut-out"), 303)


def passed_on(here: Visit, scene: Scene, row: tables.Case) -> Response | None:
    """What whoever has just shut out themselves is told: who takes over. None for whoever is still in."""
    after = here.office.read(here.org, lambda session: afterwards(session, scene, row.id, here.actor))
    if after.inside:
        return None
    return make_response(render_template("passed_on.html", number=row.number, mailboxes=after.mailboxes, org=here.org))


def _people(whole: WholeCase, myself: UUID) -> dict[str, str]:
    """Everyone who can read the case, oneself first."""
    everyone = whole.readers.everyone()
    own = {str(myself): say("affected.myself", name=everyone[myself])} if myself in everyone else {}
    return own | {str(id): name for id, name in everyone.items() if id != myself}
