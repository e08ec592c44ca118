"""The pages of the reports: an overview, one report with its choices in the address, and the same as a file."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit, visit
from admin.reports.opening import Opened, Reader, open_report
from admin.reports.overview import cards
from admin.reports.page import page
from admin.reports.panel import Panel
from engine.spreadsheets.csv_lines import TYPE
from engine.statistics.csv_file import write_csv
from forms.decoder import Posted, decode_query
from forms.wording import language


def add_reports(blueprint: Blueprint) -> None:
    """Put the pages on a blueprint of the signed-in side."""
    blueprint.add_url_rule("/<org>/reports", "reports", overview)
    blueprint.add_url_rule("/<org>/reports/<template>/<report>", "report", one_report)
    blueprint.add_url_rule("/<org>/reports/<template>/<report>.csv", "report_csv", as_csv)


def overview(org: str) -> ResponseReturnValue:
    """How much has come in, and the report that is most likely wanted, ready to be filtered."""
    reader = _reader(visit())
    found, about = cards(reader)
    first = open_report(reader, *found[0].first, Posted(())) if found else None
    return render_template("reports.html", cards=found, about=about, page=page(first) if first else None)


def one_report(org: str, template: str, report: str) -> ResponseReturnValue:
    """One report. What a form sent with empty or typed parts is led on to the address that says the same plainly."""
    opened = _opened(template, report)
    asked = {(name, value) for name, values in _asked().items() for value in values}
    if not opened.choice.errors and not opened.choice.ignored and asked != set(opened.choice.address()):
        return redirect(Panel(opened).address(opened.choice), 303)
    shown = page(opened)
    return render_template("report.html", page=shown, errors=shown["errors"], back=url_for("admin.reports", org=org))


def as_csv(org: str, template: str, report: str) -> ResponseReturnValue:
    """The same numbers as a file."""
    opened = _opened(template, report)
    if opened.empty or opened.choice.errors:
        abort(404)
    sheet = opened.read().sheet
    answer = Response(write_csv(sheet), content_type=TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{sheet.name}.csv"'
    return answer


def _reader(here: Visit) -> Reader:
    return Reader(here.office, here.organisation, here.actor, here.now, language())


def _asked() -> Posted:
    return decode_query(request, repeats=lambda name: True)


def _opened(template: str, report: str) -> Opened:
    return open_report(_reader(visit()), template, report, _asked()) or abort(404)
