"""Handing several steps over at once: what was ticked in a list, each case by itself; what could not be is told and can be tried again."""

from typing import Any
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.book import Book
from admin.case_view import open_scene
from admin.guard import Visit, visit
from admin.sharing.choice import MAILBOX, choice
from engine.access import Subject
from engine.actions import hand_over as action
from engine.actions.handable import Handable, handable
from engine.errors import NotPossible
from engine.ids import read_id
from engine.store import cases, directory
from engine.store.readers import names_of
from forms.decoder import decode, decode_query
from forms.wording import say

MOST = 50
"""More than these are not handed over at once."""
PICK = "pick"
"""What a ticked row is sent as: the id of a case, and after a slash the number of a run; after another, who has it."""


def hand_over_several(org: str) -> ResponseReturnValue:
    """The page with what was ticked and those who can take it over."""
    here, asked = visit(), decode_query(request, (PICK,))
    picks, typed = asked.getlist(PICK)[:MOST], asked.first("q").strip()[:100]
    wanted = [(case, run) for case, run, _ in map(_read, picks) if case]
    steps = here.office.read(org, lambda session: handable(session, here.organisation, wanted, here.actor))
    mailboxes = {here.organisation.mailboxes.get(step.run.holder) for step in steps if step.run.holder}
    found = choice(here, Subject(None, {}, frozenset()), sorted(box for box in mailboxes if box), typed)
    return render_template(
        "hand_over_several.html",
        steps=_shown(here, steps),
        taken=any(step.run.person for step in steps),
        said=_said(asked.first("done"), len(steps)),
        near=found.near,
        others=found.others,
        more=found.more,
        typed=typed,
        back=url_for("admin.inbox", org=org),
        here=url_for("admin.hand_over_several", org=org),
        action=url_for("admin.do_hand_over_several", org=org),
    )


def do_hand_over_several(org: str) -> ResponseReturnValue:
    """Someone was chosen: each case is a transaction of its own."""
    here, sent = visit(), decode(request, (PICK,))
    to = None if sent.first("to") == MAILBOX else read_id(sent.first("to")) or abort(404)
    picks = sent.getlist(PICK)[:MOST]
    left = [pick for pick in picks if not _given(here, pick, to)]
    if not left:
        return redirect(url_for("admin.inbox", org=org, done="handed-several"), 303)
    again = [pick.rpartition("/")[0] for pick in left]
    return redirect(url_for("admin.hand_over_several", org=org, pick=again, done=len(picks) - len(left)), 303)


def _given(here: Visit, pick: str, to: UUID | None) -> bool:
    """Hands one of them over; False when that may not be, or when somebody else was faster."""
    case, run, seen = _read(pick)
    row = here.office.read(here.org, lambda session: cases.get(session, here.org, case)) if case and run else None
    if row is None or run is None:
        return False
    scene, handing = open_scene(here, row), action.Handing(run, to, read_id(seen))
    try:
        here.office.write(here.org, lambda session: action.hand_over(session, scene, row.id, handing, here.actor))
    except NotPossible:
        return False
    return True


def _read(pick: str) -> tuple[UUID | None, int | None, str]:
    case, _, rest = pick.partition("/")
    run, _, seen = rest.partition("/")
    return read_id(case), int(run) if run.isdecimal() and len(run) < 7 else None, seen


def _shown(here: Visit, steps: list[Handable]) -> list[dict[str, Any]]:
    """Each step with its case's number and who has it, never a word of what the case holds."""
    names = here.office.read(here.org, lambda session: directory.mailbox_names(session, here.org))
    given = here.office.read(here.org, lambda session: names_of(session, here.org, {one.run.person for one in steps if one.run.person}))
    book = Book(here.office, here.organisation, names)
    return [
        {
            "key": f"{step.row.id}/{step.run.number}/{step.run.person or ''}",
            "number": step.row.number,
            "title": book.step((step.row.template, step.row.version), step.run.step),
            "has": given.get(step.run.person, "") if step.run.person else "",
        }
        for step in steps
    ]


def _said(done: str, left: int) -> str:
    """What became of those that were handed over just now, when some could not be."""
    if not done.isdecimal() or len(done) > 3:
        return ""
    return " ".join([say("hand_over.several_done", count=int(done)), say("hand_over.several_left") if left else say("hand_over.none_left")])
