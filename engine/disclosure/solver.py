"""Linear programs as HiGHS solves them. One that is kept is solved again with other bounds or costs, without being built anew."""

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np


@dataclass(frozen=True)
class Rows:
    """Linear relations: each entry has its row, its column and its factor, and entries of a row stand together."""

    count: int
    row: Any
    column: Any
    factor: Any

    @classmethod
    def of(cls, relations: list[dict[int, float]]) -> "Rows":
        """A relation for each mapping from columns to factors."""
        row = np.repeat(np.arange(len(relations)), [len(one) for one in relations])
        columns = [column for one in relations for column in one]
        return cls(len(relations), row, np.array(columns, dtype=int), np.array([x for one in relations for x in one.values()], dtype=float))

    def times(self, values: Any) -> Any:
        """What each row adds up to."""
        return np.bincount(self.row, self.factor * values[self.column], minlength=self.count)

    def among(self, columns: Any, of: int) -> tuple["Rows", Any]:
        """The relations of these columns alone, which are numbered anew, `of` so many; and which rows are left."""
        new = np.full(of, -1)
        new[columns] = np.arange(len(columns))
        kept = new[self.column] >= 0
        rows, row = np.unique(self.row[kept], return_inverse=True)
        return Rows(len(rows), row, new[self.column[kept]], self.factor[kept]), rows

    def both_ways(self, columns: int) -> "Rows":
        """The same relations of differences, each column being what goes up less what goes down."""
        order = np.argsort(np.concatenate((self.row, self.row)), kind="stable")
        pairs = (self.row, self.row), (self.column, self.column + columns), (self.factor, -self.factor)
        row, column, factor = (np.concatenate(pair)[order] for pair in pairs)
        return Rows(self.count, row, column, factor)

    def over(self, other: "Rows") -> "Rows":
        """These relations, and below them the others."""
        pairs = (self.row, other.row + self.count), (self.column, other.column), (self.factor, other.factor)
        row, column, factor = map(np.concatenate, pairs)
        return Rows(self.count + other.count, row, column, factor)


@dataclass(frozen=True)
class Solved:
    """A solution: the value of each column, what it costs in all, and how much a column that is at its bound would save."""

    values: Any
    cost: float
    saved: Any


class Program:
    """Which values of the columns cost least, within bounds of columns and of rows. In a `whole` one they are whole numbers."""

    def __init__(self, rows: Rows, costs: Any, bounds: tuple[Any, Any], row_bounds: tuple[Any, Any], *, whole: bool = False) -> None:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(costs), rows.count
        model.col_cost_, (model.col_lower_, model.col_upper_) = costs, bounds
        model.row_lower_, model.row_upper_ = row_bounds
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.searchsorted(rows.row, np.arange(rows.count + 1))
        model.a_matrix_.index_, model.a_matrix_.value_ = rows.column, rows.factor
        if whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.silent()
        # beside a server at work
        self._highs.setOptionValue("threads", 1)
        if not whole:
            # a small change is a few steps from where all is at its bound
            self._highs.setOptionValue("presolve", "off")
            self._highs.setOptionValue("solver", "simplex")
        self._highs.passModel(model)

    def bound(self, column: int, low: float, high: float) -> None:
        """Other bounds of a column."""
        self._highs.changeColBounds(column, low, high)

    def price(self, column: int, cost: float) -> None:
        """Another cost of a column."""
        self._highs.changeColCost(column, cost)

    def solve(self) -> Solved | None:
        """The best values; None when none are within all bounds."""
        self._highs.setBasis()
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = self._highs.getSolution()
        return Solved(np.array(found.col_value), self._highs.getInfo().objective_function_value, np.array(found.col_dual))
