"""Someone's time in a mailbox: until when, as a substitute or not, and leaving it at once."""

from datetime import date
from functools import partial
from uuid import UUID

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit
from admin.settings.entry import Entry
from admin.settings.page import Part, Screen, Sheet, carry_out, sent, show, visit
from admin.settings.wordings import since
from engine.actions import keep_mailbox
from engine.store import particulars
from forms.wording import say

Whose = tuple[str, UUID, date]
"""A mailbox, a person in it, and the first day there."""


def member(org: str, mailbox: str, person: UUID, day: str) -> ResponseReturnValue:
    """One person's time in a mailbox, which began on a day."""
    return _show(visit(), (mailbox, person, _day(day)), Entry())


def change_member(org: str, mailbox: str, person: UUID, day: str) -> ResponseReturnValue:
    """Its last day and capacity, or its end at once."""
    here, entry, start = visit(), sent(), _day(day)
    again, to = partial(_show, here, (mailbox, person, start)), url_for("admin.mailbox", org=org, mailbox=mailbox)
    if entry.do == "out":
        return carry_out(
            here,
            entry,
            lambda session, keeper: keep_mailbox.take_out(session, keeper, mailbox, person, start=start),
            again,
            to=to,
            done="removed",
        )
    until, substitute = entry.day("until"), entry.ticked("substitute")
    return carry_out(
        here,
        entry,
        lambda session, keeper: keep_mailbox.change_term(session, keeper, mailbox, person, start=start, until=until, substitute=substitute),
        again,
        to=to,
    )


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        abort(404)


def _show(here: Visit, whose: Whose, entry: Entry, refused: str = "") -> ResponseReturnValue:
    mailbox, person, start = whose
    box = here.office.read(here.org, lambda session: particulars.box(session, here.org, mailbox)) or abort(404)
    term = next((term for term in box.terms if (term.person, term.start) == (person, start)), None) or abort(404)
    form = entry.form("term")
    fields = (form.day("until", term.until), form.tick("substitute", term.substitute))
    alone = [other.person for other in box.members(here.day)] == [term.person]
    lead = say("settings.member.last" if alone else "settings.member.out_lead")
    parts = (
        Part(lead=say("settings.member.since", day=since(term.start)) if since(term.start) else ""),
        Part(sheets=(Sheet("term", say("settings.save"), fields, folded=False),)),
        Part(sheets=(Sheet("out", say("settings.member.out"), title=say("settings.member.out_title"), lead=lead, kind="warning"),)),
    )
    back = url_for("admin.mailbox", org=here.org, mailbox=mailbox), box.name
    return show(here, Screen(term.name, parts, over=box.name, back=back, seen=box), refused=refused)
