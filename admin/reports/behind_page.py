"""The page of the cases behind a number of a report."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from admin.book import Book
from admin.case_rows import rows
from admin.guard import visit
from admin.paging import Paging, page_asked
from admin.reports.behind import PAGE, about, address, apart, spot_at
from admin.reports.opening import Reader, open_report
from engine.store import case_list
from forms.decoder import decode_query
from forms.wording import say


def behind(org: str, template: str, report: str) -> ResponseReturnValue:
    """The cases behind one number that the reader may read."""
    here, asked = visit(), decode_query(request, repeats=lambda name: True)
    rest, place = apart(asked)
    opened = open_report(Reader.of(here), template, report, rest) or abort(404)
    if opened.empty or opened.choice.errors:
        abort(404)
    read = opened.read()
    spot = spot_at(opened, read.shown, place) or abort(404)
    said = about(opened, read, spot) or abort(404)
    page = page_asked(asked.first(PAGE, "1"))
    found, total = opened.cases(spot, page)
    counted = min(total, case_list.COUNTED)
    paging = Paging(page, -(-counted // case_list.PAGE), lambda number: address(opened, spot, number))
    return render_template(
        "report_cases.html",
        about=said,
        rows=rows(here, Book(here.office, here.organisation), found),
        summary=say("reports.behind.count" if total == counted else "reports.behind.more", count=counted),
        paging=paging,
    )
