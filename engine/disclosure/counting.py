"""The table of a report for those who may not read all that it counts: made of the closed months, with what is hidden in them masked."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.disclosure.views import Chosen, Views
from engine.statistics.table import PERIOD, Counts
from engine.template.model import FormTemplate
from engine.template.reported import Report


@dataclass(frozen=True)
class Asked:
    """What is asked of the closed months: some units, None for all, some of the months, and some values."""

    units: frozenset[str] | None
    months: tuple[str, ...]
    chosen: Chosen


@dataclass(frozen=True)
class Told:
    """A report over its closed months."""

    template: FormTemplate
    report: Report
    views: Views

    def counts(self, asked: Asked) -> Counts:
        """The report's counts. Nothing is counted anew: each is read from the cube, or masked."""
        rows, columns = self._along(self.report.rows, asked), self._along(self.report.columns, asked)
        both: dict[tuple[str | None, str | None], Asked] = {
            (row, column): one for row, inner in rows.items() for column, one in self._along(self.report.columns, inner).items()
        }
        places: dict[tuple[str | None, str | None], Asked] = {
            (None, None): asked,
            **{(row, None): one for row, one in rows.items()},
            **{(None, column): one for column, one in columns.items()},
            **both,
        }
        numbers = {place: self.views.number(one.units, one.months, one.chosen) for place, one in places.items()}
        return Counts(
            Counter({(row, column): numbers[row, column] or 0 for row in rows for column in columns if (row, column) in both}),
            Counter({row: numbers[row, None] or 0 for row in rows}),
            Counter({column: numbers[None, column] or 0 for column in columns}),
            numbers[None, None] or 0,
            masked=frozenset(place for place, number in numbers.items() if number is None),
        )

    def _along(self, reference: str | None, asked: Asked) -> Mapping[str, Asked]:
        """What is asked of each row or column: its own part of the time, of the units, or of the values."""
        if reference is None or not self.views.closed:
            return {}
        if reference == PERIOD:
            return self._over_time(asked)
        item, latest = self.template.counted.get(reference), self.views.closed[-1]
        if item is not None and item.question.routes:
            units = [unit for unit in latest.units if asked.units is None or unit in asked.units]
            return {unit: replace(asked, units=frozenset({unit})) for unit in units}
        side = next((side for side in latest.sides if side.name == reference), None)
        wanted = asked.chosen.get(reference)
        if side is None:
            return {}
        if side.several and wanted is not None:
            # both this value and a chosen one, which no cell holds unless they are the same
            return {key: replace(asked, chosen={**asked.chosen, reference: tuple({key, *wanted})}) for key in side.keys}
        keys = [key for key in side.keys if wanted is None or key in wanted]
        return {key: replace(asked, chosen={**asked.chosen, reference: (key,)}) for key in keys}

    def _over_time(self, asked: Asked) -> dict[str, Asked]:
        length = 4 if self.report.interval == "year" else 7
        keys = dict.fromkeys(month[:length] for month in asked.months)
        return {key: replace(asked, months=tuple(month for month in asked.months if month[:length] == key)) for key in keys}
