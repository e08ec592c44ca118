"""Calculations that templates can do become computed answers, values become constants, and all others are told."""

from typing import Any

import pytest

from tests.engine.exchange.xlsform.books import lost, pages, read

SURVEY = """
| type | name | label | calculation |
| integer | a | A | |
| decimal | b | B | |
| date | d | D | |
| date | e | E | |
| select_multiple l | m | M | |
| begin repeat | r | R | |
| integer | i | I | |
| end repeat | | | |
| calculate | c | C | %s |
"""
CHOICES = "| list_name | name | label |\n| l | x | X |"


def computed(calculation: str) -> Any:
    """What is made of a calculation, by the keys that say how."""
    found = read(SURVEY % calculation, CHOICES)
    made = [question for page in pages(found).values() for id, question in page["questions"].items() if id == "c"]
    return {key: value for key, value in made[0].items() if key not in ("type", "label")} if made else lost(found)


@pytest.mark.parametrize(
    ("calculation", "keys"),
    [
        ("${a} + ${b}", {"sum": ["a", "b"]}),
        ("coalesce(${a}, 0) + number(${b})", {"sum": ["a", "b"]}),
        ("sum(${i})", {"sum": ["i"]}),
        ("count(${r})", {"count": "r"}),
        ("count-selected(${m})", {"count": "m"}),
        ("${e} - ${d}", {"days_between": ["d", "e"]}),
        ("int(decimal-date-time(${e}) - decimal-date-time(${d}))", {"days_between": ["d", "e"]}),
        ("int((today() - ${d}) div 365.25)", {"age": "d"}),
        ("floor((decimal-date-time(today()) - decimal-date-time(${d})) div 365)", {"age": "d"}),
        ("'affisch'", {"value": "affisch"}),
        ("7", {"value": 7}),
    ],
)
def test_a_calculation_that_templates_can_do_is_carried(calculation: str, keys: dict[str, Any]) -> None:
    assert computed(calculation) == keys


@pytest.mark.parametrize(
    ("calculation", "code"),
    [
        ("${a} * 2", "not-said"),
        ("${a} + 1", "not-said"),
        ("${a} + ${a}", "not-said"),
        ("${a} + ${i}", "not-said"),
        ("concat(${a}, 'x')", "not-said"),
        ("count(${a})", "not-said"),
        ("if(${a} > 1, 'x', 'y')", "not-said"),
        ("${x} + ${a}", "unknown"),
        ("", "not-expression"),
    ],
)
def test_any_other_calculation_is_lost(calculation: str, code: str) -> None:
    assert computed(calculation) == [("survey:10:calculation", f"calculation-{code}")]


def test_what_is_worked_out_between_groups_stands_on_the_page_before() -> None:
    survey = """
    | type | name | label | calculation |
    | begin group | g | G | |
    | integer | a | A | |
    | end group | | | |
    | calculate | c | C | ${a} |
    """
    assert {id: list(page["questions"]) for id, page in pages(read(survey)).items()} == {"g": ["a", "c"]}
