"""Everything that a report's page shows, as plain values for its template."""

from typing import Any

from admin.reports.drawing import chart, crossed, drawn, nonzero
from admin.reports.explain import capital, explain
from admin.reports.grid import grid_of
from admin.reports.opening import Opened
from admin.reports.panel import Panel
from engine.statistics.shown import Shown
from engine.statistics.table import PERIOD, SMALL
from engine.texts import in_language
from forms.wording import say


def page(opened: Opened) -> dict[str, Any]:
    """The values of the page of a report. With errors in what was asked there are no figures, since they would answer another question."""
    panel = Panel(opened)
    context = {
        "title": opened.words.title(),
        "template_title": in_language(opened.ground.template.title, opened.reader.language),
        "note": in_language(opened.ground.report.note, opened.reader.language),
        "panel": panel,
        "action": panel.path(),
        "ignored": opened.choice.ignored,
        "empty": opened.empty,
        "errors": panel.errors(),
    }
    return context if opened.empty or opened.choice.errors else {**context, **_result(opened, panel)}


def _result(opened: Opened, panel: Panel) -> dict[str, Any]:
    figures = opened.figures()
    shown = figures.shown
    grid = grid_of(shown)
    heading = shown.finding() or opened.words.title()
    picture = chart(shown, heading)
    return {
        "sentence": opened.sentence,
        "figure": shown.total_words(),
        "thing": opened.words.thing(shown.total or 0),
        "compared": compared(opened, shown),
        "hidden": say(f"reports.hidden.{shown.hidden}", small=SMALL) if shown.hidden else "",
        "none": shown.total == 0,
        "heading": heading,
        "subtitle": subtitle(opened, shown),
        "chart": picture,
        "key": _key(opened) if picture and shown.compared else (),
        "head": grid.head,
        "rows": grid.rows,
        "total": grid.total,
        "caption": _caption(opened, shown),
        "explained": explain(opened, figures),
        "csv": panel.address(opened.choice, "admin.report_csv"),
    }


def compared(opened: Opened, shown: Shown) -> str:
    """The number against that of a year earlier."""
    if not opened.comparable:
        return opened.words.nothing_before(opened.before)
    return opened.words.compared(shown.total, shown.before, opened.before)


def subtitle(opened: Opened, shown: Shown) -> str:
    """What the chart measures, and which rows stand in the table alone."""
    text = _caption(opened, shown, columns=crossed(shown))
    if shown.of_periods:
        return text
    zeros, left = any(not line.total for line in shown.lines), len(nonzero(shown)) > len(drawn(shown))
    return " ".join((text, *([say("reports.cut", count=len(drawn(shown)))] if left else [say("reports.zeros")] if zeros else [])))


def _key(opened: Opened) -> tuple[str, str]:
    words = opened.words
    return words.period_label(opened.choice.span), say("reports.before_key", days=opened.before.days(opened.reader.language))


def _caption(opened: Opened, shown: Shown, *, columns: bool = True) -> str:
    """What is counted by what, where and when."""
    words = opened.words
    scope = say("reports.scope", where=words.where(opened.whom), period=words.period(opened.span))
    return say("reports.caption", by=counted_by(shown, columns=columns), scope=capital(scope))


def counted_by(shown: Shown, *, columns: bool = True) -> str:
    """Such as "Anmälningar per ”Plats” och ”Sort”"; the label of a question keeps its own form."""
    words, report = shown.words, shown.words.report
    sides = [
        say(f"reports.{report.interval}").lower() if side == PERIOD else say("reports.quoted", label=words.label(side))
        for side in (report.rows, report.columns if columns else None)
        if side is not None
    ]
    thing = capital(words.thing())
    return say("reports.by", what=thing, by=words.listed(sides)) if sides else thing
