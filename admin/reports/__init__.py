"""The pages of the reports: an overview, one report with its choices in the address, and the same as a file."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit, visit
from admin.paper import why_no_pdf
from admin.reports.files import PDF, TYPES, WRITERS
from admin.reports.opening import Opened, Reader, open_report
from admin.reports.overview import cards
from admin.reports.page import page
from admin.reports.panel import Panel
from admin.reports.printed import printed
from admin.reports.rows import report_rows, take
from engine.access import administers
from engine.printing import NotPrinted
from forms.decoder import Posted, decode_query
from forms.wording import language


def add_reports(blueprint: Blueprint) -> None:
    """Put the pages on a blueprint of the signed-in side."""
    blueprint.add_url_rule("/<org>/reports", "reports", overview)
    blueprint.add_url_rule("/<org>/reports/<template>/<report>", "report", one_report)
    blueprint.add_url_rule("/<org>/reports/<template>/<report>.<ending>", "report_file", as_file)
    blueprint.add_url_rule("/<org>/reports/<template>/<report>/rows", "report_rows", report_rows)
    blueprint.add_url_rule("/<org>/reports/<template>/<report>/rows", "take_rows", take, methods=["POST"])


def overview(org: str) -> ResponseReturnValue:
    """How much has come in, and the report that is most likely wanted, ready to be filtered."""
    reader = _reader(visit())
    found, about = cards(reader)
    first = open_report(reader, *found[0].first, Posted(())) if found else None
    mailed = url_for("admin.schedules", org=org) if administers(reader.actor) else ""
    return render_template("reports.html", cards=found, about=about, mailed=mailed, page=page(first) if first else None)


def one_report(org: str, template: str, report: str) -> ResponseReturnValue:
    """One report. What a form sent with empty or typed parts is led on to the address that says the same plainly."""
    opened = _opened(template, report)
    asked = {(name, value) for name, values in _asked().items() for value in values}
    if not opened.choice.errors and not opened.choice.ignored and asked != set(opened.choice.address()):
        return redirect(Panel(opened).address(opened.choice), 303)
    return _page(opened)


def as_file(org: str, template: str, report: str, ending: str) -> ResponseReturnValue:
    """The same numbers as a file; where no PDF can be made the page says so, and prints as well."""
    opened = _opened(template, report)
    if ending not in TYPES or opened.empty or opened.choice.errors:
        abort(404)
    try:
        read = opened.read()
        content = printed(opened, read) if ending == PDF else WRITERS[ending](read.sheet)
    except NotPrinted as reason:
        return _page(opened, why_no_pdf(reason.code)), 503
    answer = Response(content, content_type=TYPES[ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="{read.sheet.name}.{ending}"'
    return answer


def _page(opened: Opened, why: str = "") -> str:
    """The page, and why there is no PDF."""
    shown = page(opened)
    back = url_for("admin.reports", org=opened.reader.organisation.key)
    return render_template("report.html", page=shown, errors=shown["errors"], back=back, why=why)


def _reader(here: Visit) -> Reader:
    return Reader(here.office, here.organisation, here.actor, here.now, language())


def _asked() -> Posted:
    return decode_query(request, repeats=lambda name: True)


def _opened(template: str, report: str) -> Opened:
    return open_report(_reader(visit()), template, report, _asked()) or abort(404)
