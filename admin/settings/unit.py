"""One unit: its words and place, and its end with what takes its place."""

from functools import partial

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit
from admin.settings.entry import Entry
from admin.settings.page import Part, Screen, Sheet, carry_out, sent, show, visit
from admin.settings.units import state
from engine.actions import keep_units
from forms.wording import say


def unit(org: str, unit: str) -> ResponseReturnValue:
    """One unit."""
    return _one(visit(), unit, Entry())


def change_unit(org: str, unit: str) -> ResponseReturnValue:
    """Its words, or its end."""
    here, entry = visit(), sent()
    to, again, known = url_for("admin.unit", org=org, unit=unit), partial(_one, here, unit), here.organisation.units
    if entry.do == "end":
        until, successor = entry.day("until"), entry.one_of("successor", known, needed=False)
        return carry_out(
            here, entry, lambda session, keeper: keep_units.end_unit(session, keeper, unit, until, successor or None), again, to=to
        )
    name, kind, area = entry.text("name"), entry.text("kind", needed=False), entry.text("area", needed=False)
    parent = entry.one_of("parent", known, needed=False)
    return carry_out(
        here,
        entry,
        lambda session, keeper: keep_units.change_unit(session, keeper, unit, name=name, kind=kind, area=area, parent=parent or None),
        again,
        to=to,
    )


def _one(here: Visit, key: str, entry: Entry, refused: str = "") -> ResponseReturnValue:
    organisation = here.organisation
    found = organisation.units.get(key) or abort(404)
    others = [(other.key, other.name) for other in organisation.units.values() if other.key != key]
    about, end = entry.form("about"), entry.form("end")
    fields = (
        about.line("name", found.name),
        about.line("kind", found.kind, optional=True, hint=say("settings.units.kind_hint")),
        about.line("area", found.area, optional=True),
        about.pick("parent", others, found.parent or "", optional=True, empty=organisation.name),
    )
    ending = (
        end.day("until", found.until),
        end.pick("successor", others, found.successor or "", optional=True, empty=say("settings.units.no_successor")),
    )
    sheets = (
        Sheet("about", say("settings.save"), fields, folded=False),
        Sheet("end", say("settings.save"), ending, say("settings.units.end"), say("settings.units.end_lead")),
    )
    part = Part(lead=str(state(here, found)["text"]), sheets=sheets)
    back = url_for("admin.units", org=here.org), say("settings.places.units")
    return show(here, Screen(found.name, (part,), over=key, back=back, seen=organisation.units), refused=refused)
