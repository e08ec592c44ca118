"""Constraints become the limits of the question's type; a part that has no limit there is told, and the others stay."""

from typing import Any

import pytest

from tests.engine.exchange.xlsform.books import lost, questions, read, told

CHOICES = "| list_name | name | label |\n| l | a | A |\n| l | b | B |\n| l | inget | Inget |"
ALONE = [
    "not(selected(., 'inget') and count-selected(.) > 1)",
    "not(count-selected(.) >= 2 and selected(., 'inget'))",
    "if(selected(., 'inget'), count-selected(.) = 1, true())",
    "not(selected(., 'inget')) or count-selected(.) = 1",
    "(selected(., 'inget') and count-selected(.) = 1) or not(selected(., 'inget'))",
]


def limits(type: str, constraint: str) -> Any:
    """The keys that a constraint gives a question of this type."""
    found = read(f"| type | name | label | required | constraint |\n| {type} | q | Q | yes | {constraint} |", CHOICES)
    question = questions(found)["q"]
    return {key: value for key, value in question.items() if key not in ("type", "label", "options", "decimals")}, lost(found)


@pytest.mark.parametrize(
    ("type", "constraint", "keys"),
    [
        ("integer", ". >= 0 and . <= 120", {"min": 0, "max": 120}),
        ("integer", ". > 0 and . < 120.5", {"min": 1, "max": 120}),
        ("integer", "0 < .", {"min": 1}),
        ("integer", "not(. < 5)", {"min": 5}),
        ("integer", ". = 5", {"min": 5, "max": 5}),
        ("integer", ". >= 1 and . >= 3", {"min": 3}),
        ("integer", ". >= 5 or . = ''", {"min": 5}),
        ("decimal", ". > 0", {"min": 0.000001}),
        ("text", "string-length(.) >= 2 and string-length(.) < 10", {"min_length": 2, "max_length": 9}),
        ("integer", "${q} > 0 and not(${q} > 9)", {"min": 1, "max": 9}),
        ("text", "string-length(.) = 10", {"min_length": 10, "max_length": 10}),
        ("text", "regex(., '^[0-9]{4}$')", {"pattern": "^[0-9]{4}$"}),
        ("text", ". != '' and true()", {}),
        ("date", ". <= today()", {"max": "today"}),
        ("date", ". > '2026-01-01' and . <= date('2026-12-31')", {"min": "2026-01-02", "max": "2026-12-31"}),
        ("time", ". >= '08:00' and . <= '16:30:00'", {"min": "08:00", "max": "16:30"}),
        ("time", ". > '08:00' and . < '16:00'", {"min": "08:01", "max": "15:59"}),
        ("select_multiple l", "count-selected(.) <= 2 and count-selected(.) >= 1", {"max": 2}),
        *(("select_multiple l", constraint, {"none": "inget"}) for constraint in ALONE),
    ],
)
def test_a_constraint_becomes_limits(type: str, constraint: str, keys: dict[str, Any]) -> None:
    assert limits(type, constraint) == (keys, [])


@pytest.mark.parametrize(
    ("type", "constraint", "keys", "code"),
    [
        ("integer", ". >= 0 and . mod 2 = 0", {"min": 0}, "not-said"),
        ("integer", ". != 5", {}, "not-said"),
        ("integer", ". = 2.5", {}, "not-said"),
        ("integer", ". < 10 or . > 20", {}, "not-said"),
        ("integer", ". < ${p}", {}, "not-said"),
        ("integer", "string-length(.) = 10", {}, "not-said"),
        ("integer", ". >= ", {}, "not-expression"),
        ("integer", ". > 10 and . < 5", {}, "never"),
        ("select_multiple l", "count-selected(.) >= 4", {}, "never"),
        ("text", "regex(., '(?=x)y')", {}, "not-said"),
        ("text", ". = 'ja'", {}, "not-said"),
        ("date", ". >= '1700-01-01'", {}, "not-said"),
        ("date", ". <= today() - 18", {}, "not-said"),
        ("time", ". > '23:59'", {}, "not-said"),
        ("select_one l", ". != 'a'", {}, "not-said"),
        ("select_multiple l", "not(selected(., 'a') and selected(., 'b'))", {}, "not-said"),
    ],
)
def test_a_part_that_is_no_limit_is_lost_and_the_others_stay(type: str, constraint: str, keys: dict[str, Any], code: str) -> None:
    assert limits(type, constraint) == (keys, [("survey:2:constraint", f"constraint-{code}")])


@pytest.mark.parametrize(("sign", "key"), [("<", "max"), (">", "min")])
def test_a_day_before_or_after_today_may_be_today_and_that_is_told(sign: str, key: str) -> None:
    found = read(f"| type | name | label | constraint |\n| date | q | Q | . {sign} today() |")
    assert (questions(found)["q"][key], lost(found)) == ("today", [])
    assert told(found) == [("survey:2:constraint", "constraint-day")]


@pytest.mark.parametrize(
    ("constraint", "question"),
    [
        ("string-length(.) <= 3000", {"type": "long_text", "max_length": 3000}),
        ("string-length(.) >= 300", {"type": "long_text", "max_length": 20000, "min_length": 300}),
        ("string-length(.) <= 900", {"type": "text", "max_length": 900}),
    ],
)
def test_a_text_that_may_be_long_has_several_lines(constraint: str, question: dict[str, Any]) -> None:
    found = questions(read(f"| type | name | label | constraint |\n| text | q | Q | {constraint} |"))["q"]
    assert found == {"label": "Q", "optional": True, **question}


def test_a_message_goes_with_a_pattern_and_is_else_told() -> None:
    head = "| type | name | label | constraint | constraint_message |\n"
    found = read(head + "| text | q | Q | regex(., '[a-z]+') | Bara bokstäver |")
    assert questions(found)["q"]["pattern_message"] == "Bara bokstäver"
    assert told(read(head + "| integer | q | Q | . > 1 | Mer än ett |")) == [("survey:2:constraint_message", "constraint-message")]
