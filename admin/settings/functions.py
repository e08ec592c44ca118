"""Who holds which function where, what nobody holds, and where what is meant for it then goes."""

from functools import partial
from typing import Any

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit
from admin.settings.entry import Entry
from admin.settings.page import Part, Screen, Sheet, carry_out, sent, show, visit
from admin.settings.roles import Role, places, roles
from admin.settings.wordings import TOP, by_place, goes_to, mailbox_cell, missing, place_name
from engine.actions import keep_mailbox
from engine.organisation import Holder
from engine.store import directory
from engine.texts import in_language
from forms.wording import language, say

NONE = "-"
"""What is chosen for no mailbox."""


def functions(org: str) -> ResponseReturnValue:
    """Every function with how many places it is held for, and lacks."""
    here = visit()
    rows = [
        [
            {"text": role.label, "url": url_for("admin.function", org=org, function=role.id)},
            ", ".join(in_language(template.title, language()) for template in role.templates) or say("settings.functions.unused"),
            _state(here, role),
        ]
        for role in roles(here).values()
    ]
    columns = (say("settings.function"), say("settings.functions.templates"), say("case.state"))
    part = Part("", columns, rows, say("settings.functions.empty"))
    return show(here, Screen(say("settings.places.functions"), (part,), lead=say("settings.functions.lead")))


def _state(here: Visit, role: Role) -> Any:
    """Held everywhere, or for how many places it is not."""
    if not role.templates:
        return ""
    lacking = [unit for unit in places(here, role) if here.organisation.holder(role.id, unit) is None]
    return (
        missing(say("settings.functions.lacking", count=len(lacking)))
        if lacking
        else {"text": say("settings.functions.held"), "tag": "done"}
    )


def function(org: str, function: str) -> ResponseReturnValue:
    """One function, place by place."""
    return _one(visit(), function, Entry())


def change_function(org: str, function: str) -> ResponseReturnValue:
    """Another mailbox holds it at a place, or none."""
    here, entry = visit(), sent()
    role = roles(here).get(function) or abort(404)
    place = entry.one_of("place", [TOP, *here.organisation.units])
    mailbox = entry.one_of("mailbox", [NONE, *_names(here)])
    holder = Holder(role.id, None if place == TOP else place)
    return carry_out(
        here,
        entry,
        lambda session, keeper: keep_mailbox.hold(session, keeper, holder, None if mailbox == NONE else mailbox),
        partial(_one, here, function),
        to=url_for("admin.function", org=org, function=function),
    )


def _names(here: Visit) -> dict[str, str]:
    return here.office.read(here.org, lambda session: directory.mailbox_names(session, here.org))


def _one(here: Visit, id: str, entry: Entry, refused: str = "") -> ResponseReturnValue:
    known, names = roles(here), _names(here)
    role = known.get(id) or abort(404)
    held = {holder: key for holder, key in here.organisation.mailboxes.items() if holder.function == id}
    wanted: list[str | None] = places(here, role) if role.templates else []
    order = dict.fromkeys([*(unit for unit in (None, *here.organisation.units) if Holder(id, unit) in held), *wanted])
    rows = [[place_name(here, unit), _held(here, known, Holder(id, unit), names)] for unit in order]
    form = entry.form("hold")
    boxes = [*sorted(names.items(), key=lambda item: item[1].casefold()), (NONE, say("settings.functions.none"))]
    fields = (form.pick("place", by_place(here)), form.pick("mailbox", boxes))
    sheet = Sheet("hold", say("settings.save"), fields, folded=False)
    columns = (say("settings.place"), say("settings.mailbox"))
    lead = say("settings.functions.at_top" if role.at_top else "settings.functions.in_units")
    parts = (Part("", columns, rows, say("settings.functions.empty"), lead=lead), Part(say("settings.functions.change"), sheets=(sheet,)))
    back = url_for("admin.functions", org=here.org), say("settings.places.functions")
    seen = sorted((str(holder), key) for holder, key in held.items())
    return show(here, Screen(role.label, parts, over=say("settings.function"), back=back, seen=seen), refused=refused)


def _held(here: Visit, known: dict[str, Role], holder: Holder, names: dict[str, str]) -> Any:
    """Which mailbox holds the function at a place: its own, that of something above it, or none."""
    organisation, role = here.organisation, known[holder.function]
    found = organisation.holder(holder.function, holder.unit)
    if found is None:
        instead = role.stand_in(organisation, holder.unit)
        return missing(say("settings.functions.not_held")) | {"sub": goes_to(here, known, instead)}
    key = organisation.mailboxes[found]
    cell = mailbox_cell(here, key, names.get(key, key))
    return cell if found == holder else cell | {"sub": say("settings.functions.by", place=place_name(here, found.unit))}
