"""Everything that a report's page shows, as plain values for its template."""

from typing import Any

from admin.reports.behind import links
from admin.reports.breaks import breaks
from admin.reports.drawing import chart, left_out
from admin.reports.files import TYPES
from admin.reports.interpreting import beside
from admin.reports.opening import Opened, Read
from admin.reports.panel import Panel
from admin.reports.rows import may_take
from engine.statistics.sheet import caption
from forms.wording import say


def page(opened: Opened) -> dict[str, Any]:
    """The values of the page of a report. With errors in what was asked there are no figures, since they would answer another question."""
    panel = Panel(opened)
    context = {
        "title": opened.words.title(),
        "template_title": opened.words.form(),
        "panel": panel,
        "action": panel.path(),
        "ignored": opened.choice.ignored,
        "empty": opened.empty,
        "errors": panel.errors(),
    }
    return context if opened.empty or opened.choice.errors else {**context, **_result(opened, panel)}


def _result(opened: Opened, panel: Panel) -> dict[str, Any]:
    read = opened.read()
    sheet, shown = read.sheet, read.shown
    heading = sheet.finding or sheet.title
    picture = chart(shown, heading, breaks(opened, read))
    return {
        "sheet": sheet,
        "none": shown.total == 0,
        "heading": heading,
        "subtitle": subtitle(read),
        "chart": picture,
        "key": _key(opened) if picture and shown.compared else (),
        "files": [(say(f"reports.file.{ending}"), panel.address(opened.choice, ending)) for ending in TYPES],
        "rows": panel.beside("admin.report_rows") if may_take(opened) else "",
        "links": links(opened, read),
        "interpretation": beside(opened),
    }


def subtitle(read: Read) -> str:
    """What the chart measures, and which rows stand in the table alone."""
    return " ".join((caption(read.shown.words, read.scope), *left_out(read.shown)))


def _key(opened: Opened) -> tuple[str, str]:
    words = opened.words
    return words.period_label(opened.choice.span), say("reports.before_key", days=opened.before.days(opened.reader.language))
