"""What those who can read all that a report counts take it to mean: shown with the report, and written on a page of its own."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from admin.guard import visit
from admin.inputs import lines
from admin.reports.opening import Opened, Reader, open_report
from admin.reports.panel import Panel
from admin.trying import FASTER, tried
from engine.access import interprets
from engine.actions.interpret import LONGEST, Author, interpret
from engine.calendars import moment_in_words
from engine.statistics.sheet import placed
from engine.store.interpretations import Scope, Wording
from engine.store.readers import names_of
from forms.decoder import decode, decode_query
from forms.view import ErrorLine
from forms.wording import say

TEXT, SEEN = "interpretation", "seen"
TOO_LONG = "text-too-long"


@dataclass(frozen=True)
class Said:
    """A wording as a page shows it."""

    text: str
    signed: str


def beside(opened: Opened) -> dict[str, Any]:
    """What a report's page shows of it: the text that holds, if any, the earlier ones, and the way to write."""
    scope = opened.about
    said = _said(opened, opened.wordings)
    return {
        "now": said[0] if said and said[0].text else None,
        "about": _about(opened) if opened.choice.chosen else "",
        "earlier": said[1:] if said and said[0].text else said,
        "write": Panel(opened).beside("admin.interpretation") if scope and _may_write(opened, scope) else "",
    }


def ask_interpretation(org: str, template: str, report: str) -> ResponseReturnValue:
    """The form in which the text is written."""
    opened, _ = _asked(template, report)
    return _form(opened, opened.wordings[0].text if opened.wordings else "")


def keep_interpretation(org: str, template: str, report: str) -> ResponseReturnValue:
    """Keeps what was written; what is refused is asked for again with the own words still there."""
    opened, scope = _asked(template, report)
    here, sent = visit(), decode(request)
    text, seen = sent.first(TEXT), sent.first(SEEN)
    author = Author(here.organisation, here.office.sealer, here.actor, here.now)
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 6 else 0
    _, why = tried(lambda session: interpret(session, author, scope, text, seen=number), TOO_LONG, FASTER)
    if why:
        return _form(opened, text, why=why)
    return redirect(Panel(opened).address(opened.choice), 303)


def _form(opened: Opened, text: str, *, why: str = "") -> str:
    panel, found = Panel(opened), opened.wordings
    error = say("reports.interpretation.too_long", most=LONGEST) if why == TOO_LONG else ""
    field = lines(TEXT, say("reports.interpretation.label"), text, error=error, hint=say("reports.interpretation.hint"), most=LONGEST)
    return render_template(
        "report_interpretation.html",
        title=opened.words.title(),
        about=_about(opened),
        field=field,
        errors=[ErrorLine(TEXT, error)] if error else [],
        theirs=_said(opened, found[:1])[0] if why == FASTER else None,
        seen=(SEEN, found[0].number if found else 0),
        action=panel.beside("admin.keep_interpretation"),
        back=panel.address(opened.choice),
    )


def _about(opened: Opened) -> str:
    return say("reports.interpretation.about", scope=placed(opened.words, opened.whom, opened.choice.span))


def _asked(template: str, report: str) -> tuple[Opened, Scope]:
    """The report as the address asks for it, for one who may write about it."""
    opened = open_report(Reader.of(visit()), template, report, decode_query(request, repeats=lambda name: True)) or abort(404)
    scope = opened.about
    if scope is None or opened.empty or opened.choice.errors or not _may_write(opened, scope):
        abort(404)
    return opened, scope


def _may_write(opened: Opened, scope: Scope) -> bool:
    return interprets(opened.reader.actor, scope.unit or None, opened.reader.organisation)


def _said(opened: Opened, found: list[Wording]) -> list[Said]:
    names = _names(opened, {wording.by for wording in found})
    return [Said(wording.text, _signed(opened.reader, names.get(wording.by, ""), wording)) for wording in found]


def _signed(reader: Reader, name: str, wording: Wording) -> str:
    moment = moment_in_words(wording.at.astimezone(reader.organisation.zone), reader.language, year=True)
    return say("reports.interpretation.signed", name=name, moment=moment)


def _names(opened: Opened, people: set[UUID]) -> dict[UUID, str]:
    org = opened.reader.organisation.key
    return opened.reader.office.read(org, lambda session: names_of(session, org, people)) if people else {}
