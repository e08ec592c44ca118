"""Any number of some options."""

import pytest

from engine.fields import Option
from tests.engine.factories import TYPES, again, checked, context, parsed, question, refused, shown


def test_keys_are_stored_once_and_in_the_questions_order() -> None:
    assert parsed(question("choices"), "blue", "red", "blue") == ["red", "blue"]


def test_an_empty_list_is_no_answer() -> None:
    assert checked(question("choices"), []) is None


@pytest.mark.parametrize("value", ["red", [1], [["red"]], {"red": True}, [None]])
def test_what_is_no_list_of_texts_is_refused(value: object) -> None:
    assert refused(question("choices"), value) == "wrong-type"


def test_one_that_is_no_option_is_enough_to_refuse() -> None:
    assert refused(question("choices"), ["red", "purple"]) == "not-an-option"


def test_none_excludes_the_others() -> None:
    asked = question("choices", none="blue")
    assert checked(asked, ["blue"]) == ["blue"]
    assert refused(asked, ["red", "blue"]) == "none-and-others"


def test_too_few_and_too_many_are_refused() -> None:
    asked = question("choices", min=2, max=2)
    assert refused(asked, ["red"]) == "too-few-options"
    assert refused(asked, ["red", "green", "blue"]) == "too-many-options"


def test_none_is_enough_though_more_are_asked_for() -> None:
    assert checked(question("choices", min=2, none="blue"), ["blue"]) == ["blue"]


@pytest.mark.parametrize(("keys", "fault"), [({"none": "x"}, ("unknown-option", "none")), ({"min": 3, "max": 2}, ("min-over-max", "min"))])
def test_the_authors_slips_are_faults(keys: dict[str, object], fault: tuple[str, str]) -> None:
    assert TYPES["choices"].faults(question("choices", **keys)) == (fault,)


def test_the_labels_are_shown_one_after_the_other() -> None:
    assert shown(question("choices"), ["red", "gone"]) == "Red, gone"


def test_a_form_sends_one_text_per_option() -> None:
    assert again(question("choices"), ["red", "green"]) == ["red", "green"]


def test_options_that_count_as_the_same_count_once() -> None:
    asked = question("choices", options=["a", Option("b", {"sv": "B"}, counts_as="a"), "c"])
    assert TYPES["choices"].category(["a", "b", "c"], asked) == ("a", "c")
    assert TYPES["choices"].category_label("c", asked, context()) == "C"


def test_labels_with_commas_are_told_apart() -> None:
    asked = question("choices", options=(Option("a", {"sv": "Fönster, ruta"}), Option("b", {"sv": "Klotter"})))
    assert shown(asked, ["a", "b"]) == "Fönster, ruta; Klotter"
