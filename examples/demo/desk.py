"""The demonstration's own pages: who to be, what was mailed, and what time it is. They exist only here, never in an installation."""

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from admin.guard import session_cookie
from engine.actions.sign_in import open_session
from engine.calendars import moment_in_words
from engine.config import Settings
from engine.mails import REPORTER
from engine.office import Office
from engine.roster import Roster, read_roster
from engine.store import directory, outbox, tables
from engine.texts import Catalogue
from examples.demo.clock import MovableClock
from forms.decoder import decode
from forms.headers import is_https
from forms.web import make_app
from forms.wording import say

FOLDER = Path(__file__).parent
STEPS = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "three": timedelta(days=3),
    "week": timedelta(days=7),
    "month": timedelta(days=30),
}


def create_desk(office: Office, settings: Settings, *, secret: bytes, clock: MovableClock) -> Flask:
    """The pages under /demo."""
    app = make_app("demo", settings, secret=secret, clock=clock, texts=[Catalogue(FOLDER / "texts")], html=[FOLDER / "html"])
    app.register_blueprint(_pages(office, clock))
    return app


def _pages(office: Office, clock: MovableClock) -> Blueprint:
    pages = Blueprint("demo", __name__)

    @pages.get("/")
    def roles() -> ResponseReturnValue:
        return render_template("roles.html", organisations=[_roles(office, org, name) for org, name in office.organisations()])

    @pages.post("/become")
    def become() -> ResponseReturnValue:
        sent = decode(request)
        org, person = ("".join(sent.getlist(name)) for name in ("org", "person"))
        if office.organisation(org) is None or not re.fullmatch(r"[0-9a-f-]{36}", person):
            abort(404)
        token = office.write(org, lambda session: open_session(session, org, office.sealer, UUID(person), office.clock()))
        response = redirect(f"/admin/{org}/")
        response.set_cookie(session_cookie(org, https=is_https()), token, httponly=True, samesite="Lax", secure=is_https())
        return response

    @pages.get("/mail/")
    def mail() -> ResponseReturnValue:
        return render_template("mail.html", organisations=[_mail(office, org, name) for org, name in office.organisations()])

    @pages.get("/clock/")
    def time() -> ResponseReturnValue:
        now = clock().astimezone(_zone(office))
        return render_template("clock.html", now=moment_in_words(now, year=True), moved=clock.moved.days, steps=list(STEPS))

    @pages.post("/clock/")
    def move() -> ResponseReturnValue:
        step = STEPS.get("".join(decode(request).getlist("step")))
        if step is None:
            abort(404)
        clock.move(step)
        office.forget()
        return redirect("/demo/clock/")

    return pages


def _zone(office: Office) -> ZoneInfo | None:
    """The time zone of the first organisation, in which people read the clock."""
    found = next((office.organisation(org) for org, _ in office.organisations()), None)
    return found.zone if found else None


def _roles(office: Office, org: str, name: str) -> Mapping[str, Any]:
    """The people of an organisation with their titles, which only its file knows."""
    roster = _roster(org)
    found = {person.email: person for person in office.read(org, lambda session: directory.people(session, org))}
    people = [
        {"id": found[entry.email].id, "name": entry.name, "title": entry.title, "place": _place(roster, entry.key)}
        for entry in roster.people
        if entry.email in found
    ]
    return {"key": org, "name": name, "people": people}


def _place(roster: Roster, person: str) -> str:
    """The unit of the first mailbox that a person is in."""
    for mailbox in roster.mailboxes:
        if any(member.person == person for member in mailbox.members):
            units = [holder.unit for holder in mailbox.holds if holder.unit]
            return roster.organisation.units[units[0]].name if units else roster.organisation.name
    return roster.organisation.name


def _roster(org: str) -> Roster:
    return read_roster((FOLDER.parent / org / "organisation.yaml").read_bytes())


def _mail(office: Office, org: str, name: str) -> Mapping[str, Any]:
    """The latest mails of an organisation."""
    organisation = office.organisation(org)
    zone = organisation.zone if organisation else None
    rows = office.read(org, lambda session: outbox.shelf(session, org, 60))
    mails = [
        {
            "to": _to(row),
            "subject": row.subject,
            "body": _with_links(row.body),
            "when": moment_in_words(row.created_at.astimezone(zone)),
        }
        for row in rows
    ]
    return {"name": name, "mails": mails}


def _to(row: tables.OutgoingMail) -> str:
    """Who got a mail that has left the queue; nobody where all hear of it later, with others."""
    if row.sent_at is None:
        return say("demo.mail.waiting")
    if row.kind == REPORTER:
        return say("demo.mail.reporter")
    return say("demo.mail.to", to=", ".join(row.recipients)) if row.recipients else say("demo.mail.gathered")


def _with_links(body: str) -> Markup:
    """The body with its own addresses as links, as a mail program shows them."""
    parts = re.split(r"(https?://\S+)", body)
    return Markup("").join(
        Markup('<a class="govuk-link" href="{0}">{0}</a>').format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    )
