"""What the forms of a case's ties do when they are sent. What the engine refuses is said beside the form, with what was typed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from admin.case_view import open_scene
from admin.guard import case_row, visit
from admin.ties.page import draw
from admin.trying import FASTER, tried
from engine.actions.merge_case import merge_case
from engine.actions.relate_cases import relate as relate_cases
from engine.actions.relate_cases import unrelate as unrelate_cases
from engine.actions.reopen_case import reopen_case
from engine.actions.scene import Scene
from engine.actions.split_case import split_case
from engine.actions.wake import JOINED, come_to_pass
from engine.ids import read_id
from engine.store import case_list, cases, submissions
from engine.store.sight import sight
from forms.csrf import FIELD
from forms.decoder import Posted, decode
from forms.wording import say

SAID = (FASTER, "another-template", "same-report", "no-such-step")
"""What is told beside the form; whatever else is refused looks like a page that is not there."""


def relate(org: str, case: UUID) -> ResponseReturnValue:
    """Two cases have to do with each other; the other is named by its number."""
    sent, here = _sent("number"), visit()
    typed = sent.first("number").strip().upper()[:40]
    eyes = here.office.read(org, lambda session: sight(session, here.organisation, here.actor))
    found = here.office.read(org, lambda session: case_list.numbered(session, eyes, typed))
    if found is None or found == case:
        return draw("relate", {"number": typed}, say("ties.no_case") if typed else say("ties.no_number"))
    return _done("relate", sent, "related", lambda session, scene: relate_cases(session, scene, case, found, here.actor))


def unrelate(org: str, case: UUID) -> ResponseReturnValue:
    """They have not."""
    sent, here = _sent("other"), visit()
    other = read_id(sent.first("other")) or abort(404)
    return _done("relate", sent, "unrelated", lambda session, scene: unrelate_cases(session, scene, case, other, here.actor))


def merge(org: str, case: UUID) -> ResponseReturnValue:
    """The case becomes a part of another."""
    sent, here = _sent("into"), visit()
    into = read_id(sent.first("into"))
    if into is None:
        return draw("merge", {}, say("ties.no_into"))
    target = here.office.read(org, lambda session: cases.get(session, org, into)) or abort(404)
    # the other case goes by its own version of the template
    there = open_scene(here, target)

    def verb(session: Any, scene: Scene) -> None:
        merge_case(session, scene, case, into, here.actor)
        come_to_pass(session, there, into, JOINED, here.actor)

    return _done("merge", sent, "merged", verb, to=into)


def split(org: str, case: UUID) -> ResponseReturnValue:
    """A report gets a case of its own."""
    sent, here = _sent("submission"), visit()
    submission = read_id(sent.first("submission"))
    if submission is None:
        return draw("split", {}, say("ties.no_report"))
    report = here.office.read(org, lambda session: submissions.get(session, org, submission)) or abort(404)
    own = open_scene(here, report)
    return _done("split", sent, "split", lambda session, _: split_case(session, own, case, submission, here.actor))


def reopen(org: str, case: UUID) -> ResponseReturnValue:
    """A closed case is opened again."""
    sent, here = _sent("step", "reason"), visit()
    step, reason = sent.first("step"), sent.first("reason")
    if not step or not reason:
        return draw("reopen", {"step": step, "reason": reason}, say("ties.no_step"))
    return _done(
        "reopen", sent, "reopened", lambda session, scene: reopen_case(session, scene, case, step, reason=reason, actor=here.actor)
    )


def _sent(*names: str) -> Posted:
    return decode(request, lambda name: name in (FIELD, *names))


def _done(form: str, sent: Posted, done: str, verb: Callable[[Any, Any], Any], *, to: UUID | None = None) -> ResponseReturnValue:
    """Does it; the page of the case says so, or that of the one it has become a part of."""
    here, row = visit(), case_row()
    scene = open_scene(here, row)
    _, why = tried(lambda session: verb(session, scene), *SAID)
    if why:
        return draw(form, {name: sent.first(name) for name in sent}, say(f"ties.refused.{why}"))
    return redirect(url_for("admin.case", org=here.org, case=to or row.id, done=done), 303)
