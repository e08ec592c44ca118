"""Whether each report can be counted from what is asked: along values that differ, and that occur together."""

from collections.abc import Iterator
from typing import Any

from engine.errors import Mark
from engine.fields import Context
from engine.proof.cases import Cases
from engine.proof.findings import NOT_PROVED, REFUTED, Finding
from engine.proof.places import Places
from engine.proof.tables import Found, Tables
from engine.statistics.table import PERIOD
from engine.template.counted import closed_values
from engine.template.reported import Report
from engine.template.source import Path

CHECK = "reports"
_NAMED = 3
"""Values that are named in one sentence."""


def reports(cases: Cases, places: Places) -> Iterator[Finding]:
    """Reports with less to tell than they promise."""
    for report in cases.world.template.reports.values():
        yield from _Promise(cases, places, report).findings()


class _Promise:
    """What one report promises to tell apart."""

    def __init__(self, cases: Cases, places: Places, report: Report) -> None:
        self.places = places
        self.report = report
        self.world = cases.world
        self.counted = cases.world.template.counted
        self.tables = Tables(cases, report)

    def findings(self) -> Iterator[Finding]:
        """Each of its dimensions alone, then each with the rows."""
        filters = ((("filters", place), name) for place, name in enumerate(self.report.filters))
        named: list[tuple[Path, str | None]] = [(("rows",), self.report.rows), (("columns",), self.report.columns), *filters]
        keys: dict[str, Path] = {}
        for key, name in named:
            if name is not None and name != PERIOD and self.tables.grain([name]) is not None:
                keys.setdefault(name, key)
        alone = {name: self.tables.search(name, None, lambda found: len(found.values(0)) > 1) for name in keys}
        lacking = {name for name, found in alone.items() if len(found.values(0)) < 2}
        for name in lacking:
            yield self._finding("one-value", keys[name], alone[name], what=self.counted[name].label)
        rows = self.report.rows
        if rows in keys and rows not in lacking and not self.counted[rows].alone:
            for name in keys.keys() - {rows, *lacking}:
                if self.tables.grain([rows, name]) is None:
                    continue
                yield from self._columns(rows, name) if keys[name] == ("columns",) else self._filter(rows, name, keys[name])

    def _columns(self, rows: str, columns: str) -> Iterator[Finding]:
        """Every row must be able to meet some column, and every column some row."""
        wanted = [set(closed_values(self.counted[name].question)) for name in (rows, columns)]

        def enough(found: Found) -> bool:
            return all(met >= values if values else len(met) > 1 for values, met in ((wanted[side], found.met(side)) for side in (0, 1)))

        found = self.tables.search(rows, columns, enough)
        for side, name, other in ((0, rows, columns), (1, columns, rows)):
            lonely = sorted(found.values(side) - found.met(side))
            if lonely:
                labels = ", ".join(self._value(name, value) for value in lonely[:_NAMED])
                yield self._finding("never-together", ("columns",), found, what=labels, other=self.counted[other].label)
            elif not found.whole and not enough(found):
                yield self._finding("never-together", ("columns",), found)

    def _filter(self, rows: str, name: str, key: Path) -> Iterator[Finding]:
        """A filter must be able to tell at least two sorts of counted things apart."""
        found = self.tables.search(rows, name, lambda found: len(found.met(1)) > 1)
        if len(found.met(1)) < 2:
            yield self._finding("never-together", key, found, what=self.counted[name].label, other=self.counted[rows].label)

    def _finding(self, code: str, key: Path, found: Found, **facts: Any) -> Finding:
        mark: Mark = self.places.at("reports", self.report.id, *key)
        about = facts | {"report": self.report.title}
        if found.whole:
            return Finding(CHECK, code, REFUTED, mark, about)
        return Finding(CHECK, "report-not-proved", NOT_PROVED, mark, about | {"tried": found.tried})

    def _value(self, name: str, value: str) -> str:
        """A counted value in words."""
        question = self.counted[name].question
        return question.type.category_label(value, question, Context(self.world.anywhere, self.world.now, self.world.template.language))
