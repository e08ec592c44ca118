"""The receipt: number and code, what happens now, and a way to be told when something happens. It must not outlive its draft's token."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from engine.actions.tell_reporter import contact_of
from engine.ids import show_code, show_reference
from engine.store import dialogue, status, submissions
from engine.store.tables import Submission
from forms.contact import KEPT, REMOVED, contact_field, save_contact
from forms.decoder import decode, decode_query
from forms.dialogue_visit import end_visit
from forms.door import door
from forms.framed import framed
from forms.headers import absolute_url
from forms.questions import expired
from forms.receipt_words import ReceiptWords
from forms.scanning import code_to_scan
from forms.start_words import StartWords
from forms.view import Asked, error_lines
from forms.visit import Visit, arrive, remember
from forms.wording import language, say


@dataclass(frozen=True)
class Behind:
    """The report behind a receipt, in words, whether its code opens a dialogue, and whether an address is kept."""

    row: Submission
    words: ReceiptWords
    dialogue: bool
    kept: bool


def receipt(org: str, template: str) -> ResponseReturnValue:
    """Number and code, and what happens when."""
    visit = arrive(org, template)
    return elsewhere(visit) or _drawn(visit)


def receipt_contact(org: str, template: str) -> ResponseReturnValue:
    """Keeps or removes the address that is told when something happens."""
    posted, visit = decode(request), arrive(org, template)
    away, report = elsewhere(visit), visit.draft.submission if visit.draft else None
    if away is not None or report is None:
        return away or expired(visit)
    done, wrong = save_contact(visit.organisation, report, posted)
    return _drawn(visit, address=wrong) if wrong else visit.go("receipt", done=done)


def forget_receipt(org: str, template: str) -> ResponseReturnValue:
    """The browser forgets the report, so that nobody who comes after finds the code here, or a dialogue that it has opened."""
    decode(request)
    visit = arrive(org, template)
    if not visit.sent:
        return visit.go("start")
    answer = remember(visit.go("start"), org, template, None)
    answer.headers["Clear-Site-Data"] = '"cache"'
    # inside another page no cookie is set
    return answer if framed() else end_visit(answer, org)


def elsewhere(visit: Visit) -> ResponseReturnValue | None:
    """Where a visitor belongs who has sent nothing, or whose receipt is too old."""
    if visit.gone:
        return expired(visit)
    if not visit.sent:
        return visit.go("start") if visit.draft is None else visit.go("check")
    return None


def _drawn(visit: Visit, *, address: Asked | None = None) -> Response:
    found = report_of(visit)
    if found is None:
        return expired(visit)
    follow = url_for("forms.status", org=visit.org)
    query, wrong = decode_query(request), address is not None
    address, done = address or contact_field(visit.organisation), query.first("done")
    page = render_template(
        "receipt.html",
        visit=visit,
        reference=show_reference(found.row.reference),
        code=code_of(visit, found),
        steps=found.words.next_steps(),
        calendar=visit.url("receipt_calendar") if found.words.expected() and not framed() else "",
        scanned=code_to_scan(absolute_url(follow)),
        again=bool(query.first("again")),
        address=address,
        kept=found.kept,
        done=done if done in (KEPT, REMOVED) else "",
        errors=error_lines([address]),
    )
    return make_response(page, 422 if wrong else 200)


def code_of(visit: Visit, report: Behind) -> str:
    """The code that opens the dialogue, in groups; empty when there is none."""
    return show_code(door().office.sealer.receipt_code(visit.org, visit.secret)) if report.dialogue and visit.secret else ""


def report_of(visit: Visit) -> Behind | None:
    """The report that the visitor has sent."""
    report = visit.draft.submission if visit.draft else None
    return door().office.read(visit.org, lambda session: _behind(session, visit, report)) if report else None


def _behind(session: Any, visit: Visit, report: UUID) -> Behind | None:
    row, sealer = submissions.get(session, visit.org, report), door().office.sealer
    if row is None:
        return None
    speaks = bool(dialogue.those_with(session, visit.org, [report]))
    start = StartWords(visit.template, visit.organisation, row.unit, visit.context.today, language(), say)
    words = ReceiptWords(start, status.status_of(session, row), row.mailbox, visit.context.now)
    return Behind(row, words, speaks, contact_of(session, visit.org, sealer, report) is not None)


def add_receipt(pages: Blueprint) -> None:
    """Add these views to the public pages."""
    pages.add_url_rule("/<org>/<template>/receipt", "receipt", receipt)
    pages.add_url_rule("/<org>/<template>/receipt", "receipt_contact", receipt_contact, methods=["POST"])
    pages.add_url_rule("/<org>/<template>/forget", "forget_receipt", forget_receipt, methods=["POST"])
