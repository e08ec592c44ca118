"""Every fault at once: what has the wrong shape is taken out, and the rest is read as if it were not there."""

import pytest

from engine.errors import Fault, InvalidTemplate
from engine.template.load import load
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


def _told(text: str) -> tuple[Fault, ...]:
    with pytest.raises(InvalidTemplate) as caught:
        load(text)
    return caught.value.faults


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


GROUP = "who: {type: group, label: Who, repeat: {max: 3, item: One}, questions: {age: {type: number, label: Age}}}"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("cases: {one_per: 4}", form(GROUP), "routing: [{when: {age: {at_least: 15}}, to: desk}]"), ["not-string"]),
        (("languages: sv", "title: {en: Report}"), ["not-array"]),
        (("functions: none",), ["not-object"]),
        (
            ("lists: none", form("a: {type: choice, label: A, options: {list: b}}\nc: {type: text, label: C, show_if: {a: d}}")),
            ["not-object"],
        ),
        (("form: none", "routing: [{when: {what: x}, to: desk}]", "cases: {one_per: who}"), ["not-object"]),
        (("forms: none", "workflow: {talk: {kind: form, form: talk}, end: {kind: close, when: {talk.what: x}}}"), ["not-object"]),
        (("workflow: none", "reports: {all: {title: All, count: look, rows: look.outcome}}"), ["not-object"]),
        (("blocks: none", form("one: {use: person}\ntwo: {type: text, label: T, show_if: {one_name: x}}")), ["not-object"]),
    ],
)
def test_where_the_rest_would_mean_something_else_what_leans_on_it_is_not_blamed(parts: tuple[str, ...], expected: list[str]) -> None:
    assert codes(*parts) == expected


@pytest.mark.parametrize("part", ["cases: {one_per: 4}", "languages: sv", "blocks: none", "lists: none", "reports: none", "start: 4"])
def test_what_does_not_lean_on_it_is_told_all_the_same(part: str) -> None:
    assert codes(part, "routing: [{to: nobody}]")[1:] == ["unknown-function"]


@pytest.mark.parametrize("key", ["title", "functions", "form", "template", "routing"])
def test_a_part_that_is_not_there_hides_nothing_of_the_others(key: str) -> None:
    text = "\n".join(line for line in MANY.splitlines() if not line.startswith((f"{key}:", *("  " if key == "form" else ()))))
    told = [found.code for found in _told(text)]
    assert told[0] == "missing-key"
    assert "key-not-text" in told
    assert ("due-needs-one" in told) is (key != "form")


def test_a_text_that_must_be_there_hides_nothing_of_what_it_is_about() -> None:
    assert codes(form("what: {type: number, min: 3, max: 2}")) == ["missing-key", "min-over-max"]
    assert codes(form("what: {type: number, label: 4, min: 3, max: 2}")) == ["not-string", "min-over-max"]


def test_a_name_that_is_lost_hides_none_that_is_only_like_it() -> None:
    questions = """
    name: {type: txt, label: Name}
    more: {type: text, label: More, show_if: {full_name: x}}
    """
    assert codes(form(questions)) == ["not-allowed", "unknown-reference"]


def test_what_is_empty_hides_nothing_of_what_is_around_it() -> None:
    assert codes(form("what: {type: choice, label: What, options: {}, preset: a}"), "routing: [{to: nobody}]") == [
        "too-few",
        "unknown-function",
    ]


@pytest.mark.parametrize(("options", "read_on"), [(1_000, True), (1_001, False)])
def test_where_thousands_of_parts_are_misshapen_these_are_told_first(options: int, read_on: bool) -> None:
    groups = [range(first, min(first + 500, options)) for first in range(0, options, 500)]
    misspelt = [", ".join(f"o{number}: {{lable: X}}" for number in group) for group in groups]
    asked = "\n".join(f"q{number}: {{type: choice, label: What, options: {{{inner}}}}}" for number, inner in enumerate(misspelt))
    told = codes(form(asked), "routing: [{to: nobody}]")
    assert ("unknown-function" in told) is read_on
    assert told.count("unknown-key") == options
