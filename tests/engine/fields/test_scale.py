"""A degree on a scale of whole numbers."""

import pytest

from engine.statistics.table import closed_values
from tests.engine.factories import TYPES, again, context, parsed, question, refused, shown, unreadable
from tests.engine.written import asking, code, form, problems

MOOD = question("scale", **{"from": 0, "to": 3, "from_label": "Bad", "to_label": {"sv": "Bra", "en": "Good"}})


def test_a_button_gives_its_number() -> None:
    assert parsed(MOOD, "2") == 2
    assert again(MOOD, 0) == 0


def test_there_is_a_button_for_each_step() -> None:
    assert [(option.key, option.label["sv"]) for option in TYPES["scale"].options(MOOD, context())] == [
        ("0", "0"),
        ("1", "1"),
        ("2", "2"),
        ("3", "3"),
    ]


def test_the_ends_say_what_they_mean() -> None:
    assert TYPES["scale"].words(MOOD, context(language="en")) == {"from": "0, Bad", "to": "3, Good"}
    assert TYPES["scale"].words(question("scale", **{"from": 1, "to": 3}), context()) == {}


@pytest.mark.parametrize("value", [-1, 4, 1.5, "2", "", 10**400, float("nan")])
def test_only_a_step_of_the_scale_is_taken(value: object) -> None:
    assert refused(MOOD, value) == "not-an-option"


@pytest.mark.parametrize("value", [True, [1], {}])
def test_what_is_no_number_is_refused(value: object) -> None:
    assert refused(MOOD, value) == "wrong-type"


@pytest.mark.parametrize("text", ["4", "two", "1.0", "³"])
def test_what_no_button_sends_is_refused(text: str) -> None:
    assert unreadable(MOOD, text) == "not-an-option"


def test_it_is_shown_with_what_it_means() -> None:
    assert [shown(MOOD, value) for value in (0, 2, 3)] == ["0, Bad", "2 på skalan 0–3", "3, Bra"]


def test_every_step_is_counted_in_order() -> None:
    assert closed_values(MOOD) == ("0", "1", "2", "3")
    assert [TYPES["scale"].category_label(key, MOOD, context()) for key in ("0", "1", "3")] == ["0, Bad", "1", "3, Bra"]


def test_a_condition_compares_the_number() -> None:
    chosen = asking("mood: {type: scale, label: Mood, from: 1, to: 5}\nwhy: {type: text, label: Why, show_if: {mood: {at_most: 2}}}")
    assert problems(chosen, mood=3) == []
    assert problems(chosen, mood=2) == [("why", "required")]


def test_a_scale_has_both_ends_and_room_on_a_phone() -> None:
    assert code(form("mood: {type: scale, label: Mood, from: 1}")) == "missing-key"
    assert code(form("mood: {type: scale, label: Mood, from: 3, to: 3}")) == "not-a-scale"
    assert code(form("mood: {type: scale, label: Mood, from: -6, to: 5}")) == "not-a-scale"
    assert code(form("mood: {type: scale, label: Mood, from: 1, to: 20}")) == "too-much"


def test_a_scale_may_go_below_nought() -> None:
    asked = question("scale", **{"from": -2, "to": 2})
    assert [parsed(asked, text) for text in ("-2", "0", "2")] == [-2, 0, 2]
    assert unreadable(asked, "-3") == "not-an-option"
