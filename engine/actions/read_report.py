"""Reads a report: counts what is asked for, without what the reader is shut out of, and shows as much of it as the reader may see."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from engine.access import Actor
from engine.organisation import Organisation
from engine.statistics.period import stretches
from engine.statistics.shown import Earlier, Shown, show
from engine.statistics.table import PERIOD, Selection, fact_grain, table_of
from engine.statistics.words import Words
from engine.store import counts
from engine.store.counts import Basis
from engine.store.hidden import hidden_from
from engine.template.model import Report


@dataclass(frozen=True)
class Request:
    """What is asked: the selection, the one a year earlier if that is to be compared, and whether the reader may read all of it."""

    actor: Actor
    selection: Selection
    earlier: Selection | None
    full: bool


@dataclass(frozen=True)
class Figures:
    """The answer. `versions` are those of the template that were counted, `full` tells whether nothing was hidden for being small."""

    shown: Shown
    versions: tuple[int, ...]
    full: bool


def read_report(session: Session, words: Words, columns: Mapping[str, str], request: Request) -> Figures:
    """A report's figures; the same number of statements whatever there is to count."""
    template, report = words.template, words.report
    organisation = words.context.organisation
    hidden = hidden_from(session, organisation, request.actor) if request.full else frozenset()
    # a sensitive answer has no source by which it could be left out for one who is shut out of its case
    full = request.full and not (hidden and fact_grain(template, report) != report.grain)
    basis = Basis(template, report, columns, hidden, words.lineage)
    selection = _by_periods(request.selection, report, organisation)
    found = counts.count(session, organisation.key, basis, selection)
    table = table_of(template, report, found, selection)
    earlier = None
    if request.earlier is not None:
        before = counts.briefly(session, organisation.key, basis, _by_periods(request.earlier, report, organisation))
        earlier = Earlier.of(before, table.rows, periods=report.rows == PERIOD, stretches=selection.stretches)
    shown = show(words, table, selection, full=full, earlier=earlier)
    return Figures(shown, found.versions, full)


def _by_periods(selection: Selection, report: Report, organisation: Organisation) -> Selection:
    """The selection with the periods of the list that the report goes by, as the units have them."""
    return replace(selection, stretches=stretches(organisation, report.interval, selection.units or ()))
