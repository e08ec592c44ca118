"""A template's reports before anyone has reported: after many invented reports, after a few and after none."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from admin.guard import visit
from admin.reports.drawing import chart
from admin.studio.shown import current
from engine.fields import Context
from engine.proof.rehearsed import FEW, MANY, NONE, Invented
from engine.statistics.definitions import capital
from engine.statistics.sheet import Sheet
from engine.template.model import FormTemplate
from engine.template.reported import Report
from forms.wording import language, say


@dataclass(frozen=True)
class Size:
    """A report over so many invented reports: how many it counts, what stands out, picture and table."""

    number: int
    lead: str
    heading: str
    chart: Markup | None
    sheet: Sheet


@dataclass(frozen=True)
class Rehearsed:
    """A report as it would look, first over many invented reports."""

    id: str
    title: str
    sizes: tuple[Size, ...]


def rehearsed(template: FormTemplate, context: Context) -> list[Rehearsed]:
    """Every report of the template, over invented reports from all units."""
    every = [Invented(template, context, number) for number in (MANY, FEW, NONE)]
    return [_report(report, every) for report in template.reports.values()]


def _report(report: Report, every: list[Invented]) -> Rehearsed:
    sizes = tuple(_size(report, invented) for invented in every)
    return Rehearsed(report.id, sizes[0].sheet.title, sizes)


def _size(report: Report, invented: Invented) -> Size:
    shown, sheet = invented.shown(report), invented.sheet(report)
    heading = sheet.finding or sheet.title
    return Size(invented.number, capital(f"{sheet.figure} {sheet.thing}."), heading, chart(shown, heading), sheet)


def numbers(org: str, template: str) -> ResponseReturnValue:
    """The reports of the version in use."""
    here = visit()
    shown = current(here, template)
    return render_template(
        "template_numbers.html",
        title=say("editor.numbers_title"),
        subtitle=shown.title,
        numbers=rehearsed(shown.template, Context(here.organisation, here.now, language())),
        back=url_for("admin.template", org=org, template=template),
    )
