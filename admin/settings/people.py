"""Everyone who can sign in, and inviting one more by a link that is shown once."""

from functools import partial
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit
from admin.settings.entry import Entry
from admin.settings.page import Part, Screen, Sheet, carry_out, sent, show, visit
from admin.when import When
from engine.actions import invite as verbs
from engine.store import people as store
from engine.store.people import Account
from forms.wording import say


def people(org: str) -> ResponseReturnValue:
    """Everyone."""
    return _every(visit(), Entry())


def invite(org: str) -> ResponseReturnValue:
    """A new person; shows the link that lets them choose a password."""
    here, entry = visit(), sent()
    name, email = entry.text("name"), entry.address("email") or ""
    return carry_out(
        here,
        entry,
        lambda session, keeper: verbs.invite(session, keeper, here.office.sealer, here.office.base_url, name=name, email=email),
        partial(_every, here),
        to=lambda made: link_page(here, name, made[1], url_for("admin.account", org=org, person=made[0])),
    )


def link_page(here: Visit, name: str, token: str, to: str) -> ResponseReturnValue:
    """The link, which is nowhere else and not shown again."""
    url = here.office.base_url + url_for("admin.welcome", org=here.org, token=token)
    until = When(here.organisation, here.now).dated(here.now + verbs.OPEN)
    return render_template("settings_link.html", name=name, link=url, until=until, to=to)


def state(account: Account) -> dict[str, Any]:
    """Whether they can sign in."""
    if account.closed:
        return {"text": say("settings.accounts.closed"), "tag": ""}
    if not account.ready:
        return {"text": say("settings.accounts.invited"), "tag": "new"}
    return {"text": say("settings.accounts.open"), "tag": "done"}


def _every(here: Visit, entry: Entry, refused: str = "") -> ResponseReturnValue:
    found = here.office.read(here.org, lambda session: store.accounts(session, here.org))
    rows = [
        [
            {"text": account.name, "url": url_for("admin.account", org=here.org, person=account.id), "sub": account.email},
            ", ".join(dict.fromkeys(box.name for box in account.boxes if box.on(here.day))),
            ", ".join(dict.fromkeys(say(f"settings.rights.{given.right}") for given in account.given if given.on(here.day))),
            state(account),
        ]
        for account in sorted(found, key=lambda account: (account.closed, account.name.casefold()))
    ]
    form = entry.form("invite")
    fields = (form.line("name"), form.line("email", type="email"))
    sheet = Sheet("invite", say("settings.people.invite"), fields, say("settings.people.new"), say("settings.people.invite_lead"))
    columns = (say("settings.person"), say("settings.places.mailboxes"), say("settings.rights_title"), say("case.state"))
    part = Part("", columns, rows, sheets=(sheet,))
    return show(here, Screen(say("settings.places.accounts"), (part,), lead=say("settings.people.lead")), refused=refused)
