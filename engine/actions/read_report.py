"""Reads a report: counts what is asked for, without what the reader is shut out of, and shows as much of it as the reader may see."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor
from engine.organisation import Organisation
from engine.statistics.beside import Everywhere, shares
from engine.statistics.lineage import Lineage
from engine.statistics.period import stretches
from engine.statistics.shown import Earlier, Shown, show
from engine.statistics.table import PERIOD, Counts, Selection, Table, fact_grain, table_of
from engine.statistics.words import Words
from engine.store import counts
from engine.store.counts import Basis
from engine.store.hidden import hidden_from
from engine.template.model import FormTemplate, Report


@dataclass(frozen=True)
class Part:
    """One of several templates that a report counts over: the report in its terms, the columns of its facts, and their lineage."""

    template: FormTemplate
    report: Report
    columns: Mapping[str, str]
    lineage: Lineage


@dataclass(frozen=True)
class Request:
    """What is asked: the selection, the one a year earlier if that is to be compared, whether the reader may read all of it, and the
    same in all units, if that is to stand beside. `others` are more templates that the report counts over.
    """

    actor: Actor
    selection: Selection
    earlier: Selection | None
    full: bool
    everywhere: Everywhere | None = None
    others: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Figures:
    """The answer. `versions` are those of the template that were counted, `full` tells whether nothing was hidden for being small,
    `beside` whether all units stand beside: "shown", or "small" where that would tell too much of them. `of_others` are the versions of
    each other template.
    """

    shown: Shown
    versions: tuple[int, ...]
    full: bool
    beside: str = ""
    of_others: tuple[tuple[int, ...], ...] = ()


def read_report(session: Session, words: Words, columns: Mapping[str, str], request: Request) -> Figures:
    """A report's figures; the same number of statements whatever there is to count."""
    template, report = words.template, words.report
    organisation = words.context.organisation
    hidden = hidden_from(session, organisation, request.actor) if request.full else frozenset()
    # a sensitive answer has no source by which it could be left out for one who is shut out of its case
    full = request.full and not (hidden and fact_grain(template, report) != report.grain)
    counting = _Counting(session, organisation, bases(words, columns, request, hidden))
    found = counting.each(request.selection)
    table = counting.table(found, request.selection)
    earlier = None
    if request.earlier is not None:
        before, own = counting.briefly(request.earlier), counting.by_periods(request.selection).stretches
        earlier = Earlier.of(before, table.rows, periods=report.rows == PERIOD, stretches=own)
    shown, beside = show(words, table, request.selection, full=full, earlier=earlier), ""
    if request.everywhere is not None and shown.lines:
        of_all = counting.shares(table.counts, request.selection, request.everywhere)
        shown, beside = replace(shown, shares=of_all), "small" if of_all is None else "shown"
    of_own, *of_others = (one.versions for one in found)
    return Figures(shown, of_own, full, beside, tuple(of_others))


def bases(words: Words, columns: Mapping[str, str], request: Request, hidden: frozenset[UUID]) -> list[Basis]:
    """What the table is made from: the template that has the words, then each other one."""
    own = Basis(words.template, words.report, columns, hidden, words.lineage)
    return [own, *(Basis(part.template, part.report, part.columns, hidden, part.lineage) for part in request.others)]


@dataclass(frozen=True)
class _Counting:
    """Counts over one template or several: a statement for each, and the counts added, since no fact is of two templates."""

    session: Session
    organisation: Organisation
    bases: list[Basis]

    def by_periods(self, selection: Selection) -> Selection:
        """The selection with the periods of the list that the report goes by, as the units have them."""
        return replace(selection, stretches=stretches(self.organisation, self.bases[0].report.interval, selection.units or ()))

    def each(self, selection: Selection) -> list[Counts]:
        """The counts of each template."""
        return [counts.count(self.session, self.organisation.key, basis, self.by_periods(selection)) for basis in self.bases]

    def table(self, found: list[Counts], selection: Selection) -> Table:
        """The table; of several templates with that of each, since who sees some of them could work out the others."""
        asked, template, report = self.by_periods(selection), self.bases[0].template, self.bases[0].report
        tables = [table_of(basis.template, basis.report, one, asked) for basis, one in zip(self.bases, found, strict=True)]
        whole = table_of(template, report, sum(found[1:], found[0]), asked)
        return replace(whole, parts=tuple(tables)) if len(tables) > 1 else whole

    def briefly(self, selection: Selection) -> Counts:
        """Counts by row, or the total alone."""
        found = [counts.briefly(self.session, self.organisation.key, basis, self.by_periods(selection)) for basis in self.bases]
        return sum(found[1:], found[0])

    def shares(self, own: Counts, selection: Selection, everywhere: Everywhere) -> Mapping[str, int] | None:
        """Each row's share in all units, where that may be told."""
        each = (counts.units(self.session, self.organisation.key, basis, everywhere.selection) for basis in self.bases)
        others = frozenset[str]().union(*each) - (selection.units or frozenset())
        return shares(own, self.briefly(everywhere.selection), len(others), full=everywhere.full)
