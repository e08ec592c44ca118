"""The rules of a report as one value: what is selected, how it was counted, and what its table holds, in words of either language."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from engine.statistics.definitions import Scope
from engine.statistics.facts import Counter, Fact
from engine.statistics.grid import Column, grid_of
from engine.statistics.period import own, year_before
from engine.statistics.sheet import Sheet, caption, sheet_of
from engine.statistics.shown import Shown, show
from engine.statistics.table import Selection, tabulate
from engine.statistics.words import Words
from tests.engine import factories
from tests.engine.statistics.test_shown import DAY, TEMPLATE, rooms, shown

AUTUMN = own(date(2026, 8, 1), date(2026, 9, 20))
SCOPE = Scope(None, AUTUMN, year_before(AUTUMN, (), date(2026, 11, 22)), datetime(2026, 11, 22, 9, 42, tzinfo=UTC), full=True)


def sheet(made: Shown, language: str = "sv", scope: Scope = SCOPE) -> Sheet:
    """What is shown, as a sheet."""
    words = replace(made.words, context=factories.context(language=language))
    return sheet_of(replace(made, words=words), scope)


def told(made: Sheet) -> dict[str, str]:
    """What there is to know, by its code."""
    return {one.code: one.text for one in made.about()}


def test_a_sheet_says_what_it_is_and_what_is_selected_before_how_it_was_counted() -> None:
    made = sheet(shown("rooms", *rooms(9, 6)))
    assert [one.code for one in made.about()] == [
        *("report", "form", "selection", "number"),
        *("what", "where", "when", "only", "versions", "left_out", "small", "taken"),
    ]
    assert told(made)["report"] == "Var är felen?"
    assert told(made)["selection"].startswith("Du ser anmälningar i ”Felanmälan” från hela")


def test_each_column_says_what_it_measures() -> None:
    made = sheet(shown("rooms", *rooms(9, 6), before={"bath": 5}))
    assert made.grid.columns == (Column("count", "Antal"), Column("share", "Andel"), Column("before", "Året före"))
    assert [(row.key, row.label, [cell.value for cell in row.cells]) for row in made.grid.rows] == [
        ("kitchen", "Kök", [6, 40, 0]),
        ("bath", "Badrum", [9, 60, 5]),
    ]
    assert [cell.value for cell in made.grid.total.cells] == [15, 100, 5]


def test_the_columns_of_a_crosstab_are_its_answers_and_last_all() -> None:
    grid = grid_of(shown("rooms_kinds", *({"room": "bath", "kinds": ["water"]} for _ in range(9))))
    assert grid.columns[0] == Column("answer", "Vatten", "water")
    assert grid.columns[-1] == Column("count", "Alla")
    assert grid.head == ("Var är felet?", "Vatten", "Värme", "El", "Alla")


def test_a_sheet_with_no_rows_says_why() -> None:
    made = sheet(Shown(shown("rooms").words, None, hidden="open"))
    assert (made.grid.rows, made.grid.corner) == ((), "")
    assert told(made)["hidden"] == "Det finns inga siffror än. De kommer när månaden är slut."


def test_a_number_that_is_not_told_has_a_reason_that_does_not_tell_whether_it_is_small() -> None:
    made = sheet(Shown(shown("rooms").words, None))
    total = made.grid.total.cells[0]
    assert (total.value, total.text, total.masked) == (None, "Dolt", "small")
    assert told(made)["small"].startswith("Talet är mindre än 5, eller skulle göra det möjligt att räkna ut ett sådant tal.")


def test_where_every_number_is_told_no_reason_stands() -> None:
    assert sheet(shown("rooms", *rooms(9))).masked == ()


@pytest.mark.parametrize(("language", "all_of", "share"), [("sv", "Alla anmälningar", "100\u00a0%"), ("en", "All reports", "100%")])
def test_a_sheet_speaks_the_language_of_its_reader(language: str, all_of: str, share: str) -> None:
    made = sheet(shown("rooms", *rooms(9)), language)
    assert (made.grid.total.label, made.grid.total.cells[1].text) == (all_of, share)


def test_the_caption_names_both_sides() -> None:
    assert caption(shown("rooms_kinds").words, SCOPE).startswith("Anmälningar per ”Var är felet?” och ”Vad gäller det?”.")
    assert caption(shown("rooms").words, SCOPE).startswith("Anmälningar per ”Var är felet?”.")


def test_where_there_was_nothing_a_year_earlier_that_is_said() -> None:
    made = sheet(shown("rooms", *rooms(9)), scope=replace(SCOPE, comparable=False))
    assert "Det går inte att jämföra med samma tid året före" in made.lead


def test_a_sheet_is_called_as_its_template_report_and_period() -> None:
    assert sheet(shown("rooms")).name == "faults-rooms-2026-08-01--2026-09-20"


def lasting(room: str, *days: int) -> list[Fact]:
    """Cases of one room that took so many days to assess."""
    counter = Counter(TEMPLATE, "north", DAY)
    return [counter.span("assess", number, in_time=number <= 10, answers={"room": room}, row=None) for number in days]


def test_a_span_tells_the_days_of_half_and_of_nine_in_ten_and_what_was_in_time_but_not_of_few() -> None:
    facts = [*lasting("bath", *range(1, 21)), *lasting("kitchen", 1, 2, 3)]
    words = Words(TEMPLATE, TEMPLATE.reports["lasting"], factories.context())
    selection = Selection(first=AUTUMN.first, last=AUTUMN.last)
    grid = grid_of(show(words, tabulate(TEMPLATE, words.report, facts, selection), selection, full=True))
    assert grid.head == ("Var är felet?", "Antal", "Andel", "Median", "90 procent inom", "Andel i tid")
    assert [(row.key, [(cell.text, cell.masked) for cell in row.cells[2:]]) for row in grid.rows] == [
        ("kitchen", [("–", "few")] * 3),
        ("bath", [("10 dagar", ""), ("18 dagar", ""), ("50\u00a0%", "")]),
    ]
    assert [cell.value for cell in grid.total.cells] == [23, 100, 9, 18, 57]
    assert words.thing(2) == "ärenden i ”Från anmälan till bedömning”"
    assert "från att anmälan kom in till att ”Bedömning” blev klart, i hela dagar" in words.dated()
