"""Mail that did not arrive, for those who administer: to whom, when and why, and a way to try again. Never what it said."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import visit
from admin.inputs import some_of
from admin.when import When
from engine.actions.try_mail import try_mail as try_again
from engine.ids import read_id
from engine.store import directory, failed_mail
from engine.store.failed_mail import FailedMail
from engine.store.outbox import SHUT
from engine.store.readers import names_of
from engine.store.report_readers import BLIND, EMPTY
from forms.decoder import decode, decode_query
from forms.view import Pick
from forms.wording import say


def failed_mails(org: str) -> ResponseReturnValue:
    """Those that were given up, to choose among, and those that only some got."""
    here = visit()
    found = here.office.read(org, lambda session: failed_mail.failed(session, org))
    mailboxes = here.office.read(org, lambda session: directory.mailbox_names(session, org))
    people = here.office.read(org, lambda session: names_of(session, org, {mail.person for mail in found if mail.person}))
    told = [(mail, _Told(mail, mailboxes, people), When(here.organisation, here.now).moment(mail.written)) for mail in found]
    given_up = [Pick(str(mail.id), f"{one.whom}, {when}", hint=one.why) for mail, one, when in told if mail.given_up]
    partly = [[one.whom, when, one.why] for mail, one, when in told if not mail.given_up]
    field = some_of("mail", say("failed_mail.which"), given_up) if given_up else None
    tried = decode_query(request).first("done") == "tried"
    return render_template("failed_mails.html", field=field, partly=partly, done=say("failed_mail.tried") if tried else "", org=org)


@dataclass(frozen=True)
class _Told:
    """A mail in words."""

    mail: FailedMail
    mailboxes: Mapping[str, str]
    people: Mapping[UUID, str]

    @property
    def whom(self) -> str:
        """The mailbox, or the person whom a digest was for."""
        mailbox = self.mailboxes.get(self.mail.mailbox or "")
        person = self.people.get(self.mail.person) if self.mail.person else None
        return mailbox or person or say("failed_mail.somebody")

    @property
    def why(self) -> str:
        """Why it did not arrive; what a mail server said is told as it said it."""
        error = self.mail.error
        return say(f"failed_mail.{error}") if error in (EMPTY, SHUT, BLIND) else say("failed_mail.server", error=error)


def try_mail(org: str) -> ResponseReturnValue:
    """Tries those that were chosen again."""
    here = visit()
    sent = decode(request, lambda name: name == "mail")
    mails = [id for text in sent.getlist("mail") if (id := read_id(text)) is not None]
    tried = here.office.write(org, lambda session: try_again(session, org, mails, here.actor, here.now))
    return redirect(url_for("admin.failed_mails", org=org, done="tried" if tried else None), 303)
