"""A scheduled mail as it would go out now, for those who may see its numbers."""

from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from admin.schedules.shelf import Shelf
from admin.settings.page import visit
from admin.when import When
from engine import dispatch
from engine.access import sees_numbers
from engine.actions.report_recipients import Units, recipients
from engine.mails import Letter
from engine.statistics.occasions import due_at, latest
from engine.statistics.period import Span
from engine.store import directory
from engine.store.schedules import Key
from engine.texts import in_language
from forms.wording import language


def scheduled_mail(org: str, template: str, report: str, *, number: int, mailbox: str) -> ResponseReturnValue:
    """Exactly the mail about the last period that is over. Whoever may not see the numbers is told that, since keeping is not reading."""
    shelf, key = Shelf.of(visit()), Key(template, report, number)
    here, kept, found = shelf.here, shelf.kept.get(key), shelf.report(key)
    if kept is None or found is None:
        abort(404)
    span = latest(shelf.plan(kept), here.organisation, here.day)
    to = recipients(shelf.round.templates[template], here.organisation, shelf.plan(kept).to, span) if span is not None else {}
    if span is None or mailbox not in to:
        abort(404)
    shown: dict[str, Any] = {"title": in_language(found.title, language()), "back": shelf.url(key)}
    letter = _letter(shelf, key, units=to[mailbox], span=span)
    if letter is not None:
        box = here.office.read(org, lambda session: directory.mailbox_names(session, org)).get(mailbox, mailbox)
        when = When(here.organisation, here.now).moment(due_at(span, shelf.plan(kept), here.organisation.zone))
        shown["mail"] = {"subject": letter.subject, "to": box, "when": when, "body": letter.body}
    return render_template("scheduled_mail.html", **shown)


def _letter(shelf: Shelf, key: Key, *, units: Units, span: Span) -> Letter | None:
    """The mail; None for those who may not see the numbers."""
    if not sees_numbers(shelf.here.actor, units, shelf.here.organisation):
        return None
    return dispatch.letter(shelf.here.office, shelf.here.organisation, key, units=units, span=span)
