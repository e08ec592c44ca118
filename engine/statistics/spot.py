"""A place in a report's table, and what there is to count there: so that a number leads to what it counts."""

from dataclasses import dataclass, replace

from engine.statistics.table import PERIOD, Selection
from engine.statistics.words import interval_days
from engine.template.reported import Report


@dataclass(frozen=True)
class Spot:
    """The key of a row and of a column; None stands for all of them, so that neither is the table's total."""

    row: str | None = None
    column: str | None = None

    def keys(self, report: Report) -> tuple[tuple[str, str], ...]:
        """The answers that are to have a value, each with its reference; MISSING is to have none. Periods are no answers."""
        sides = ((report.rows, self.row), (report.columns, self.column))
        return tuple((side, key) for side, key in sides if side is not None and side != PERIOD and key is not None)

    def within(self, selection: Selection, report: Report) -> Selection:
        """The selection, no longer than the row where rows are stretches of time."""
        if report.rows != PERIOD or not self.row:
            return selection
        first, last = interval_days(self.row)
        return replace(selection, first=max(first, selection.first or first), last=min(last, selection.last or last))
