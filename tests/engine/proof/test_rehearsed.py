"""A template's reports over invented answers say what they would say of real ones."""

from datetime import datetime

import pytest

from engine.fields import Context
from engine.proof import DEFAULT_TIME
from engine.proof.rehearsed import FEW, MANY, NONE, Invented
from engine.statistics.table import tabulate
from tests.engine.proof.proved import ASKED, ROSTER
from tests.engine.written import loaded

REPORTS = """
reports:
  what: {title: What happens?, count: submissions, rows: what, columns: unit}
  time: {title: When?, count: submissions, rows: period}
"""


def invented(number: int, seed: int = 0) -> Invented:
    """So many reports to a small template."""
    template = loaded(ASKED, REPORTS)
    return Invented(template, Context(ROSTER.organisation, datetime.fromisoformat(DEFAULT_TIME), "sv"), number, seed)


@pytest.mark.parametrize("number", [NONE, FEW, MANY])
def test_every_report_counts_all_of_them(number: int) -> None:
    made = invented(number)
    for report in made.template.reports.values():
        assert made.shown(report).total == number
        assert tabulate(made.template, report, made.facts).counts.total == number


def test_who_may_read_everything_sees_every_number_of_the_whole_organisation() -> None:
    sheet = invented(FEW).sheet(invented(FEW).template.reports["what"])
    assert sheet.masked == ()
    assert f"hela {ROSTER.organisation.name}" in sheet.selection
    assert "Du får läsa allt som räknas här." in {one.text.partition(". ")[0] + "." for one in sheet.definitions}


def test_a_report_over_time_has_every_month_of_the_year_also_those_without_any() -> None:
    lines = invented(FEW).shown(invented(FEW).template.reports["time"]).lines
    assert [line.key for line in lines][:: len(lines) - 1] == ["2025-09", "2026-09"]
    assert len(lines) == 13
    assert min(line.total or 0 for line in lines) == 0


def test_before_anyone_has_reported_the_rows_are_there_with_nothing_in_them() -> None:
    empty = invented(NONE)
    shown = empty.shown(empty.template.reports["what"])
    assert [line.key for line in shown.lines] == ["a", "b", "x"]
    assert {line.total for line in shown.lines} == {0}
