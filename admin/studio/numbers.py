"""A template's reports after a year of invented reports: so that one sees, before anyone has reported, what its numbers will say."""

from dataclasses import dataclass

from markupsafe import Markup

from admin.reports.drawing import chart
from engine.fields import Context
from engine.proof.rehearsal import rehearse
from engine.statistics.facts import Fact
from engine.statistics.grid import Grid, grid_of
from engine.statistics.period import stretches
from engine.statistics.sheet import counted_by
from engine.statistics.shown import show
from engine.statistics.table import Selection, tabulate
from engine.statistics.words import Words
from engine.template.model import FormTemplate, Report


@dataclass(frozen=True)
class Rehearsed:
    """A report as it would look: its title, what stands out, picture and table."""

    title: str
    heading: str
    chart: Markup | None
    caption: str
    grid: Grid


def rehearsed(template: FormTemplate, context: Context) -> list[Rehearsed]:
    """Every report of the template, over invented reports from all units; the functions are held everywhere for the time being."""
    facts = tuple(rehearse(template, context.organisation.holding(template.functions), context.now))
    return [_report(Words(template, report, context), report, facts) for report in template.reports.values()]


def _report(words: Words, report: Report, facts: tuple[Fact, ...]) -> Rehearsed:
    selection = Selection(stretches=stretches(words.context.organisation, report.interval))
    shown = show(words, tabulate(words.template, report, facts, selection), selection, full=True)
    grid, heading = grid_of(shown), shown.finding() or words.title()
    return Rehearsed(words.title(), heading, chart(shown, heading), counted_by(words), grid)
