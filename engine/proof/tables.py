"""What can stand in a report: counts the facts of every report and round that can be told apart, by the engine's own counting."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from engine.proof.cases import Cases
from engine.proof.choosing import Chooser
from engine.proof.domains import Domains
from engine.proof.focus import Focus
from engine.proof.step_forms import Visit
from engine.proof.world import Reporter, views
from engine.statistics.facts import Counter, Fact
from engine.statistics.table import MISSING, tabulate
from engine.template.counted import CASES, CLOSED, SUBMISSIONS
from engine.template.reported import Report

Cells = set[tuple[str, str]]
Facts = list[Fact]


@dataclass
class Found:
    """The rows and columns that were seen to meet; `whole` says that there are no others, `tried` how many combinations were gone through.

    A row that was seen without any column, or a column without any row, has MISSING in the other's place.
    """

    cells: Cells = field(default_factory=set)
    whole: bool = True
    tried: int = 0

    def values(self, side: int) -> set[str]:
        """The rows (0) or columns (1) that were seen at all."""
        return {cell[side] for cell in self.cells} - {MISSING}

    def met(self, side: int) -> set[str]:
        """The rows (0) or columns (1) that were seen to meet something."""
        return {cell[side] for cell in self.cells if MISSING not in cell}


@dataclass(frozen=True)
class Tables:
    """The tables that a report could give."""

    cases: Cases
    report: Report

    def grain(self, names: list[str]) -> str | None:
        """What has to be counted to see some answers together; None where they are not looked for, as what is worked out of a step.

        A closed case, or one at the end of a span, carries what it did as it opened, and may carry the outcome of a step, which a round of
        the step carries together with that.
        """
        template = self.cases.world.template
        if self.report.grain not in (measured := {CLOSED, *template.spans}):
            return self.report.grain
        later = {template.counted[name].grain for name in names} - {SUBMISSIONS, template.cases.one_per}
        if later & measured or len(later) > 1:
            return None
        return next(iter(later), CASES)

    def search(self, rows: str, columns: str | None, enough: Callable[[Found], bool]) -> Found:
        """Looks for rows and columns that meet, until that is enough or there are no more."""
        template = self.cases.world.template
        names = [name for name in (rows, columns) if name is not None]
        report = replace(self.report, grain=self.grain(names) or self.report.grain, rows=rows, columns=columns)
        if report.grain != self.report.grain:
            return replace(self, report=report).search(rows, columns, enough)
        go, size = self._rounds(names) if self.step else self._reports(names)
        walk, found = self.cases.world.search(size), Found()
        for facts in walk.every(go):
            counts = tabulate(template, report, facts).counts
            found.cells |= set(counts.cells) if columns else {(row, MISSING) for row in counts.rows}
            found.tried = walk.tried
            if enough(found):
                return found
        found.whole, found.tried = walk.whole and (self.cases.whole or not self.step), walk.tried
        return found

    @cached_property
    def step(self) -> str | None:
        """The step whose rounds are counted, if it is one that does."""
        first = self.report.grain.partition(".")[0]
        return first if first in self.cases.steering.forms else None

    def _reports(self, names: list[str]) -> tuple[Callable[[Chooser], Facts], int]:
        """The facts of a report and its cases."""
        world = self.cases.world
        focus = world.focus((), [*names, self.report.grain])
        reporter = Reporter(world, focus, Domains([*focus.tests, *focus.beyond], names))

        def go(chooser: Chooser) -> Facts:
            filled = reporter.report(chooser)
            desk = reporter.desk(filled)
            counter = Counter(world.template, desk.unit_of(filled.answers), desk.day)
            cases = [fact for row, _ in views(desk, filled.answers) for fact in counter.case(filled.answers, desk.row(filled.answers, row))]
            return [*counter.submission(filled.answers), *counter.incident(filled.answers), *cases]

        return go, reporter.size + len(world.places) // 10

    def _rounds(self, names: list[str]) -> tuple[Callable[[Chooser], Facts], int]:
        """The facts of a round of the step, and of the rows in it."""
        world, step = self.cases.world, self.cases.world.template.step(str(self.step))
        own = [name.partition(".")[2] for name in names if name.partition(".")[0] == step.id]
        beyond = tuple(name for name in names if name.partition(".")[0] != step.id)
        focus = Focus(self.cases.steering.places[step.id], (), [*own, self.report.grain.partition(".")[2]])
        visit = Visit(self.cases, step, focus, ids=beyond, full=tuple(own))

        def go(chooser: Chooser) -> Facts:
            given, moment = visit.fill(chooser)
            answers = moment.filled.answers
            desk = visit.reporter.desk(moment.filled)
            counter = Counter(world.template, desk.unit_of(answers), desk.day)
            return list(counter.round(step.id, given.answers, answers, desk.row(answers, moment.row)))

        return go, visit.size
