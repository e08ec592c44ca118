"""Keeping what is being written: saving a draft, giving it up, beginning again from a version, and putting a template away."""

from collections.abc import Callable
from typing import Any

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from admin.guard import visit
from admin.studio.slate import of_draft
from engine.actions.archive import archive, take_back
from engine.actions.template_drafts import Hand, discard_draft, restore_version
from engine.errors import NotPossible


def discard(org: str, template: str) -> ResponseReturnValue:
    """Gives the draft up; what is published stays as it is."""
    return _done(template, lambda session, hand: discard_draft(session, org, hand), "discarded")


def restore(org: str, template: str, version: int) -> ResponseReturnValue:
    """Makes an earlier text the draft for a new version; a draft that is there is left alone, and shown instead."""
    here = visit()
    if of_draft(here, template) is None:
        _write(template, lambda session, hand: restore_version(session, org, hand, version))
    return redirect(url_for("admin.edit_template", org=org, template=template), 303)


def put_away(org: str, template: str) -> ResponseReturnValue:
    """The form takes no more reports."""
    return _done(template, lambda session, hand: archive(session, org, template, now=hand.now, person=hand.person), "archived")


def bring_back(org: str, template: str) -> ResponseReturnValue:
    """The form takes reports again."""
    return _done(template, lambda session, hand: take_back(session, org, template, now=hand.now, person=hand.person), "taken_back")


def _done(template: str, verb: Callable[[Any, Hand], object], done: str) -> ResponseReturnValue:
    here = visit()
    _write(template, verb)
    here.office.forget()
    known = template in here.office.current(here.org) or done == "archived"
    place = url_for("admin.template", org=here.org, template=template, done=done) if known else url_for("admin.templates", org=here.org)
    return redirect(place, 303)


def _write(template: str, verb: Callable[[Any, Hand], object]) -> None:
    """Does it with what is there now. A draft that somebody else has just given up is given up; what is refused besides is not there."""
    here = visit()
    slate = of_draft(here, template)
    hand = Hand(template, slate.seen if slate else 0, here.actor.id, here.now)
    try:
        here.office.write(here.org, lambda session: verb(session, hand))
    except NotPossible as reason:
        if reason.code != "no-such-draft":
            abort(404)
