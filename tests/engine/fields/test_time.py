"""A time of day."""

import pytest

from tests.engine.factories import TYPES, again, context, parsed, question, refused, shown, unreadable


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14.30", "14:30"),
        ("14:30", "14:30"),
        ("1430", "14:30"),
        ("930", "09:30"),
        ("9", "09:00"),
        ("9.05", "09:05"),
        ("kl. 14.30", "14:30"),
        ("Kl 8", "08:00"),
        ("14 30", "14:30"),
        ("00.00", "00:00"),
    ],
)
def test_a_written_time_is_read(text: str, value: str) -> None:
    assert parsed(question("time"), text) == value


@pytest.mark.parametrize("text", ["24.00", "25", "12.60", "halv tre", "14.3", "14303", "١٤", "2 pm"])
def test_what_is_no_time_is_refused(text: str) -> None:
    assert unreadable(question("time"), text) == "not-a-time"


@pytest.mark.parametrize("value", ["9:00", "24:00", "09:00:00", "", "09.00"])
def test_only_hours_and_minutes_are_stored(value: str) -> None:
    assert refused(question("time"), value) == "not-a-time"


@pytest.mark.parametrize("value", [930, 9.5, True, ["09:00"]])
def test_what_is_no_text_is_refused(value: object) -> None:
    assert refused(question("time"), value) == "wrong-type"


def test_a_time_beyond_its_limits_is_refused() -> None:
    assert refused(question("time", min="08:00", max="17:00"), "17:01") == "out-of-range"


@pytest.mark.parametrize(("language", "words"), [("sv", "09.05"), ("en", "09:05")])
def test_it_is_shown_as_the_language_writes_it(language: str, words: str) -> None:
    where = context(language=language)
    assert shown(question("time"), "09:05", where) == words
    assert again(question("time"), "09:05", where) == "09:05"


def test_limits_the_wrong_way_round_are_the_authors_fault() -> None:
    assert TYPES["time"].faults(question("time", min="10:00", max="09:00")) == (("min-over-max", "min"),)
