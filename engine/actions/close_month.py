"""Closes a month of a report for those who may not read all that it counts: lays out what was counted, and keeps what was decided."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from sqlalchemy.orm import Session

from engine.actions.scene import Published
from engine.disclosure.cube import ALL, Cell
from engine.disclosure.layout import (
    fitting,
    groups_of,
    last_day,
    month_of,
    months_between,
    sides_of,
    times_of,
    with_keys,
)
from engine.disclosure.month import Closed, Side
from engine.disclosure.views import Views
from engine.organisation import Organisation
from engine.statistics.lineage import Lineage
from engine.statistics.period import named
from engine.statistics.table import MISSING, Selection, fact_grain
from engine.store import closed_months, counts
from engine.store.meaning import Basis
from engine.template.reported import Report


@dataclass(frozen=True)
class Reported:
    """A report of a template in use, with what facts of earlier versions mean."""

    organisation: Organisation
    published: Published
    lineage: Lineage
    report: Report

    @property
    def key(self) -> tuple[str, str]:
        """The ids of the template and the report."""
        return self.published.template.name, self.report.id


@dataclass(frozen=True)
class Due:
    """A month that is over and not closed, as it was counted, the months before it, and the one that it comes after.

    `beside` are other reports that count the same, as they tell of the month.
    """

    counted: Closed
    earlier: tuple[Closed, ...]
    beside: tuple[Closed, ...]
    after: str | None


def due(session: Session, reported: Reported, today: date) -> Due | None:
    """The next month of a report that is to be closed; None when all that are over have been, or when nothing has come in."""
    org, template = reported.organisation.key, reported.published.template
    known = closed_months.latest(session, org).get(reported.key)
    days = counts.days(session, org, [template.name], None).get(template.name)
    over = month_of(today.replace(day=1) - timedelta(days=1))
    if days is None or max(known or "", month_of(days[0])) > over or known == over:
        return None
    month = months_between(known, over)[1] if known else month_of(days[0])
    return laid_out(session, reported, month, closed_months.of_report(session, org, *reported.key))


def laid_out(session: Session, reported: Reported, month: str, known: Sequence[Closed]) -> Due:
    """What is counted until the end of a month and in no month before: what came late or was corrected belongs to the first open month."""
    sides = fitting(sides_of(reported.published.template, reported.report), reported.report, len(reported.organisation.units) + 2)
    shape = tuple((side.name, side.several) for side in sides)
    earlier = Views.of(known).closed if known and known[-1].shape == shape else ()
    found = _counted(session, reported, sides, last_day(month))
    for one in earlier:
        found.subtract(one.counted)
    cells = {cell: count for cell, count in found.items() if count > 0}
    keys = [[cell[place] for one in (*(other.counted for other in earlier), cells) for cell in one] for place in range(len(sides) + 1)]
    organisation = reported.organisation
    counted = Closed(
        month,
        organisation.smallest,
        tuple(dict.fromkeys((*organisation.units, MISSING, *keys[0]))),
        groups_of(organisation),
        tuple(with_keys(side, [key for key in some if key != ALL]) for side, some in zip(sides, keys[1:], strict=True)),
        times_of(month, named(organisation), earlier),
        cells,
    )
    return Due(counted, earlier, _beside(session, reported, month), known[-1].month if known else None)


def _beside(session: Session, reported: Reported, month: str) -> tuple[Closed, ...]:
    template, own = reported.published.template, reported.report
    closed = closed_months.of_month(session, reported.organisation.key, template.name, month)
    counted = {id: (fact_grain(template, report), report.date) for id, report in template.reports.items()}
    return tuple(one for id, one in closed.items() if id != own.id and counted.get(id) == counted[own.id])


def _counted(session: Session, reported: Reported, sides: Sequence[Side], last: date) -> Counter[Cell]:
    """The cells that are no sums; along answers with several values, everything as well, since those do not sum up."""
    basis = Basis(reported.published.template, reported.report, reported.published.columns, frozenset(), reported.lineage)
    many = [side.name for side in sides if side.several]
    found: Counter[Cell] = Counter()
    for left in (left for size in range(len(many) + 1) for left in combinations(many, size)):
        by = [side.name for side in sides if side.name not in left]
        for key, count in counts.by_place(session, reported.organisation.key, basis, Selection(last=last), by).items():
            at = dict(zip(by, key[1:], strict=True))
            found[(key[0], *(at.get(side.name, ALL) for side in sides))] += count
    return found
