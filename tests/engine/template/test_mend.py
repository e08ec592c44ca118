"""Every fault at once: what has the wrong shape is taken out, and the rest is read as if it were not there."""

import pytest

from tests.engine.written import faults, form, place

MANY = """
template: report
title: Report
functions: {desk: Desk}
routing: [{to: dask}]
form:
  questions:
    what: {type: text, lable: What, optional: no}
    where: {type: choice, label: Where, options: {list: plases}}
    when: {type: date, label: When, show_if: {wher: a}}
    where: {type: text, label: Again}
workflow:
  look: {kind: decision, title: Look, by: bos, outcomes: {a: A}, due: {days: 2, hours: 1}}
lists: {places: {1: One}}
"""


def test_faults_of_text_shape_and_meaning_are_told_at_once_in_the_order_of_the_text() -> None:
    assert [place(found)[:2] for found in faults(MANY)] == [
        ("unknown-function", 4),
        ("unknown-key", 7),
        ("not-boolean", 7),
        ("unknown-reference", 9),
        ("duplicate-key", 10),
        ("unknown-function", 12),
        ("due-needs-one", 12),
        ("key-not-text", 13),
    ]


def codes(*parts: str) -> list[str]:
    """The codes of all faults, in order."""
    return [found.code for found in faults(*parts)]


def test_a_misspelt_key_counts_as_the_one_that_was_meant() -> None:
    parts = ("listst: {places: {a: A}}", form("where: {type: choice, label: Where, options: {list: places}}"))
    assert codes(*parts) == ["unknown-key"]


def test_what_leans_on_a_misshapen_question_is_not_blamed() -> None:
    questions = """
    what: {type: chioce, label: What, options: {a: A}}
    more: {type: text, label: More, show_if: {what: a}}
    """
    assert codes(form(questions)) == ["not-allowed"]


def test_what_leans_on_a_misshapen_group_is_not_blamed() -> None:
    pages = """
    form:
      pages:
        who: {title: Who, repeat: {max: many, item: One}, questions: {name: {type: choice, label: N, options: {a: A}}}}
    routing: [{when: {name: {includes: a}}, to: desk}]
    """
    assert codes(pages) == ["not-integer"]


def test_another_fault_beside_a_misshapen_question_is_told() -> None:
    questions = """
    what: {type: chioce, label: What}
    more: {type: choices, label: More, options: {list: nothing}}
    """
    assert codes(form(questions)) == ["not-allowed", "unknown-list"]


def test_places_move_along_when_an_item_is_taken_out() -> None:
    found = faults("routing:\n  - {to: 4}\n  - {to: dask}\n  - {to: desk}")
    assert [place(one) for one in found] == [("not-string", 2, 10), ("unknown-function", 3, 10)]


def test_a_step_whose_title_is_misshapen_is_not_told_to_lack_one() -> None:
    assert codes("workflow: {look: {kind: decision, title: 4, outcomes: {a: A}}}") == ["not-string"]


@pytest.mark.parametrize("part", ["cases: {one_per: 4}", "languages: sv"])
def test_where_the_rest_would_mean_something_else_only_the_shape_is_told(part: str) -> None:
    assert codes(part, "routing: [{to: nobody}]") in (["not-string"], ["not-array"])
