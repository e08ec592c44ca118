"""One of some options."""

from datetime import date

import pytest

from engine.fields import Option
from tests.engine.factories import TYPES, checked, context, parsed, question, refused, shown

DATED = (Option("new", {"sv": "Ny"}, start=date(2026, 11, 21)), Option("old", {"sv": "Gammal"}, until=date(2026, 11, 19)))


def test_the_key_is_stored() -> None:
    assert parsed(question("choice"), "green") == "green"


@pytest.mark.parametrize("value", ["purple", "", "Green", "\x00"])
def test_what_is_no_option_is_refused(value: str) -> None:
    assert refused(question("choice"), value) == "not-an-option"


@pytest.mark.parametrize("value", [4, True, ["red"], {"red": 1}])
def test_what_is_no_text_is_refused(value: object) -> None:
    assert refused(question("choice", options=["4", "red"]), value) == "wrong-type"


@pytest.mark.parametrize("key", ["new", "old"])
def test_an_option_outside_its_dates_is_refused(key: str) -> None:
    assert refused(question("choice", options=DATED), key) == "not-an-option"


def test_an_option_whose_condition_fails_is_refused() -> None:
    asked = question("choice", options=[Option("a", {"sv": "A"}, when="w"), Option("b", {"sv": "B"})])
    assert checked(asked, "a", context(holds=lambda condition: True)) == "a"
    assert refused(asked, "a", context(holds=lambda condition: False)) == "not-an-option"


def test_an_old_answer_can_still_be_read() -> None:
    assert shown(question("choice", options=DATED), "old") == "Gammal"
    assert shown(question("choice", options=DATED), "gone") == "gone"


@pytest.mark.parametrize(("count", "widget"), [(15, "radios"), (16, "select")])
def test_many_options_make_a_list_to_pick_from(count: int, widget: str) -> None:
    asked = question("choice", options=[f"o{number}" for number in range(count)])
    assert TYPES["choice"].widget_for(asked, context()) == widget


def test_only_options_of_today_decide_the_widget() -> None:
    asked = question("choice", options=[*(f"o{number}" for number in range(15)), *DATED])
    assert TYPES["choice"].widget_for(asked, context()) == "radios"


def test_an_option_may_count_as_another() -> None:
    asked = question("choice", options=["hall", Option("lobby", {"sv": "Lobby"}, counts_as="hall")])
    assert TYPES["choice"].category("lobby", asked) == ("hall",)
    assert TYPES["choice"].category_label("hall", asked, context()) == "Hall"


def test_the_schema_has_every_option_whatever_its_dates() -> None:
    assert TYPES["choice"].json_schema(question("choice", options=DATED)) == {"enum": ["new", "old"]}
