"""The pages of the reports: an overview, one report with its choices in the address, and the same as a file."""

from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.compiled import compilations
from admin.counted_over import OWN, own_in_use
from admin.guard import visit
from admin.paper import why_no_pdf
from admin.raised_signals import shown, watches
from admin.reports.behind_page import behind
from admin.reports.files import PDF, TYPES, WRITERS
from admin.reports.interpreting import ask_interpretation, keep_interpretation
from admin.reports.opening import Opened, Reader, open_report
from admin.reports.overview import cards
from admin.reports.page import page
from admin.reports.panel import Panel
from admin.reports.printed import printed
from admin.reports.rows import report_rows, take
from admin.saved_views import SAID, kept, of_reports
from engine.access import administers
from engine.printing import NotPrinted
from engine.texts import in_language
from forms.decoder import Posted, decode_query

SIGNALS = 10
"""So many are named above the reports; all of them stand on a page of their own."""


def add_reports(blueprint: Blueprint) -> None:
    """Put the pages on a blueprint of the signed-in side."""
    blueprint.add_url_rule("/<org>/reports", "reports", overview)
    blueprint.add_url_rule("/<org>/reports/<template>/<report>", "report", one_report)
    blueprint.add_url_rule("/<org>/reports/<template>/<report>.<ending>", "report_file", as_file)
    blueprint.add_url_rule("/<org>/reports/<template>/<report>/rows", "report_rows", report_rows)
    blueprint.add_url_rule("/<org>/reports/<template>/<report>/rows", "take_rows", take, methods=["POST"])
    blueprint.add_url_rule("/<org>/reports/<template>/<report>/cases", "report_cases", behind)
    path = "/<org>/reports/<template>/<report>/interpretation"
    blueprint.add_url_rule(path, "interpretation", ask_interpretation)
    blueprint.add_url_rule(path, "keep_interpretation", keep_interpretation, methods=["POST"])


def overview(org: str) -> ResponseReturnValue:
    """How much has come in, and the report that is most likely wanted, ready to be filtered."""
    reader = Reader.of(visit())
    found, about = cards(reader)
    first = open_report(reader, *found[0].first, Posted(())) if found else None
    return render_template("reports.html", page=page(first) if first else None, **_listed(reader, found, about))


def _listed(reader: Reader, found: list[Any], about: Any) -> dict[str, Any]:
    """What the overview leads to, and for whoever administers also the pages where reports are made and mailed."""
    org = reader.organisation.key
    keeping = {"mailed": "admin.schedules", "write": "admin.own_reports"} if administers(reader.actor) else {}
    ways = {name: url_for(endpoint, org=org) for name, endpoint in keeping.items()}
    own, compiled = _own(reader), compilations(reader.office, reader.organisation, reader.actor, reader.language)
    found_by = {"own": own, "compilations": compiled, "views": of_reports(visit())}
    return {"cards": found, "about": about, **found_by, **_signals(org), **ways}


def _signals(org: str) -> dict[str, Any]:
    """The latest signals, and the way to all of them, where anything is watched."""
    if not watches(visit()):
        return {}
    return {"signals": shown(visit())[:SIGNALS], "watched": url_for("admin.signals", org=org)}


def _own(reader: Reader) -> list[tuple[str, str]]:
    """The reports of the organisation's own, by title."""
    org = reader.organisation.key
    titled = [(in_language(over.parts[0].report.title, reader.language), key) for key, over in own_in_use(reader.office, org)]
    return [(title, url_for("admin.report", org=org, template=OWN, report=key)) for title, key in sorted(titled)]


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
    shown, org = page(opened), opened.reader.organisation.key
    views = kept(visit(), f"{opened.ground.place}/{opened.ground.report.id}", opened.choice.address(), _query().first(SAID))
    back = url_for("admin.reports", org=org)
    return render_template("report.html", page=shown, errors=shown["errors"], kept=views, back=back, why=why)


def _query() -> Posted:
    return decode_query(request, repeats=lambda name: True)


def _asked() -> Posted:
    """What the address asks of the report: all but what was just done."""
    asked = _query()
    return Posted(tuple((name, value) for name in asked if name != SAID for value in asked.getlist(name)))


def _opened(template: str, report: str) -> Opened:
    return open_report(Reader.of(visit()), template, report, _asked()) or abort(404)
