"""Personnummer and samordningsnummer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import AnswerError
from tests.engine.factories import (
    TYPES,
    again,
    checked,
    context,
    control_figure,
    parsed,
    personnummer,
    question,
    refused,
    shown,
    unreadable,
)
from tests.engine.written import asking, code, fault, form, forms, loaded, workflow

ASKED = question("se_personnummer")
TODAY = date(2026, 11, 20)
TOLVAN = "191212121212"


numbers = st.builds(personnummer, st.dates(date(1800, 1, 1), TODAY), st.integers(1, 999), st.sampled_from([0, 60]))


@pytest.mark.parametrize(
    "text",
    ["19121212-1212", "191212121212", "19121212 1212", "1912 12 12 - 1212", "121212+1212", "19121212\u20131212", "19121212\u00a01212"],
)
def test_one_number_is_stored_in_one_form_however_it_is_written(text: str) -> None:
    assert parsed(ASKED, text) == TOLVAN
    assert checked(ASKED, text) == TOLVAN


@given(numbers)
def test_every_number_of_a_day_that_has_been_is_taken(twelve: str) -> None:
    assert parsed(ASKED, twelve) == parsed(ASKED, f"{twelve[:8]}-{twelve[8:]}") == twelve
    assert again(ASKED, twelve) == twelve


@given(st.builds(personnummer, st.dates(date(1827, 1, 1), TODAY), st.integers(1, 999)))
def test_ten_figures_mean_the_same_as_twelve(twelve: str) -> None:
    turned_100 = TODAY.year - int(twelve[:4]) >= 100
    assert parsed(ASKED, f"{twelve[2:8]}{'+' if turned_100 else '-'}{twelve[8:]}") == twelve
    if not turned_100:
        assert parsed(ASKED, twelve[2:]) == parsed(ASKED, f"{twelve[2:8]} {twelve[8:]}") == twelve


@given(numbers, st.integers(8, 11), st.integers(1, 9))
def test_one_wrong_figure_among_the_last_four_is_found(twelve: str, place: int, step: int) -> None:
    wrong = f"{twelve[:place]}{(int(twelve[place]) + step) % 10}{twelve[place + 1 :]}"
    assert unreadable(ASKED, wrong) == "control"


@given(st.builds(personnummer, st.dates(TODAY + timedelta(days=1), date(2099, 12, 31)), st.integers(1, 999), st.sampled_from([0, 60])))
def test_a_day_that_has_not_been_is_refused(twelve: str) -> None:
    assert unreadable(ASKED, twelve) == "not-yet"


@given(numbers, st.integers(0, 11), st.text(st.sampled_from("0123456789+- "), max_size=2))
def test_whatever_is_taken_has_a_day_and_its_control_figure(twelve: str, place: int, other: str) -> None:
    try:
        value = parsed(ASKED, twelve[:place] + other + twelve[place + 1 :])
    except AnswerError:
        return
    assert date(int(value[:4]), int(value[4:6]) or 1, int(value[6:8]) % 60 or 1) <= TODAY
    assert value[-1] == control_figure(value[:-1])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1212", "too-short"),
        ("19121212-121", "too-short"),
        ("121212-12122", "too-short"),
        ("19121212-12122", "too-many"),
        ("1912121-21212", "misplaced"),
        ("-191212121212", "misplaced"),
        ("19121212--1212", "misplaced"),
        ("19121212-121X", "not-figures"),
        ("T850709-9805", "not-figures"),
        ("١٩١٢١٢١٢١٢١٢", "not-figures"),
        ("20230229-1230", "no-such-day"),
        ("19121312-1212", "no-such-day"),
        ("19121200-1212", "no-such-day"),
        ("19120012-1212", "no-such-day"),
        ("19121292-1212", "no-such-day"),
        ("20261121-1212", "not-yet"),
        ("261121-1212", "not-yet"),
        ("17121212-1212", "wrong-year"),
        ("21121212-1212", "wrong-year"),
        ("19121212-1213", "control"),
        ("19121212-0009", "control"),
        ("9" * 5000, "too-many"),
    ],
)
def test_each_kind_of_slip_has_a_code_of_its_own(text: str, code: str) -> None:
    assert unreadable(ASKED, text) == code


def test_of_a_samordningsnummer_month_and_day_may_be_unknown() -> None:
    # such numbers are among those that Skatteverket gives out for trying
    assert parsed(ASKED, "19150072-2390") == "191500722390"
    assert unreadable(ASKED, "19150012-2390") == "no-such-day"


def test_somebody_is_a_hundred_years_older_from_the_first_of_january() -> None:
    eve, day = (context(datetime(*moment, tzinfo=UTC)) for moment in ((2011, 12, 31, 12), (2012, 1, 1, 12)))
    assert parsed(ASKED, "121212-1212", where=eve) == TOLVAN
    assert unreadable(ASKED, "121212-1212", where=day) == "not-yet"
    assert parsed(ASKED, "121212+1212", where=day) == TOLVAN


def test_today_is_a_day_that_has_been() -> None:
    assert parsed(ASKED, personnummer(TODAY, 123)) == personnummer(TODAY, 123)


@pytest.mark.parametrize("value", [191212121212, ["191212121212"], True])
def test_what_is_no_text_is_refused(value: object) -> None:
    assert refused(ASKED, value) == "wrong-type"


def test_it_is_shown_with_its_dash() -> None:
    assert shown(ASKED, TOLVAN) == "19121212-1212"


def test_it_says_how_it_is_written_where_the_author_does_not() -> None:
    assert TYPES["se_personnummer"].words(ASKED, context())["hint"].startswith("Tolv siffror")
    assert TYPES["se_personnummer"].to_read(question("se_personnummer", hint={"sv": "Ditt eget"}), "sv") == ()


STEP = "it: {type: se_personnummer, label: Number}"


def test_it_is_always_personal_and_never_counted() -> None:
    found = loaded(forms(talk=STEP), workflow("one: {kind: form, form: talk}"))
    (asked,) = next(found.steps()).kind.form(next(found.steps())).questions()  # type: ignore[union-attr]
    assert asked.personal
    assert code(forms(talk=STEP[:-1] + ", personal: false}"), workflow("one: {kind: form, form: talk}")) == "always-personal"
    assert code(forms(talk=STEP[:-1] + ", statistics: true}"), workflow("one: {kind: form, form: talk}")) == "not-countable"


def test_the_public_is_asked_for_it_only_with_a_reason() -> None:
    found = fault(form(STEP))
    assert (found.code, found.mark.line) == ("why-missing", 3)
    assert asking(STEP[:-1] + ", why: So that two with the same name are kept apart.}").form.find("it") is not None


def test_the_reason_is_asked_for_in_groups_too() -> None:
    group = "who: {type: group, label: Who, repeat: {max: 2, item: One}, questions: {it: {type: se_personnummer, label: Number}}}"
    assert code(form(group)) == "why-missing"


def test_no_condition_holds_a_personnummer() -> None:
    step = "it: {type: se_personnummer, label: Number}\nmore: {type: text, label: More, show_if: {it: '191212121212'}}"
    assert code(forms(talk=step), workflow("one: {kind: form, form: talk}")) == "test-does-not-fit"
