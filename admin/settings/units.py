"""The units as a tree, new ones, and many at once from a list that is shown as what it will change before it does."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit
from admin.settings.entry import Entry
from admin.settings.page import Part, Screen, Sheet, carry_out, sent, show, visit
from admin.settings.wordings import day_name, place_name
from engine.actions import keep_units
from engine.organisation import Unit
from engine.roster import Change, Listed, read_units
from engine.wording import fault_in_words
from forms.wording import language, say


def units(org: str) -> ResponseReturnValue:
    """Every unit."""
    return _every(visit(), Entry())


def add_unit(org: str) -> ResponseReturnValue:
    """One more, or what a list says: first as a preview, and then for good."""
    here, entry = visit(), sent()
    to = url_for("admin.units", org=org)
    if entry.do == "list":
        return _preview(here, entry)
    if entry.do == "take":
        text = entry.text("list", longest=_LONGEST)
        return carry_out(here, entry, lambda session, keeper: keep_units.take_in(session, keeper, text), partial(_again, here, text), to=to)
    name, kind = entry.text("name"), entry.text("kind", needed=False)
    parent, start = entry.one_of("parent", here.organisation.units, needed=False), entry.day("from")
    return carry_out(
        here,
        entry,
        lambda session, keeper: keep_units.add_unit(session, keeper, name, kind=kind, parent=parent or None, start=start),
        partial(_every, here),
        to=to,
        done="added",
    )


_LONGEST = 200_000


def _every(here: Visit, entry: Entry, refused: str = "") -> ResponseReturnValue:
    rows = [_row(here, unit) for unit in _tree(here.organisation.units)]
    form, listed = entry.form("add"), entry.form("list")
    parents = [(key, unit.name) for key, unit in here.organisation.units.items()]
    fields = (
        form.line("name"),
        form.line("kind", optional=True, hint=say("settings.units.kind_hint")),
        form.pick("parent", parents, optional=True, empty=here.organisation.name),
        form.day("from"),
    )
    sheets = (
        Sheet("add", say("settings.units.add"), fields, say("settings.units.new")),
        Sheet(
            "list",
            say("settings.units.preview"),
            (listed.area("list", hint=say("settings.units.list_hint")),),
            say("settings.units.list"),
            say("settings.units.list_lead"),
            files=say("settings.units.file"),
        ),
    )
    columns = (say("settings.unit"), say("settings.fields.kind"), say("settings.fields.parent"), say("case.state"))
    part = Part("", columns, rows, say("settings.units.empty"), sheets=sheets)
    screen = Screen(say("settings.places.units"), (part,), lead=say("settings.units.lead"), seen=here.organisation.units)
    return show(here, screen, refused=refused)


def _tree(units: Mapping[str, Unit], above: str | None = None) -> Iterator[Unit]:
    """Each unit after the one that it belongs to."""
    for unit in units.values():
        if unit.parent == above:
            yield unit
            yield from _tree(units, unit.key)


def _row(here: Visit, unit: Unit) -> list[Any]:
    cell = {"text": unit.name, "url": url_for("admin.unit", org=here.org, unit=unit.key), "sub": unit.key}
    return [cell, unit.kind, place_name(here, unit.parent), state(here, unit)]


def state(here: Visit, unit: Unit) -> dict[str, Any]:
    """Whether it takes reports."""
    if unit.open_on(here.day):
        words = say("settings.units.open_until", day=day_name(unit.until)) if unit.until else say("settings.units.open")
        return {"text": words, "tag": "done"}
    later = unit.start is not None and here.day < unit.start
    return {"text": say("settings.units.later", day=day_name(unit.start)) if later else say("settings.units.ended"), "tag": ""}


def _preview(here: Visit, entry: Entry) -> ResponseReturnValue:
    """What a list will change, before anything is done."""
    text = entry.uploaded() or entry.text("list", longest=_LONGEST)
    if not entry.fine:
        return _every(here, entry)
    listed = read_units(text, here.organisation)
    if listed.wrong:
        entry.wrong("list", " ".join(_wrong(listed)))
        return _every(here, entry)
    return _shown(here, text, listed)


def _wrong(listed: Listed) -> Iterator[str]:
    for wrong in listed.wrong[:10]:
        words = fault_in_words(wrong.fault, language())
        yield say("settings.units.line", number=wrong.line, words=words) if wrong.line else words


def _again(here: Visit, text: str, entry: Entry, refused: str) -> ResponseReturnValue:
    """The preview as it is now, when somebody else has changed the units meanwhile."""
    return _shown(here, text, read_units(text, here.organisation), refused)


def _shown(here: Visit, text: str, listed: Listed, refused: str = "") -> ResponseReturnValue:
    form = Entry().form("take")
    lines = [_told(change) for change in listed.changes]
    sheet = Sheet("take", say("settings.units.take"), (form.area("list", text),), kind="", folded=False)
    part = Part(
        "",
        lines=lines,
        empty="" if lines else say("settings.units.nothing_changes"),
        lead=say("settings.units.same", count=listed.same) if listed.same else "",
        sheets=(sheet,) if lines else (),
    )
    back = url_for("admin.units", org=here.org), say("settings.places.units")
    return show(here, Screen(say("settings.units.will_change"), (part,), back=back, seen=here.organisation.units), refused=refused)


def _told(change: Change) -> str:
    """A change in words: a new unit, or which of its parts become what."""
    after = change.after
    if change.before is None:
        return say("settings.units.will_add", name=after.name, key=after.key)
    parts = [f"{say(f'settings.units.parts.{part}')}: {_part(change.before, part)} → {_part(after, part)}" for part in change.parts]
    return say("settings.units.will_become", name=change.before.name, parts=", ".join(parts))


def _part(unit: Unit, part: str) -> str:
    return str(getattr(unit, "start" if part == "from" else part) or "–")
