"""Which reports can be counted ahead, by the month, and what the lines of such a count tell apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.statistics.table import PERIOD, fact_grain
from engine.template.model import FormTemplate
from engine.template.reported import Report

WIDTH = 6
"""So many answers can be told apart; a report about more is counted when it is asked for."""
OF_MONTHS = ("month", "year")
"""The intervals that are made of whole months."""
_BETWEEN = "|"


@dataclass(frozen=True)
class Sort:
    """Lines that tell apart the same: units or not, and these answers to choose by in the order of the lines' keys.

    Those that are `daily` are of a day each, the others of a month.
    """

    number: int
    units: bool
    filters: tuple[str, ...]
    daily: bool = False


@dataclass(frozen=True)
class Ahead:
    """The counted answers of a report's rows and columns, and those that it offers besides to choose by."""

    sides: tuple[str, ...]
    filters: tuple[str, ...]

    @classmethod
    def of(cls, template: FormTemplate, report: Report) -> "Ahead | None":
        """None for a report that has to be counted by the day, by another day than the facts' own, by how long it took, or by too much."""
        both = [side for side in (report.rows, report.columns) if side is not None]
        weeks = PERIOD in both and report.interval not in OF_MONTHS
        if weeks or report.date is not None or fact_grain(template, report) != report.grain or report.grain in template.spans:
            return None
        sides = tuple(dict.fromkeys(side for side in both if side != PERIOD))
        offered = [name for name in report.filters if name in template.counted and not template.counted[name].question.routes]
        filters = tuple(dict.fromkeys(name for name in offered if name not in sides))
        return cls(sides, filters) if len(sides) + len(filters) <= WIDTH else None

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.filters, *self.sides)

    @cached_property
    def sorts(self) -> tuple[Sort, ...]:
        """The sorts of lines that stand side by side: by no filter, by each of them, and by all; with units and without; few by the day."""
        few = [(), *((name,) for name in self.filters)]
        monthly = [(units, some, False) for units in (False, True) for some in dict.fromkeys([*few, self.filters])]
        daily = [(False, some, True) for some in few]
        return tuple(Sort(number, *one) for number, one in enumerate([*monthly, *daily]))

    def sort(self, chosen: Iterable[str], *, units: bool) -> Sort:
        """The sort by months that tells apart what is chosen and little else."""
        return min((sort for sort in self._serving(chosen, units=units) if not sort.daily), key=_width)

    def daily(self, chosen: Iterable[str], *, units: bool) -> Sort | None:
        """The sort by days; none with units nor for several answers, whose facts are soon counted."""
        return min((sort for sort in self._serving(chosen, units=units) if sort.daily), key=_width, default=None)

    def _serving(self, chosen: Iterable[str], *, units: bool) -> Iterator[Sort]:
        wanted = {*chosen} - {*self.sides}
        return (sort for sort in self.sorts if sort.units == units and wanted <= {*sort.filters})


def _width(sort: Sort) -> int:
    return len(sort.filters)


def together(values: Iterable[str]) -> str:
    """Several values as one key; none is no answer."""
    ordered = sorted(set(values))
    return f"{_BETWEEN}{_BETWEEN.join(ordered)}{_BETWEEN}" if ordered else ""


def apart(key: str) -> tuple[str, ...]:
    """The values of a key, whether it is of several or of one; no answer is one that has no name."""
    return tuple(key.strip(_BETWEEN).split(_BETWEEN)) if _BETWEEN in key else (key,)
