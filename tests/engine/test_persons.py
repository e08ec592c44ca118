"""Where a report names people, and what is shown instead of a name that may not be seen."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.answers import values_of
from engine.organisation import Organisation
from engine.persons import Spot, letters, masked, pseudonym_number, spots
from engine.template.load import load
from tests.persons import PERSONS
from tests.site import MONDAY

TEMPLATE = load(PERSONS)
KIM = {"hidden": "no", "name": "Kim Berg", "birth": 2014, "street": "Gatan 1"}
ANSWERS: dict[str, Any] = {"place": "north", "seen_by": "Bo Holm", "hurt": [KIM, {"hidden": "yes"}, {"hidden": "yes", "name": "Ali"}]}


def found(answers: dict[str, Any]) -> tuple[Spot, ...]:
    """The spots of a report."""
    return spots(TEMPLATE, answers, values_of(TEMPLATE.form, answers, Organisation("", "")), MONDAY.date())


def test_each_row_and_each_question_that_names_somebody_is_a_spot() -> None:
    told = [(spot.role.id, spot.place, spot.name, spot.protected) for spot in found(ANSWERS)]
    assert told == [
        ("exposed", "hurt/0/name", "Kim Berg", False),
        ("exposed", "hurt/1/name", "", True),
        ("exposed", "hurt/2/name", "Ali", True),
        ("witness", "seen_by", "Bo Holm", False),
    ]
    assert found(ANSWERS)[0].born == 2014


def test_nobody_is_where_no_name_was_given() -> None:
    assert found({"hurt": [{"hidden": "no"}]}) == ()


def test_a_masked_name_is_replaced_and_what_tells_who_it_is_left_out() -> None:
    seen = masked(TEMPLATE, ANSWERS, {"hurt/0/name": "Person A", "seen_by": "Person B"})
    assert seen["hurt"][0] == {"hidden": "no", "name": "Person A"}
    assert seen["seen_by"] == "Person B"
    assert seen["hurt"][1:] == ANSWERS["hurt"][1:]
    assert ANSWERS["hurt"][0] is KIM
    assert KIM["name"] == "Kim Berg"


@given(st.integers(1, 400_000))
def test_a_pseudonym_is_read_back_as_it_is_written(number: int) -> None:
    assert pseudonym_number(f"Person {letters(number).lower()}") == number


def test_pseudonyms_are_counted_like_the_columns_of_a_table() -> None:
    assert [letters(number) for number in (1, 26, 27, 52, 53, 702, 703)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert [pseudonym_number(text) for text in ("", "Person", "Person 1", "Person Å")] == [None, None, None, None]
