"""The rules of the rows behind a report: which answers they have, and how each is written."""

from datetime import date

import pytest

from engine.statistics.rows import head, row_of, taken_out
from engine.statistics.words import Words
from tests.engine import factories
from tests.engine.statistics import counted

TEMPLATE = counted.template()
DAY = date(2026, 9, 7)


def words(report: str, language: str = "sv") -> Words:
    """A report in words."""
    return Words(TEMPLATE, TEMPLATE.reports[report], factories.context(language=language))


@pytest.mark.parametrize(
    ("report", "answers"),
    [
        ("rooms", ["area", "room", "kinds", "urgent", "floors", "seen", "age", "needs"]),
        ("people", ["area", "room", "urgent", "floors", "seen", "age", "needs"]),
        ("repairs", ["area", "room", "urgent", "floors", "seen", "repair.by"]),
    ],
)
def test_a_row_has_what_is_counted_of_its_thing_but_nothing_sensitive(report: str, answers: list[str]) -> None:
    assert sorted(taken_out(words(report))) == sorted(answers)


def test_numbers_are_numbers_days_are_written_so_that_they_sort_and_several_answers_are_listed() -> None:
    asked = words("rooms")
    (fact,) = (
        fact
        for fact in counted.submission(
            TEMPLATE, "north", DAY, room="loo", kinds=["water", "power"], floors=2.5, seen="2026-09-01", illness="ja"
        )
        if fact.grain == "submissions"
    )
    row = dict(zip(head(asked, taken_out(asked)), row_of(asked, taken_out(asked), ("2026-A", "2026-B"), fact), strict=True))
    assert row == {
        "Ärende": "2026-A, 2026-B",
        "Dag": "2026-09-07",
        "Enhet": "North office",
        "Vilket område?": "North office",
        "Var är felet?": "Badrum",
        "Vad gäller det?": "Vatten, El",
        "Är det bråttom?": "",
        "Hur många våningar?": 2.5,
        "När märktes felet?": "2026-09-01",
        "Ålder": "",
        "Behov": "",
    }


def test_heads_are_in_the_language_of_the_reader() -> None:
    assert head(words("rooms", "en"), ())[:3] == ("Case", "Day", "Unit")
