"""A postal address in three parts."""

import pytest

from engine.errors import AnswerError
from tests.engine.factories import TYPES, again, checked, context, parsed, question, refused, shown
from tests.engine.written import asking, problems

HOME = question("address")
WHOLE = {"street": "Storgatan 3 B", "postcode": "123 45", "town": "Ekhamra"}


def refusal(value: object) -> tuple[str, str, str]:
    """Code, part and sentence of a refusal."""
    with pytest.raises(AnswerError) as caught:
        checked(HOME, value)
    said = TYPES["address"].say(caught.value.code, "sv", **caught.value.facts) or ""
    return caught.value.code, caught.value.facts["part"], said


def test_its_parts_are_read_and_cleaned() -> None:
    assert parsed(HOME, " Storgatan  3 B", postcode="12345 ", town="Ekhamra") == WHOLE
    assert again(HOME, WHOLE) == WHOLE


@pytest.mark.parametrize("written", ["12345", "123 45", "123\u00a045", "SE-123 45", "se 12345", "S-12345", "S12345"])
def test_a_postcode_of_five_figures_has_one_form(written: str) -> None:
    assert checked(HOME, {**WHOLE, "postcode": written})["postcode"] == "123 45"


@pytest.mark.parametrize("written", ["NO-0150", "SW1A 2AA", "DK-2100", "FI-00100"])
def test_a_postcode_abroad_stays_as_it_was_written(written: str) -> None:
    assert checked(HOME, {**WHOLE, "postcode": written})["postcode"] == written


@pytest.mark.parametrize("written", ["1234", "123 456", "12-345", "0"])
def test_other_figures_alone_are_no_postcode(written: str) -> None:
    assert refusal({**WHOLE, "postcode": written})[:2] == ("not-a-postcode", "postcode")


def test_all_of_it_or_none() -> None:
    said = "Postnummer saknas i adressen. Skriv hela adressen"
    assert refusal({"street": "Storgatan 3", "town": "Ekhamra"}) == ("part-missing", "postcode", said)
    assert checked(HOME, {}) is None
    assert checked(HOME, {"street": " ", "postcode": None, "town": ""}) is None
    assert problems(asking("home: {type: address, label: Home}"), home={}) == [("home", "required")]


@pytest.mark.parametrize("value", ["Storgatan 3", [WHOLE], {**WHOLE, "country": "SE"}, {**WHOLE, "town": 7}])
def test_what_is_no_address_is_refused(value: object) -> None:
    assert refused(HOME, value) == "wrong-type"


@pytest.mark.parametrize(("town", "code"), [("x" * 101, "too-long"), ("Ek\x00", "bad-character")])
def test_it_is_said_which_part_can_not_be_stored(town: str, code: str) -> None:
    assert refusal({**WHOLE, "town": town})[:2] == (code, "town")


def test_it_is_shown_as_on_a_letter() -> None:
    assert shown(HOME, WHOLE) == "Storgatan 3 B\n123 45 Ekhamra"


def test_its_parts_have_names_in_the_readers_language() -> None:
    assert TYPES["address"].words(HOME, context(language="en"))["town-label"] == "Town"


def test_a_browser_fills_it_in_only_where_visitors_write_their_own() -> None:
    assert set(TYPES["address"].attributes_for(HOME).values()) == {"off"}
    own = TYPES["address"].attributes_for(question("address", autocomplete="address"))
    assert own["postcode-autocomplete"] == "postal-code"


def test_it_is_personal_and_never_counted() -> None:
    assert (TYPES["address"].free_text, TYPES["address"].countable) == (True, False)
