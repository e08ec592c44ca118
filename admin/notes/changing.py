"""What is done with a note that is there: it is marked, withdrawn by its author, or taken back."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from admin.case_view import open_scene
from admin.guard import case_row, visit
from admin.trying import FASTER, tried
from engine.access import Actor
from engine.actions import notes as verbs
from engine.actions.scene import Scene
from engine.ids import read_id
from forms.decoder import Posted, decode


def mark_note(org: str, case: UUID) -> ResponseReturnValue:
    """What the note asks for is done, or is not."""
    state = _sent().first("state")
    return _done(partial(verbs.mark_note, state=state), f"note-{state}")


def withdraw_note(org: str, case: UUID) -> ResponseReturnValue:
    """Its author takes it away; the page that follows offers the opposite."""
    return _done(verbs.withdraw_note, "note-withdrawn")


def restore_note(org: str, case: UUID) -> ResponseReturnValue:
    """Its author wants it back."""
    return _done(verbs.restore_note, "note-restored")


def _sent() -> Posted:
    return decode(request, lambda name: name not in ("note", "state"))


def _done(verb: Callable[[Any, Scene, verbs.Picked, Actor], None], done: str) -> ResponseReturnValue:
    here, row = visit(), case_row()
    note, scene = read_id(_sent().first("note")) or abort(404), open_scene(here, row)
    _, why = tried(lambda session: verb(session, scene, (row.id, note), here.actor), FASTER)
    return redirect(url_for("admin.case", org=here.org, case=row.id, done="changed-note" if why else done, note=note), 303)
