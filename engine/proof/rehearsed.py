"""A template's reports over invented answers, none, few or many of them, as who may read everything would see them: the same tables and
words as of real ones.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from engine.fields import Context
from engine.proof.rehearsal import YEAR, rehearse
from engine.statistics.definitions import Scope
from engine.statistics.facts import Fact
from engine.statistics.period import a_year_earlier, own, stretches
from engine.statistics.sheet import Sheet, sheet_of
from engine.statistics.shown import Shown, show
from engine.statistics.table import Selection, tabulate
from engine.statistics.words import Words
from engine.template.model import FormTemplate
from engine.template.reported import Report

NONE, FEW, MANY = 0, 12, 400
"""How much has come in: nothing yet, the first weeks, a year."""


@dataclass(frozen=True)
class Invented:
    """So many invented reports to a template during the last year, and what has come of them."""

    template: FormTemplate
    context: Context
    number: int
    seed: int = 0

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All that they give to count. The functions of the template are held everywhere for the time being."""
        organisation = self.context.organisation.holding(self.template.functions)
        return tuple(rehearse(self.template, organisation, self.context.now, reports=self.number, seed=self.seed))

    def shown(self, report: Report) -> Shown:
        """A report over them."""
        words, scope = Words(self.template, report, self.context), self.scope
        periods = stretches(self.context.organisation, report.interval)
        selection = Selection(first=scope.span.first, last=scope.span.last, stretches=periods)
        return show(words, tabulate(self.template, report, self.facts, selection), selection, full=True)

    def sheet(self, report: Report) -> Sheet:
        """The same in words."""
        return sheet_of(self.shown(report), self.scope)

    @property
    def scope(self) -> Scope:
        """What they tell of: the whole organisation, over the year in whole months."""
        today = self.context.today
        span = own((today - timedelta(days=YEAR - 1)).replace(day=1), today)
        before = own(a_year_earlier(span.first), a_year_earlier(span.last))
        return Scope(None, span, before, self.context.now.astimezone(self.context.organisation.zone), full=True, comparable=False)
