"""A person: a name in writing, or a member of the organisation."""

from dataclasses import replace

import pytest

from tests.engine.factories import TYPES, again, context, parsed, question, refused, shown
from tests.engine.written import asking, code, form, forms, loaded, workflow


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


MEMBER = replace(question("person"), excludes=True)
HERE = context(people={"7b0c8d0e-0000-4000-8000-000000000001": "Ada Alm", "7b0c8d0e-0000-4000-8000-000000000002": "Bo Ek"})
ADA = next(iter(HERE.people))


def test_a_member_is_picked_from_those_who_can_be_named() -> None:
    kind = TYPES["person"]
    assert [(option.key, option.label) for option in kind.options(MEMBER, HERE)] == [(id, {"sv": name}) for id, name in HERE.people.items()]
    assert parsed(MEMBER, ADA, where=HERE) == again(MEMBER, ADA, HERE) == ADA
    assert shown(MEMBER, ADA, HERE) == "Ada Alm"


@pytest.mark.parametrize(
    ("value", "code"), [("Ada Alm", "not-a-member"), ("", "not-a-member"), ([ADA], "wrong-type"), (True, "wrong-type")]
)
def test_only_a_member_is_taken_where_one_is_asked_for(value: object, code: str) -> None:
    assert refused(MEMBER, value, HERE) == code


def test_many_members_are_a_list_and_a_name_is_a_line() -> None:
    kind, many = TYPES["person"], context(people={str(number): "Kim" for number in range(8)})
    assert [kind.widget_for(MEMBER, HERE), kind.widget_for(MEMBER, many), kind.widget_for(question("person"), many)] == [
        "radios",
        "select",
        "input",
    ]
    assert kind.options(question("person"), HERE) == ()


WHO = "who: {type: person, label: Who, excludes: true}"
STEP = workflow("talk: {kind: form, form: talk}")


def test_only_a_step_asks_for_a_member() -> None:
    assert code(form(WHO)) == "excludes-needs-person"
    asked = loaded(forms(talk=WHO), STEP).step("talk")
    assert [one.excludes for one in asked.kind.form(asked).questions()] == [True]  # type: ignore[union-attr]


def test_nobody_is_named_in_advance() -> None:
    assert code(forms(talk=WHO[:-1] + ", preset: Kim}"), STEP) == "no-preset"
