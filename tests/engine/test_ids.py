"""The rules of identifiers."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import ids


def test_an_id_is_a_uuid_of_version_seven() -> None:
    made = ids.new_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_an_id_holds_the_time_it_was_made() -> None:
    before = time.time_ns() // 1_000_000
    made = ids.new_id().int >> 80
    assert before <= made <= time.time_ns() // 1_000_000


def test_ids_made_after_each_other_sort_in_that_order() -> None:
    made = [ids.new_id() for _ in range(2000)]
    assert made == sorted(made)


def test_a_sent_id_is_read_back() -> None:
    id = ids.new_id()
    assert ids.read_id(str(id)) == id


@pytest.mark.parametrize("sent", ["", "mailbox", "0" * 31, "x" * 32])
def test_what_is_no_id_is_none(sent: str) -> None:
    assert ids.read_id(sent) is None


def test_many_ids_are_all_different() -> None:
    assert len({ids.new_id() for _ in range(5000)}) == 5000


def test_a_reference_is_eight_characters_of_the_alphabet_without_doubtful_letters() -> None:
    made = "".join(ids.new_reference() for _ in range(500))
    assert len(made) == 4000
    assert set(made) == set(ids.CROCKFORD)


def test_a_reference_is_shown_with_a_dash_in_the_middle() -> None:
    assert ids.show_reference("7F4KM2QX") == "7F4K-M2QX"


@given(st.text(ids.CROCKFORD, min_size=8, max_size=8))
def test_a_shown_reference_is_read_back(reference: str) -> None:
    assert ids.read_reference(ids.show_reference(reference)) == reference


@pytest.mark.parametrize("typed", ["7f4k-m2qx", " 7F4K M2QX ", "7F4K–M2QX", "7F4K\u00a0M2QX.", "7-F-4-K-M-2-Q-X"])
def test_case_dashes_and_spaces_are_forgiven(typed: str) -> None:
    assert ids.read_reference(typed) == "7F4KM2QX"


@pytest.mark.parametrize("typed", ["O1IL-oil0", "0111-0110"])
def test_letters_that_look_like_digits_are_read_as_digits(typed: str) -> None:
    assert ids.read_reference(typed) == "01110110"


@pytest.mark.parametrize("typed", ["", "7F4K-M2Q", "7F4K-M2QXX", "7F4K-M2QU", "7F4K-M2QÅ", "٧F4KM2QX", "ßßßß", "7" * 100_000])
def test_what_can_not_be_a_reference_is_none(typed: str) -> None:
    assert ids.read_reference(typed) is None


@given(st.text())
def test_reading_never_fails(typed: str) -> None:
    assert ids.read_reference(typed) is None or len(typed) >= 8


def test_a_number_is_the_year_and_five_characters() -> None:
    year, _, rest = ids.new_number(2026).partition("-")
    assert year == "2026"
    assert len(rest) == 5
    assert set(rest) <= set(ids.CROCKFORD)
