"""Numbers as people write them and as JSON does."""

import json
import math

import pytest

from engine.errors import AnswerError
from tests.engine.factories import TYPES, again, checked, context, parsed, question, refused, shown, unreadable


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        (" 1 234 ", 1234),
        ("1\u00a0234", 1234),
        ("3,50", 3.5),
        ("3.5", 3.5),
        ("-2", -2),
        ("\u22122", -2),
        ("12 kg", 12),
        ("+7", 7),
    ],
)
def test_a_written_number_is_read(text: str, value: float) -> None:
    assert parsed(question("number", decimals=2, unit="kg"), text) == value


@pytest.mark.parametrize("text", ["tre", "1.234,50", "1,2,3", "0x10", "1e3", "NaN", "∞", "١٢", "12 m", "9" * 30, "--1", ","])
def test_what_can_not_be_read_surely_is_refused(text: str) -> None:
    assert unreadable(question("number", decimals=2, unit="kg"), text) == "not-a-number"


def test_a_whole_number_is_stored_as_an_integer() -> None:
    assert json.dumps(checked(question("number"), 3.0)) == "3"


@pytest.mark.parametrize("value", [True, "3", [3], {}, math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(value: object) -> None:
    assert refused(question("number"), value) == "wrong-type"


@pytest.mark.parametrize("value", [10**13, -(10**13), 1e300, 10**400])
def test_a_huge_number_is_refused(value: float) -> None:
    assert refused(question("number"), value) in ("too-large", "too-small")


def test_decimals_need_leave() -> None:
    assert refused(question("number"), 1.5) == "not-whole"
    assert refused(question("number", decimals=1), 1.25) == "too-many-decimals"
    assert checked(question("number", decimals=2), 0.1) == 0.1


@pytest.mark.parametrize(
    ("keys", "value", "code"), [({"min": 1}, 0, "too-small"), ({"max": 5}, 6, "too-large"), ({"min": 1, "max": 5}, 6, "out-of-range")]
)
def test_a_number_beyond_its_limits_is_refused(keys: dict[str, float], value: int, code: str) -> None:
    assert refused(question("number", **keys), value) == code


def test_limits_may_have_decimals() -> None:
    assert checked(question("number", min=0.1, max=0.3, decimals=1), 0.3) == 0.3


@pytest.mark.parametrize(
    ("value", "words"), [(1234, "1234 kg"), (12345.5, "12\u00a0345,5 kg"), (-1234567, "-1\u00a0234\u00a0567 kg"), (0.00001, "0,00001 kg")]
)
def test_it_is_shown_as_the_language_writes_it(value: float, words: str) -> None:
    assert shown(question("number", unit="kg"), value) == words


def test_english_writes_it_otherwise() -> None:
    assert shown(question("number"), 12345.5, context(language="en")) == "12,345.5"


@pytest.mark.parametrize("value", [0.00001, -12345.5, 10**12])
def test_a_form_can_send_it_back(value: float) -> None:
    assert again(question("number", decimals=6, unit="kg"), value) == value


def test_the_example_is_within_the_limits() -> None:
    asked = question("number", min=10, max=20)
    with pytest.raises(AnswerError) as caught:
        parsed(asked, "x")
    assert TYPES["number"].say("not-a-number", "sv", **caught.value.facts) == "Skriv svaret med siffror, till exempel 10"


def test_the_keypad_suits_the_number() -> None:
    attributes = [TYPES["number"].attributes_for(question("number", **keys)) for keys in ({}, {"decimals": 1}, {"min": -1})]
    assert [found.get("inputmode") for found in attributes] == ["numeric", "decimal", None]


def test_the_unit_stands_after_the_input() -> None:
    assert TYPES["number"].suffix(question("number", unit={"sv": "st", "en": "pcs"}), context(language="en")) == "pcs"


def test_limits_the_wrong_way_round_are_the_authors_fault() -> None:
    assert TYPES["number"].faults(question("number", min=2, max=1)) == (("min-over-max", "min"),)
