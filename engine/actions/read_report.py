"""Reads a report: live and in full for whoever may read all that it counts, for everybody else from its closed months."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions.read_closed import closed_counts, read_closed
from engine.organisation import Organisation
from engine.statistics.beside import Everywhere, shares
from engine.statistics.definitions import Scope
from engine.statistics.lineage import Lineage
from engine.statistics.period import a_year_earlier, covered, own, stretches, whole_months
from engine.statistics.shown import Earlier, Shown, show
from engine.statistics.table import PERIOD, Counts, Selection, fact_grain, table_of
from engine.statistics.words import Words
from engine.store import counts
from engine.store.hidden import hidden_from
from engine.store.meaning import Basis
from engine.template.model import FormTemplate
from engine.template.reported import Report


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
    """The answer. `versions` are those of the template that were counted, `full` tells whether it was read live and unmasked,
    `beside` whether all units stand beside: "shown", or "small" where that would tell too much of them. `of_others` are the versions of
    each other template.

    Where it was not read live, `covered` are the first and last day of the closed months within the selection, None when there are none,
    and `compared` tells whether the months of a year earlier were there as well.
    """

    shown: Shown
    versions: tuple[int, ...]
    full: bool
    beside: str = ""
    of_others: tuple[tuple[int, ...], ...] = ()
    covered: tuple[date, date] | None = None
    compared: bool = True

    def scope(self, asked: Scope) -> Scope:
        """What was asked as it was answered: by which versions, how, and of which of the days."""
        span = covered(asked.span, self.covered)
        before = asked.before if span == asked.span else whole_months(own(a_year_earlier(span.first), a_year_earlier(span.last)))
        comparable = asked.comparable and self.compared
        return replace(asked, span=span, before=before, versions=self.versions, full=self.full, comparable=comparable)


def read_report(session: Session, words: Words, columns: Mapping[str, str], request: Request) -> Figures:
    """A report's figures; the same number of statements whatever there is to count."""
    template, report = words.template, words.report
    hidden = hidden_from(session, words.context.organisation, request.actor) if request.full else frozenset()
    # a sensitive answer has no source by which it could be left out for one who is shut out of its case
    full = request.full and not (hidden and fact_grain(template, report) != report.grain)
    counting = _Counting(session, words, bases(words, columns, request, hidden))
    return counting.live(request) if full else counting.closed(request)


def bases(words: Words, columns: Mapping[str, str], request: Request, hidden: frozenset[UUID]) -> list[Basis]:
    """What the table is made from: the template that has the words, then each other one."""
    own = Basis(words.template, words.report, columns, hidden, words.lineage)
    return [own, *(Basis(part.template, part.report, part.columns, hidden, part.lineage) for part in request.others)]


@dataclass(frozen=True)
class _Counting:
    """Counts over one template or several: a statement for each, and the counts added, since no fact is of two templates."""

    session: Session
    words: Words
    bases: list[Basis]

    @property
    def organisation(self) -> Organisation:
        """Whose facts they are."""
        return self.words.context.organisation

    def live(self, request: Request) -> Figures:
        """All that is counted now."""
        words, report, asked = self.words, self.words.report, self.by_periods(request.selection)
        found = [counts.count(self.session, self.organisation.key, basis, asked) for basis in self.bases]
        table = table_of(words.template, report, _together(found), asked)
        earlier = None
        if request.earlier is not None:
            before = self.briefly(request.earlier)
            earlier = Earlier.of(before, table.rows, periods=report.rows == PERIOD, stretches=asked.stretches)
        shown, beside = self.beside(show(words, table, asked, full=True, earlier=earlier), request)
        own, *others = (tuple(sorted(one.versions)) for one in found)
        return Figures(shown, own, True, beside, tuple(others))

    def closed(self, request: Request) -> Figures:
        """What the closed months tell. A report that an organisation has made itself has none: it can be changed on any day."""
        if self.bases[1:] or not self.bases[0].declared:
            return Figures(Shown(self.words, None, hidden="own"), (), False, of_others=((),) * len(self.bases[1:]), compared=False)
        found = read_closed(self.session, self.words, request.selection, compare=request.earlier is not None)
        if found.within is None:
            return Figures(found.shown, (), full=False, compared=False)
        versions = counts.briefly(self.session, self.organisation.key, self.bases[0], found.within).versions
        return Figures(found.shown, tuple(sorted(versions)), full=False, covered=found.covered, compared=found.compared)

    def by_periods(self, selection: Selection) -> Selection:
        """The selection with the periods of the list that the report goes by, as the units have them."""
        return replace(selection, stretches=stretches(self.organisation, self.words.report.interval, selection.units or ()))

    def briefly(self, selection: Selection) -> Counts:
        """Counts by row, or the total alone."""
        asked = self.by_periods(selection)
        found = [counts.briefly(self.session, self.organisation.key, basis, asked) for basis in self.bases]
        return _together(found)

    def beside(self, shown: Shown, request: Request) -> tuple[Shown, str]:
        """The table with each row's share in all units beside it, where that may be told, and whether it was."""
        everywhere = request.everywhere
        if everywhere is None or not shown.lines:
            return shown, ""
        # of the others whoever may not read them sees what closed months tell, here as elsewhere
        all_counts = (
            self.briefly(everywhere.selection) if everywhere.full else closed_counts(self.session, self.words, everywhere.selection)
        )
        if all_counts is None:
            return shown, ""
        each = (counts.units(self.session, self.organisation.key, basis, everywhere.selection) for basis in self.bases)
        others = frozenset[str]().union(*each) - (request.selection.units or frozenset())
        found = shares(all_counts, len(others), full=everywhere.full)
        return replace(shown, shares=found), "small" if found is None else "shown"


def _together(found: list[Counts]) -> Counts:
    """What is counted of each template together."""
    whole = Counts()
    for one in found:
        whole.add(one)
    return whole
