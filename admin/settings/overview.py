"""Where the settings begin: what the organisation lacks, each with the way to put it right, and what was changed last."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit
from admin.settings.changes import changes
from admin.settings.page import Part, Screen, show, visit
from admin.settings.roles import Role, roles, unheld
from admin.settings.wordings import goes_to, mailbox_cell, missing, place_name
from engine.store import particulars
from engine.store.particulars import Box
from forms.wording import say


def settings(org: str) -> ResponseReturnValue:
    """What is lacking, and what there is to keep."""
    here = visit()
    known = roles(here)
    boxes = here.office.read(org, lambda session: particulars.boxes(session, org))
    rows = [_unheld(here, known, role, unit) for role, unit in unheld(here, known.values())]
    rows += [_empty(here, box) for box in boxes if box.holds and not box.members(here.day)]
    columns = (say("settings.overview.what"), say("settings.overview.lacks"), say("settings.overview.meanwhile"))
    part = Part(say("settings.overview.lacking"), columns, rows, say("settings.overview.nothing"))
    return show(here, Screen(say("settings.title"), (part, changes(here, known)), lead=say("settings.lead")))


def _unheld(here: Visit, known: dict[str, Role], role: Role, unit: str | None) -> list[Any]:
    """A function that nobody holds, and where what is meant for it goes."""
    cell = {"text": say("settings.holder", function=role.label, place=place_name(here, unit))}
    cell |= {"url": url_for("admin.function", org=here.org, function=role.id)}
    instead = role.stand_in(here.organisation, unit)
    return [cell, missing(say("settings.functions.not_held")), goes_to(here, known, instead)]


def _empty(here: Visit, box: Box) -> list[Any]:
    """A mailbox that holds something and has nobody in it."""
    return [mailbox_cell(here, box.key, box.name), missing(say("settings.nobody_in_it")), say("settings.overview.passes_on")]
