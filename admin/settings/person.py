"""One person: what they see in words, their mailboxes and rights, and their account."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit
from admin.settings.entry import Entry
from admin.settings.page import Part, Screen, Sheet, carry_out, sent, show, visit
from admin.settings.people import link_page, state
from admin.settings.sees import sees
from admin.settings.wordings import by_place, day_name, mailbox_cell, place_name, since
from engine.actions import invite, keep_person
from engine.roster.schema import RIGHTS
from engine.store import people as store
from engine.store.people import Account
from forms.wording import say


def person(org: str, person: UUID) -> ResponseReturnValue:
    """One person."""
    return _one(visit(), person, Entry())


def change_person(org: str, person: UUID) -> ResponseReturnValue:
    """Whatever one of the page's forms does."""
    here, entry = visit(), sent()
    again, to = partial(_one, here, person), url_for("admin.account", org=org, person=person)
    if entry.do == "link":
        name = _account(here, person).name
        return carry_out(
            here,
            entry,
            lambda session, keeper: invite.invite_again(session, keeper, here.office.sealer, person),
            again,
            to=lambda token: link_page(here, name, token, to),
        )
    change = _CHANGES.get(entry.do, _about)
    return carry_out(here, entry, change(here, entry, person), again, to=to)


def _about(here: Visit, entry: Entry, id: UUID) -> Any:
    name, email = entry.text("name"), entry.address("email") or ""
    return lambda session, keeper: keep_person.change_person(session, keeper, id, name=name, email=email)


def _give(here: Visit, entry: Entry, id: UUID) -> Any:
    right, unit = entry.one_of("right", RIGHTS), entry.one_of("place", ["", *here.organisation.units], needed=False)
    start, until = entry.span()
    first = start or here.day
    return lambda session, keeper: keep_person.give(session, keeper, id, right, unit=unit or None, start=first, until=until)


def _take_back(here: Visit, entry: Entry, id: UUID) -> Any:
    given = entry.one_of("given", [str(item.id) for item in _account(here, id).given])
    return lambda session, keeper: keep_person.take_back(session, keeper, id, UUID(given))


def _close(here: Visit, entry: Entry, id: UUID) -> Any:
    return lambda session, keeper: keep_person.close_account(session, keeper, id)


def _open(here: Visit, entry: Entry, id: UUID) -> Any:
    return lambda session, keeper: keep_person.open_account(session, keeper, id)


_CHANGES = {"about": _about, "give": _give, "back": _take_back, "close": _close, "open": _open}
"""What each form does: reads what was typed, and gives the verb."""


def _account(here: Visit, id: UUID) -> Account:
    return here.office.read(here.org, lambda session: store.one(session, here.org, id)) or abort(404)


def _one(here: Visit, id: UUID, entry: Entry, refused: str = "") -> ResponseReturnValue:
    account = _account(here, id)
    boxes = [
        [mailbox_cell(here, box.mailbox, box.name), since(box.start), day_name(box.until)]
        for box in account.boxes
        if box.until is None or here.day <= box.until
    ]
    span = (say("settings.from"), say("settings.until"))
    parts = (
        Part(say("settings.sees.title"), lines=sees(here, account)),
        Part(say("settings.places.mailboxes"), (say("settings.mailbox"), *span), boxes, say("settings.people.no_boxes")),
        _rights(here, account, entry),
        Part(say("settings.people.about"), sheets=(_about_sheet(account, entry),)),
        Part(say("settings.people.account"), lead=str(state(account)["text"]), sheets=tuple(_account_sheets(account))),
    )
    back = url_for("admin.accounts", org=here.org), say("settings.places.accounts")
    return show(here, Screen(account.name, parts, over=account.email, back=back, seen=account), refused=refused)


def _rights(here: Visit, account: Account, entry: Entry) -> Part:
    now = [given for given in account.given if given.until is None or here.day <= given.until]
    rows = [
        [say(f"settings.rights.{given.right}"), place_name(here, given.unit), since(given.start), day_name(given.until)] for given in now
    ]
    give, back = entry.form("give"), entry.form("back")
    names = [(right, say(f"settings.rights.{right}")) for right in RIGHTS]
    fields = (give.pick("right", names), give.pick("place", by_place(here)[1:], optional=True, empty=say("settings.people.everywhere")))
    days = (give.day("from"), give.day("until"))
    sheets = [
        Sheet("give", say("settings.people.give"), (*fields, *days), say("settings.people.give_title"), say("settings.people.give_lead"))
    ]
    if now:
        known = [(str(given.id), f"{say(f'settings.rights.{given.right}')}, {place_name(here, given.unit)}") for given in now]
        sheets.append(Sheet("back", say("settings.people.back"), (back.pick("given", known),), say("settings.people.back_title")))
    columns = (say("settings.right"), say("settings.place"), say("settings.from"), say("settings.until"))
    return Part(say("settings.rights_title"), columns, rows, say("settings.people.no_rights"), sheets=tuple(sheets))


def _about_sheet(account: Account, entry: Entry) -> Sheet:
    form = entry.form("about")
    fields = (form.line("name", account.name), form.line("email", account.email, type="email"))
    return Sheet("about", say("settings.save"), fields, folded=False)


def _account_sheets(account: Account) -> list[Sheet]:
    if account.closed:
        lead = say("settings.people.open_lead")
        return [Sheet("open", say("settings.people.open"), title=say("settings.people.open_title"), lead=lead)]
    return [
        Sheet("link", say("settings.people.link"), title=say("settings.people.link_title"), lead=say("settings.people.link_lead")),
        Sheet(
            "close",
            say("settings.people.close"),
            title=say("settings.people.close_title"),
            lead=say("settings.people.close_lead"),
            kind="warning",
        ),
    ]
