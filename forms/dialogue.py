"""The dialogue with whoever sent a report, without an account: the code on the receipt opens it, and nothing of it is in an address."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from engine.actions.write_message import Written, write_as_reporter
from engine.errors import NotPossible
from engine.fields import Context
from engine.office import Unavailable
from engine.organisation import Organisation
from engine.store import attachments
from engine.store.tables import Submission
from forms.codes import ask
from forms.contact import KEPT, REMOVED, save_contact
from forms.decoder import decode, decode_query
from forms.dialogue_form import TEXT, Filled, filled, message_form
from forms.dialogue_page import drawn
from forms.dialogue_visit import end_visit, opened, remember_visit, visited_report
from forms.door import door, organisation_of
from forms.progress import of_report
from forms.visit import see_other
from forms.wording import language, say

SENT = "sent"
DONE = (SENT, KEPT, REMOVED)


def begin(organisation: Organisation, code: str, unsent: str = "") -> Response | None:
    """Opens a visit by the code on the receipt; None for a code that opens nothing here.

    `unsent` is what was written when the visit before was over: it stands in the form again.
    """
    found = opened(organisation.key, code)
    if found is None:
        return None
    token, report = found
    page = Response(drawn(organisation, report, begun=unsent), content_type="text/html; charset=utf-8") if unsent else None
    return remember_visit(page or see_other("dialogue", org=organisation.key), organisation.key, token)


def dialogue(org: str) -> ResponseReturnValue:
    """The page of an open visit."""
    organisation, report = organisation_of(org), visited_report(org)
    if report is None:
        return see_other("status", org=org, told="over")
    done = decode_query(request).first("done")
    return drawn(organisation, report, done=done if done in DONE else "")


def write_message(org: str) -> ResponseReturnValue:
    """Takes what was written; what can not be taken stays on the page."""
    organisation, report, posted = organisation_of(org), visited_report(org), decode(request)
    if report is None:
        return ask(org, notice=say("public.status.unsent"), unsent=posted.first(TEXT)), 403
    row = of_report(organisation, report).row
    sent = filled(message_form(), Context(organisation, door().office.clock(), language()), posted)
    if not sent.problems and not sent.reading.answers:
        sent = sent.missing(TEXT)
    if sent.problems:
        return drawn(organisation, report, sent=sent), 422
    text = sent.reading.answers.get(TEXT, "")
    try:
        _store(organisation, row, text, sent)
    except NotPossible:
        return drawn(organisation, report, begun=text, refused="many"), 429
    except Unavailable:
        return drawn(organisation, report, begun=text, refused="failed"), 503
    return see_other("dialogue", org=org, done=SENT)


def _store(organisation: Organisation, row: Submission, text: str, sent: Filled) -> None:
    office, org = door().office, organisation.key
    scene = office.scene(org, row.template, row.version)
    if scene is None:
        raise Unavailable("gone meanwhile")
    written = Written(text, tuple(attachments.seal(office.sealer, org, file) for file in sent.files))
    office.write(org, lambda session: write_as_reporter(session, scene, row.id, written))


def keep_contact(org: str) -> ResponseReturnValue:
    """Keeps or removes the address that is told when something happens."""
    organisation, report = organisation_of(org), visited_report(org)
    if report is None:
        return see_other("status", org=org, told="over")
    done, wrong = save_contact(organisation, report, decode(request))
    return (drawn(organisation, report, address=wrong), 422) if wrong else see_other("dialogue", org=org, done=done)


def leave(org: str) -> ResponseReturnValue:
    """Ends the visit."""
    organisation_of(org)
    decode(request)
    return end_visit(see_other("status", org=org, told="left"), org)


def add_dialogue(pages: Blueprint) -> None:
    """Add these views to the public pages."""
    pages.add_url_rule("/<org>/status/dialogue", "dialogue", dialogue)
    pages.add_url_rule("/<org>/status/dialogue", "write_message", write_message, methods=["POST"])
    pages.add_url_rule("/<org>/status/contact", "keep_contact", keep_contact, methods=["POST"])
    pages.add_url_rule("/<org>/status/leave", "leave", leave, methods=["POST"])
