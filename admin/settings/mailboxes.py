"""The mailboxes, and one of them: what it is called, what it holds, and who is in it when."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit
from admin.settings.entry import Entry
from admin.settings.page import Part, Screen, Sheet, carry_out, sent, show, visit
from admin.settings.roles import roles
from admin.settings.wordings import day_name, holder_name, mailbox_cell, missing, since
from engine.actions import keep_mailbox
from engine.store import directory, particulars
from engine.store.particulars import Box, Term
from forms.wording import say


def mailboxes(org: str) -> ResponseReturnValue:
    """Every mailbox."""
    return _every(visit(), Entry())


def add_mailbox(org: str) -> ResponseReturnValue:
    """One more; leads to its page, where people come into it."""
    here, entry = visit(), sent()
    name, email = entry.text("name"), entry.address("email", needed=False)
    to = url_for("admin.mailboxes", org=org)
    return carry_out(
        here,
        entry,
        lambda session, keeper: keep_mailbox.add_mailbox(session, keeper, name, email),
        partial(_every, here),
        to=to,
        done="added",
    )


def _every(here: Visit, entry: Entry, refused: str = "") -> ResponseReturnValue:
    found, known = here.office.read(here.org, lambda session: particulars.boxes(session, here.org)), roles(here)
    rows = [
        [
            mailbox_cell(here, box.key, box.name),
            ", ".join(holder_name(here, known, holder) for holder in box.holds) or say("settings.holds_nothing"),
            _members(here, box),
        ]
        for box in found
    ]
    form = entry.form("add")
    fields = (form.line("name"), form.line("email", type="email", optional=True, hint=say("settings.mailboxes.email_hint")))
    sheet = Sheet("add", say("settings.mailboxes.add"), fields, say("settings.mailboxes.new"))
    columns = (say("settings.mailbox"), say("settings.holds"), say("settings.members"))
    part = Part("", columns, rows, say("settings.mailboxes.empty"), sheets=(sheet,))
    return show(here, Screen(say("settings.places.mailboxes"), (part,), lead=say("settings.mailboxes.lead")), refused=refused)


def _members(here: Visit, box: Box) -> Any:
    """Who is in it today; said in red where it holds something and nobody is."""
    inside = box.members(here.day)
    if inside:
        return ", ".join(dict.fromkeys(_member_name(term) for term in inside))
    return missing(say("settings.nobody_in_it")) if box.holds else ""


def _member_name(term: Term) -> str:
    return say("settings.substitute_name", name=term.name) if term.substitute else term.name


def mailbox(org: str, mailbox: str) -> ResponseReturnValue:
    """One mailbox."""
    return _one(visit(), mailbox, Entry())


def change_mailbox(org: str, mailbox: str) -> ResponseReturnValue:
    """Its name and address, or someone more in it."""
    here, entry = visit(), sent()
    to, again = url_for("admin.mailbox", org=org, mailbox=mailbox), partial(_one, here, mailbox)
    if entry.do == "member":
        return _add_member(here, mailbox, entry, to=to)
    name, email = entry.text("name"), entry.address("email", needed=False)
    return carry_out(
        here,
        entry,
        lambda session, keeper: keep_mailbox.change_mailbox(session, keeper, mailbox, name=name, email=email),
        again,
        to=to,
    )


def _add_member(here: Visit, mailbox: str, entry: Entry, *, to: str) -> ResponseReturnValue:
    known = dict(_people(here))
    person = entry.one_of("person", known)
    start, until = entry.span()
    substitute, first = entry.ticked("substitute"), start or here.day
    return carry_out(
        here,
        entry,
        lambda session, keeper: keep_mailbox.put_in(
            session, keeper, mailbox, UUID(person), start=first, until=until, substitute=substitute
        ),
        partial(_one, here, mailbox),
        to=to,
        done="added",
    )


def _people(here: Visit) -> list[tuple[str, str]]:
    """Everyone who may sign in, to choose among."""
    found = here.office.read(here.org, lambda session: directory.people(session, here.org))
    return [(str(person.id), f"{person.name}, {person.email}") for person in found]


def _one(here: Visit, key: str, entry: Entry, refused: str = "") -> ResponseReturnValue:
    box = here.office.read(here.org, lambda session: particulars.box(session, here.org, key)) or abort(404)
    known = roles(here)
    holds = [holder_name(here, known, holder) for holder in box.holds]
    empty = "" if box.members(here.day) or not holds else say("settings.mailboxes.nobody")
    parts = (
        Part(
            say("settings.members"),
            (say("settings.person"), say("settings.from"), say("settings.until"), say("case.state")),
            [_row(here, box, term) for term in box.terms],
            say("settings.mailboxes.nobody_yet"),
            lead=empty,
            sheets=(_member_sheet(here, entry),),
        ),
        Part(say("settings.holds"), lines=holds, empty="" if holds else say("settings.mailboxes.holds_none")),
        Part(say("settings.mailboxes.about"), sheets=(_about_sheet(box, entry),)),
    )
    back = url_for("admin.mailboxes", org=here.org), say("settings.places.mailboxes")
    return show(here, Screen(box.name, parts, over=say("settings.mailbox"), back=back, seen=box), refused=refused)


def _row(here: Visit, box: Box, term: Term) -> list[Any]:
    """One person's time in the mailbox."""
    url = url_for("admin.member", org=here.org, mailbox=box.key, person=term.person, day=term.start.isoformat())
    state = "in_it" if term.on(here.day) else "account_closed" if term.closed else "later" if term.start > here.day else "before"
    words = say(f"settings.states.{'substitute' if state == 'in_it' and term.substitute else state}")
    return [
        {"text": term.name, "url": url},
        since(term.start),
        day_name(term.until),
        {"text": words, "tag": "done" if state == "in_it" else ""},
    ]


def _member_sheet(here: Visit, entry: Entry) -> Sheet:
    form = entry.form("member")
    fields = (
        form.pick("person", _people(here)),
        form.day("from"),
        form.day("until"),
        form.tick("substitute"),
    )
    lead = say("settings.mailboxes.member_lead")
    return Sheet("member", say("settings.mailboxes.add_member"), fields, say("settings.mailboxes.new_member"), lead)


def _about_sheet(box: Box, entry: Entry) -> Sheet:
    form = entry.form("about")
    email = form.line("email", box.email or "", type="email", optional=True, hint=say("settings.mailboxes.email_hint"))
    return Sheet("about", say("settings.save"), (form.line("name", box.name), email), folded=False)
