"""How the signed-in person wants the mail of each mailbox: at once, once a day, or not at all."""

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import visit
from admin.inputs import one_of
from engine.mails import AT_ONCE, HOW
from engine.store import directory, shares
from forms.decoder import decode, decode_query
from forms.view import Asked
from forms.wording import say

PREFIX = "how-"


def mail_choices(org: str) -> ResponseReturnValue:
    """One question for each of the person's mailboxes."""
    here = visit()
    mailboxes = sorted(here.actor.mailboxes)
    names = here.office.read(org, lambda session: directory.mailbox_names(session, org))
    shared = here.office.read(org, lambda session: directory.mailbox_addresses(session, org, mailboxes))
    chosen = here.office.read(org, lambda session: shares.chosen(session, org, here.actor.id))
    fields = [_question(key, names.get(key, key), chosen.get(key, AT_ONCE), shared.get(key, "")) for key in mailboxes]
    done = say("mailing.saved") if decode_query(request).first("done") == "saved" else ""
    return render_template("mail_choices.html", fields=fields, done=done, org=org)


def _question(key: str, name: str, chosen: str, address: str) -> Asked:
    options = [(how, say(f"mailing.how.{how}")) for how in HOW]
    field = one_of(f"{PREFIX}{key}", name, options, chosen)
    return replace(field, hint=say("mailing.shared", address=address)) if address else field


def choose_mail(org: str) -> ResponseReturnValue:
    """Stores what was chosen for the person's own mailboxes; anything else that was sent is nothing."""
    here = visit()
    sent = decode(request, lambda name: name.startswith(PREFIX))
    found = {key: sent.first(f"{PREFIX}{key}") for key in here.actor.mailboxes}
    known = {key: how for key, how in found.items() if how in HOW}
    here.office.write(org, lambda session: shares.choose(session, org, here.actor.id, known))
    return redirect(url_for("admin.mail_choices", org=org, done="saved"), 303)
