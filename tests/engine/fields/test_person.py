"""The name of a person."""

import pytest

from tests.engine.factories import TYPES, again, parsed, question, refused
from tests.engine.written import asking, code, form


def test_the_name_is_stored_as_it_was_written() -> None:
    assert parsed(question("person"), " Kim  Ek ") == "Kim Ek"
    assert again(question("person"), "Kim Ek") == "Kim Ek"


@pytest.mark.parametrize(("value", "code"), [(["Kim"], "wrong-type"), ("a" * 101, "too-long"), ("Kim\x00", "bad-character")])
def test_what_can_not_be_a_name_is_refused(value: object, code: str) -> None:
    assert refused(question("person"), value) == code


def test_a_browser_fills_it_in_only_where_visitors_write_their_own() -> None:
    asked = (question("person"), question("person", autocomplete="name"))
    assert [TYPES["person"].attributes_for(one)["autocomplete"] for one in asked] == ["off", "name"]
    assert code(form("who: {type: person, label: Who, autocomplete: email}")) == "not-allowed"


def test_it_is_personal_unless_it_says_otherwise() -> None:
    found = asking("a: {type: person, label: A}\nb: {type: person, label: B, personal: false}")
    assert [question.personal for question in found.form.questions()] == [True, False]


def test_a_name_shuts_nobody_out() -> None:
    assert code(form("who: {type: person, label: Who, excludes: true}")) == "excludes-needs-person"
