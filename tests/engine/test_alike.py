"""When two names may mean the same person, and what a name is found by."""

import pytest

from engine.alike import index_number, index_words, likeness, within, words


def test_the_words_of_a_name_are_small_in_order_and_each_once() -> None:
    assert words("  Åsa  BERG-Lind, Åsa ") == ("berg", "lind", "åsa")


def test_a_class_beside_the_name_and_single_letters_are_no_words_of_it() -> None:
    assert words("Kim B Berg 5B, 7a") == ("berg", "kim")


@pytest.mark.parametrize("written", ["åsa bérg", "ASA BERG", "Berg Åsa", "a\u030asa berg"])
def test_marks_case_and_order_make_no_difference_to_what_a_name_is_found_by(written: str) -> None:
    assert index_words(written) == ("asa", "berg")


def test_a_number_is_found_by_its_figures() -> None:
    assert index_number("20120304-1234") == index_number("201203041234 ") == "201203041234"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Kim Berg", "Berg, Kim", True),
        ("Kim Berg", "Kim Holm", False),
        ("Kim", "Kim Holm", True),
        ("Kim Berg", "Kim", False),
        ("Kim Ali Berg", "Kim Berg", True),
        ("", "Kim", False),
        ("Kim", "", False),
    ],
)
def test_names_of_several_words_are_alike_when_two_are_the_same(one: str, other: str, alike: bool) -> None:
    assert bool(likeness(one, other)) is alike


def test_the_same_marks_make_names_more_alike() -> None:
    assert likeness("Åsa Berg", "Åsa Berg") > likeness("Åsa Berg", "Asa Berg") > likeness("Åsa Berg Lind", "Kim Berg") == 0


def test_all_words_that_are_asked_for_must_be_in_the_name() -> None:
    assert within("berg åsa", "Asa Kim Berg")
    assert not within("berg kim", "Kim Holm")
    assert not within("  ", "Kim")
