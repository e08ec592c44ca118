"""The register of who decides on behalf of the organisation, and who could decide without being in it."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit
from admin.settings.entry import Entry
from admin.settings.page import Part, Screen, Sheet, carry_out, sent, show, visit
from admin.settings.roles import Role, roles
from admin.settings.wordings import by_place, day_name, holder_name, place_name, since
from engine.actions import keep_delegation
from engine.organisation import Holder
from engine.store import delegations as store
from engine.store import directory
from engine.store.delegations import Delegation, nearest
from forms.wording import say

_LONGEST = 60


def delegations(org: str) -> ResponseReturnValue:
    """The register."""
    return _register(visit(), Entry())


def change_delegations(org: str) -> ResponseReturnValue:
    """One line more, or the end of one."""
    here, entry = visit(), sent()
    again, to = partial(_register, here), url_for("admin.delegations", org=org)
    if entry.do == "end":
        line, until = entry.one_of("delegation", [str(line.id) for line in _lines(here)]), entry.day("until", needed=True)
        return carry_out(
            here,
            entry,
            lambda session, keeper: keep_delegation.end_delegation(session, keeper, UUID(line), until or here.day),
            again,
            to=to,
        )
    typed = _typed(here, entry)
    return carry_out(here, entry, lambda session, keeper: keep_delegation.delegate(session, keeper, typed), again, to=to, done="added")


def _typed(here: Visit, entry: Entry) -> Delegation:
    """The line that was typed; what is wrong stands in the entry."""
    number = entry.text("number", longest=_LONGEST)
    function = entry.one_of("function", roles(here), needed=False)
    person = entry.one_of("person", _people(here), needed=False)
    if bool(function) == bool(person):
        entry.wrong("function", say("settings.refused.one-of-two"))
    unit = entry.one_of("place", here.organisation.units, needed=False)
    start, until = entry.span()
    return keep_delegation.new_line(
        number,
        function=function or None,
        person=UUID(person) if person else None,
        unit=unit or None,
        start=start or here.day,
        until=until,
    )


def _lines(here: Visit) -> tuple[Delegation, ...]:
    return here.office.read(here.org, lambda session: store.register(session, here.org))


def _people(here: Visit) -> dict[str, str]:
    found = here.office.read(here.org, lambda session: directory.people(session, here.org))
    return {str(person.id): person.name for person in found}


def _register(here: Visit, entry: Entry, refused: str = "") -> ResponseReturnValue:
    lines, known, people = _lines(here), roles(here), _people(here)

    def who(line: Delegation) -> str:
        if line.function is not None:
            return known[line.function].label if line.function in known else line.function
        return people.get(str(line.person), say("settings.states.account_closed"))

    rows = [
        [line.number, who(line), place_name(here, line.unit), since(line.start), day_name(line.until), _state(here, line)] for line in lines
    ]
    sheets = [_new(here, entry, known, people)]
    open_lines = [line for line in lines if line.until is None or here.day <= line.until]
    if open_lines:
        end = entry.form("end")
        picks = [(str(line.id), f"{line.number}, {who(line)}, {place_name(here, line.unit)}") for line in open_lines]
        fields = (end.pick("delegation", picks), end.day("until", optional=False))
        sheets.append(Sheet("end", say("settings.save"), fields, say("settings.delegations.end"), say("settings.delegations.end_lead")))
    columns = tuple(say(f"settings.{name}") for name in ("delegations.number", "delegations.who", "place", "from", "until"))
    lacking = [holder_name(here, known, holder) for holder in _outside(here, known, lines)] if lines else []
    parts = (
        Part("", (*columns, say("case.state")), rows, say("settings.delegations.empty"), sheets=tuple(sheets)),
        *([Part(say("settings.delegations.outside"), lead=say("settings.delegations.outside_lead"), lines=lacking)] if lacking else []),
    )
    screen = Screen(say("settings.places.delegations"), parts, lead=say("settings.delegations.lead"), seen=lines)
    return show(here, screen, refused=refused)


def _state(here: Visit, line: Delegation) -> dict[str, Any]:
    if line.on(here.day):
        return {"text": say("settings.delegations.holds"), "tag": "done"}
    return {"text": say("settings.states.later" if here.day < line.start else "settings.delegations.ended"), "tag": ""}


def _new(here: Visit, entry: Entry, known: dict[str, Role], people: dict[str, str]) -> Sheet:
    form = entry.form("new")
    fields = (
        form.line("number", hint=say("settings.delegations.number_hint")),
        form.pick(
            "function", [(role.id, role.label) for role in known.values()], optional=True, empty=say("settings.delegations.no_function")
        ),
        form.pick("person", list(people.items()), optional=True, empty=say("settings.delegations.no_person")),
        form.pick("place", by_place(here)[1:], optional=True, empty=say("settings.people.everywhere")),
        form.day("from"),
        form.day("until"),
    )
    return Sheet("new", say("settings.delegations.add"), fields, say("settings.delegations.new"), say("settings.delegations.new_lead"))


def _outside(here: Visit, known: dict[str, Role], lines: tuple[Delegation, ...]) -> Iterator[Holder]:
    """Every function, with its place, that can take a decision today without a line of the register that reaches it."""
    for role in known.values():
        holders = sorted(holder for holder in here.organisation.mailboxes if holder.function == role.id and role.decides)
        its = [line for line in lines if line.function == role.id and line.on(here.day)]
        yield from (holder for holder in holders if nearest(here.organisation, its, holder.unit) is None)
