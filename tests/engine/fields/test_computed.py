"""A number that is worked out from earlier answers."""

from datetime import UTC, datetime
from typing import Any

import pytest

from engine.answers import read
from engine.answers.sources import FromJson
from engine.template.answers_schema import answers_schema
from tests.engine.factories import TYPES, context
from tests.engine.written import answered, asking, code, fault, form, forms, problems, staffed, tried, workflow

NUMBERS = "a: {type: number, label: A, decimals: 2, optional: true}\nb: {type: scale, label: B, from: 0, to: 5, optional: true}"
DAYS = "a: {type: date, label: A, optional: true}\nb: {type: date, label: B, optional: true}"
ROWS = "who: {type: group, label: Who, repeat: {min: 0, max: 5, item: One}, questions: {n: {type: number, label: N, optional: true}}}"
COSTS = ROWS.replace("number", "money")
SUM = "{type: computed, label: Sum, sum: [a, b], statistics: true}"


def worked(questions: str, way: str, **answers: Any) -> Any:
    """What the question `it` after the others is worked out to be."""
    found = answered(asking(f"{questions}\nit: {{type: computed, label: It, {way}}}"), **answers)
    assert found.problems == ()
    return found.answers.get("it")


@pytest.mark.parametrize(("answers", "total"), [({"a": 0.1, "b": 2}, 2.1), ({"a": 0.5}, 0.5), ({"a": 1.5, "b": 0}, 1.5), ({}, None)])
def test_a_sum_adds_what_is_answered(answers: dict[str, Any], total: float | None) -> None:
    assert worked(NUMBERS, "sum: [a, b]", **answers) == total


def test_decimals_add_up_as_people_write_them() -> None:
    assert worked("a: {type: number, label: A, decimals: 1}\nb: {type: number, label: B, decimals: 1}", "sum: [a, b]", a=0.1, b=0.2) == 0.3


def test_a_sum_from_outside_a_group_is_that_of_its_rows() -> None:
    assert worked(ROWS, "sum: [n]", who=[{"n": 2}, {}, {"n": 3}]) == 5


def test_a_sum_inside_a_group_is_that_of_its_row() -> None:
    inner = f"{{a: {{type: number, label: A}}, b: {{type: number, label: B}}, both: {SUM}}}"
    rows = asking(f"who: {{type: group, label: Who, repeat: {{max: 2, item: One}}, questions: {inner}}}")
    assert [row["both"] for row in answered(rows, who=[{"a": 1, "b": 2}, {"a": 3, "b": 4}]).answers["who"]] == [3, 7]


@pytest.mark.parametrize(("way", "count"), [("count: who", 3), ("count: n", 2)])
def test_rows_are_counted_and_answers_in_them(way: str, count: int) -> None:
    assert worked(ROWS, way, who=[{"n": 0}, {}, {"n": 3}]) == count
    assert worked(ROWS, way, who=[]) is None


def test_chosen_options_are_counted() -> None:
    assert worked("a: {type: choices, label: A, options: {x: X, y: Y}}", "count: a", a=["x", "y"]) == 2


@pytest.mark.parametrize(("first", "second", "days"), [("2026-11-01", "2026-11-20", 19), ("2026-11-20", "2026-11-01", -19)])
def test_days_are_from_the_first_to_the_second(first: str, second: str, days: int) -> None:
    assert worked(DAYS, "days_between: [a, b]", a=first, b=second) == days
    assert worked(DAYS, "days_between: [a, b]", a=first) is None


@pytest.mark.parametrize(("born", "age"), [("2010-11-20", 16), ("2010-11-21", 15), ("2026-11-20", 0), ("2027-01-01", None)])
def test_an_age_is_in_whole_years_on_the_day_it_is_sent(born: str, age: int | None) -> None:
    assert worked(DAYS, "age: a", a=born) == age


def test_today_is_the_organisations_day() -> None:
    found = asking(f"{DAYS}\nit: {{type: computed, label: It, age: a}}")
    late = context(datetime(2026, 11, 20, 23, 30, tzinfo=UTC), organisation=staffed(found))
    assert read(found.form, FromJson({"a": "2010-11-21"}), late).answers["it"] == 16


def test_a_steps_form_works_with_the_report_and_leaves_a_list_where_it_needs_one_day() -> None:
    steps = forms(talk="day: {type: date, label: Day}\nwaited: {type: computed, label: W, days_between: [sent, day]}")
    found = asking("sent: {type: date, label: Sent}", steps, workflow("talk_step: {kind: form, form: talk}"))
    asked = found.step("talk_step").form
    assert asked

    def waited(sent: Any) -> Any:
        return read(asked, FromJson({"day": "2026-11-20"}), context(), {"sent": sent}.get).answers.get("waited")

    assert [waited(sent) for sent in ("2026-11-18", None, ["2026-11-18"])] == [2, None, None]


def test_what_was_sent_in_its_place_is_not_looked_at() -> None:
    found = answered(asking(f"{NUMBERS}\nit: {SUM}"), a=1, it=99)
    assert (found.answers, found.problems) == ({"a": 1, "it": 1}, ())


def test_a_hidden_part_is_absent() -> None:
    hidden = "a: {type: number, label: A}\nb: {type: number, label: B, show_if: {a: {at_least: 5}}}"
    assert worked(hidden, "sum: [a, b]", a=1, b=7) == 1


def test_a_condition_and_a_later_sum_may_look_at_it() -> None:
    found = asking(
        f"{NUMBERS}\nit: {SUM}\ntwice: {{type: computed, label: T, sum: [a, it]}}\nwhy: {{type: text, label: W, show_if: {{it: 3}}}}"
    )
    assert problems(found, a=2) == []
    assert problems(found, a=3) == [("why", "required")]
    assert answered(found, a=2).answers["twice"] == 4


def test_it_is_counted_by_its_value() -> None:
    facts = tried(asking(f"{NUMBERS}\nit: {SUM}"), {"a": 1, "b": 2})["facts"]
    assert [fact["values"] for fact in facts if fact["grain"] == "submissions"] == [{"it": "3"}]


def test_the_schema_of_the_answers_has_it_and_does_not_ask_for_it() -> None:
    schema = answers_schema(asking(f"{NUMBERS}\nit: {SUM}"))
    assert (schema["properties"]["it"]["type"], schema["required"]) == ("number", [])


@pytest.mark.parametrize(
    ("questions", "way", "value", "words"),
    [
        (NUMBERS, "sum: [a, b]", 12345.5, "12 345,5"),
        (NUMBERS, "sum: [a, b], unit: kg", 3, "3 kg"),
        ("a: {type: money, label: A}", "sum: [a]", 12050, "120,50 kr"),
        ("a: {type: money, label: A}\nb: {type: computed, label: B, sum: [a]}", "sum: [a, b]", 100, "1 kr"),
        (COSTS, "count: n", 3, "3"),
        (ROWS, "count: who", 3, "3"),
        (DAYS, "days_between: [a, b]", 1, "1 dag"),
        (DAYS, "days_between: [a, b], unit: dygn", 2, "2 dygn"),
        (DAYS, "age: a", 16, "16 år"),
    ],
)
def test_it_is_shown_as_what_it_is(questions: str, way: str, value: float, words: str) -> None:
    asked = asking(f"{questions}\nit: {{type: computed, label: It, {way}}}").form.find("it")
    assert asked
    assert asked.type.show(value, asked, context()).replace("\u00a0", " ") == words
    assert asked.type.category_label(str(value), asked, context()).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("unit: kg", "computes-one-thing"),
        ("sum: [n], count: who", "computes-one-thing"),
        ("sum: [name]", "does-not-add-up"),
        ("sum: [n, cost]", "does-not-add-up"),
        ("count: name", "nothing-to-count"),
        ("age: name", "no-single-day"),
        ("days_between: [day, days]", "no-single-day"),
        ("sum: [later]", "unknown-reference"),
        ("sum: []", "too-few"),
        ("days_between: [day]", "too-few"),
    ],
)
def test_the_loader_says_what_can_not_be_worked_out(way: str, expected: str) -> None:
    inner = "{n: {type: number, label: N}, days: {type: date, label: D}}"
    before = [
        f"who: {{type: group, label: Who, repeat: {{max: 2, item: One}}, questions: {inner}}}",
        "name: {type: text, label: Name}",
        "cost: {type: money, label: Cost}",
        "day: {type: date, label: Day}",
    ]
    text = form("\n".join([*before, f"it: {{type: computed, label: It, {way}}}", "later: {type: number, label: L}"]))
    assert code(text) == expected


def test_a_misspelt_part_is_told_with_the_one_that_was_meant() -> None:
    found = fault(form("amount: {type: number, label: A}\nit: {type: computed, label: It, sum: [amuont]}"))
    assert (found.code, found.guess, found.mark.line) == ("unknown-reference", "amount", 4)


def test_it_is_told_among_the_answers_and_drawn_on_no_page() -> None:
    assert (TYPES["computed"].widget, TYPES["computed"].tells, TYPES["computed"].asks) == ("", True, False)
