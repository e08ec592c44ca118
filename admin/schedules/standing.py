"""How one schedule stands: when it goes next and to whom, who there may read it, and what has gone out by it."""

from typing import Any

from flask import url_for

from admin.schedules.shelf import Shelf, result
from admin.settings.page import Part, Sheet
from admin.settings.wordings import mailbox_cell, missing
from admin.when import When
from engine.actions.report_recipients import Units, recipients
from engine.fields import Context
from engine.statistics.occasions import latest
from engine.statistics.period import Span, own
from engine.statistics.words import Words
from engine.store import directory, report_readers
from engine.store import schedules as store
from engine.store.readers import names_of
from engine.store.schedules import Kept, Told
from forms.wording import language, say

_SHOWN = 100


def coming(shelf: Shelf, kept: Kept) -> Part:
    """When the next one goes, or who has paused it; with the button for that."""
    here, when = shelf.here, When(shelf.here.organisation, shelf.here.now)
    line = say("schedules.next_line", when=shelf.next(kept, when))
    if kept.paused_at is not None and kept.paused_by is not None:
        who = {kept.paused_by}
        names = here.office.read(here.org, lambda session: names_of(session, here.org, who))
        line = say("schedules.paused_by", name=names.get(kept.paused_by, ""), when=when.moment(kept.paused_at))
    doing = "pause" if kept.paused_at is None else "resume"
    return Part(lines=(shelf.in_words(shelf.plan(kept)), line), sheets=(Sheet(doing, say(f"schedules.{doing}"), folded=False),))


def receivers(shelf: Shelf, kept: Kept) -> Part:
    """Each mailbox that would get the report about the last period now, and the form that sends that again."""
    span = latest(shelf.plan(kept), shelf.here.organisation, shelf.here.day)
    rows = _rows(shelf, kept, span) if span is not None else []
    columns = tuple(say(f"schedules.{name}") for name in ("mailbox", "units", "readers", "mail"))
    return Part(say("schedules.to"), columns, rows, say("schedules.nobody"), sheets=(_again(shelf, kept, span),) if rows and span else ())


def _again(shelf: Shelf, kept: Kept, span: Span) -> Sheet:
    template, here = shelf.round.templates[kept.key.template], shelf.here
    words = Words(template, template.reports[kept.key.report], Context(here.organisation, here.now, language()))
    lead = say("schedules.again_lead", period=words.period_label(span))
    return Sheet("again", say("schedules.again"), title=say("schedules.again_title"), lead=lead)


def _rows(shelf: Shelf, kept: Kept, span: Span) -> list[list[Any]]:
    """Each mailbox: about what, how many there may see it, and the mail itself."""
    here, key = shelf.here, kept.key
    to = recipients(shelf.round.templates[key.template], here.organisation, shelf.plan(kept).to, span)
    names = here.office.read(here.org, lambda session: directory.mailbox_names(session, here.org))

    def row(session: Any, mailbox: str, units: Units) -> list[Any]:
        found = report_readers.readers(session, here.organisation, mailbox, units, here.day)
        about = ", ".join(here.organisation.units[unit].name for unit in units) if units is not None else here.organisation.name
        url = url_for("admin.scheduled_mail", org=here.org, template=key.template, report=key.report, number=key.number, mailbox=mailbox)
        seen = missing(say(f"schedules.results.{found.nobody}")) if found.nobody else say("schedules.reading", count=len(found.people))
        return [mailbox_cell(here, mailbox, names.get(mailbox, mailbox)), about, seen, {"text": say("schedules.preview"), "url": url}]

    return here.office.read(here.org, lambda session: [row(session, mailbox, units) for mailbox, units in sorted(to.items())])


def history(shelf: Shelf, kept: Kept) -> Part:
    """Every mail of it, the latest first."""
    here, when = shelf.here, When(shelf.here.organisation, shelf.here.now)

    def ask(session: Any) -> tuple[list[Told], dict[str, str], dict[Any, str]]:
        told = store.told(session, here.org, kept.key, _SHOWN)
        people = names_of(session, here.org, {one.sent_by for one in told if one.sent_by})
        return told, directory.mailbox_names(session, here.org), people

    told, boxes, people = here.office.read(here.org, ask)
    rows = [[_period(one, people.get(one.sent_by, "")), boxes.get(one.key.mailbox, one.key.mailbox), result(one, when)] for one in told]
    columns = tuple(say(f"schedules.{name}") for name in ("period", "mailbox", "last"))
    return Part(say("schedules.history"), columns, rows, say("schedules.results.none"))


def _period(told: Told, by: str) -> dict[str, str]:
    """The days that it was about, and who sent it again."""
    return {"text": own(told.first, told.last).days(language()), "sub": say("schedules.sent_again", name=by) if by else ""}
