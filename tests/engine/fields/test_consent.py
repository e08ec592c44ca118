"""A box that must be ticked."""

import pytest

from engine.statistics.table import closed_values
from tests.engine.factories import TYPES, again, checked, context, parsed, question, refused, shown, unreadable
from tests.engine.written import answered, asking, code, form, problems

AGREED = question("consent", text={"sv": "Allt är sant", "en": "All is true"})


def test_a_ticked_box_is_true_and_an_empty_one_no_answer() -> None:
    assert parsed(AGREED, "yes") is True
    assert parsed(AGREED) is None
    assert checked(AGREED, False) is None
    assert again(AGREED, True) is True


def test_it_must_be_ticked_unless_it_is_optional() -> None:
    box = "ok: {type: consent, label: Ok, text: All is true%s}"
    assert problems(asking(box % ""), ok=False) == [("ok", "required")]
    assert answered(asking(box % ", optional: true"), ok=False).answers == {}
    assert problems(asking(box % ""), ok=True) == []


@pytest.mark.parametrize("value", ["yes", "true", 1, [True], {}])
def test_nothing_but_a_truth_is_taken(value: object) -> None:
    assert refused(AGREED, value) == "wrong-type"


def test_another_text_from_a_form_is_refused() -> None:
    assert unreadable(AGREED, "on") == "wrong-type"


def test_the_box_stands_beside_the_authors_text() -> None:
    (box,) = TYPES["consent"].options(AGREED, context(language="en"))
    assert (box.key, box.label) == ("yes", {"en": "All is true"})


def test_it_is_shown_with_what_was_agreed_to() -> None:
    assert shown(AGREED, True) == "Ja: Allt är sant"


def test_how_many_agreed_is_counted() -> None:
    assert closed_values(AGREED) == ("yes",)
    assert TYPES["consent"].category_label("yes", AGREED, context(language="en")) == "Yes"


def test_a_box_can_not_begin_ticked() -> None:
    assert code(form("ok: {type: consent, label: Ok, text: All is true, preset: true}")) == "no-preset"


def test_a_condition_asks_for_true() -> None:
    box = "ok: {type: consent, label: Ok, text: All is true, optional: true}\nwho: {type: text, label: Who, show_if: {ok: %s}}"
    assert problems(asking(box % "true"), ok=True) == [("who", "required")]
    assert problems(asking(box % "true")) == []
    assert code(form(box % "false")) == "not-a-value"
