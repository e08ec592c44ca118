"""One of the organisation's units."""

from datetime import UTC, datetime

import pytest

from engine.organisation import Unit
from tests.engine.factories import TYPES, checked, context, organisation, parsed, question, refused, shown

TOMORROW = context(datetime(2026, 11, 21, 8, 0, tzinfo=UTC))


def test_the_units_key_is_stored() -> None:
    assert parsed(question("unit"), "south") == "south"


@pytest.mark.parametrize("key", ["old", "unknown", "North office", ""])
def test_a_closed_or_unknown_unit_is_refused(key: str) -> None:
    assert refused(question("unit"), key) == "not-a-unit"


def test_a_unit_can_be_chosen_on_its_last_day_and_not_after() -> None:
    assert checked(question("unit"), "depot") == "depot"
    assert refused(question("unit"), "depot", TOMORROW) == "not-a-unit"


def test_kinds_limit_the_choice() -> None:
    asked = question("unit", kinds=["store"])
    assert [option.key for option in TYPES["unit"].options(asked, context())] == ["depot"]
    assert refused(asked, "north") == "not-a-unit"


@pytest.mark.parametrize("value", [1, ["north"], {"north": 1}, True])
def test_what_is_no_text_is_refused(value: object) -> None:
    assert refused(question("unit"), value) == "wrong-type"


def test_it_is_shown_by_name_even_when_closed() -> None:
    assert shown(question("unit"), "old") == "Old office"
    assert TYPES["unit"].category_label("old", question("unit"), context()) == "Old office"


@pytest.mark.parametrize(("count", "widget"), [(7, "radios"), (8, "select")])
def test_many_units_make_a_list_to_pick_from(count: int, widget: str) -> None:
    units = {f"u{number}": Unit(f"u{number}", f"Unit {number}") for number in range(count)}
    assert TYPES["unit"].widget_for(question("unit"), context(organisation=organisation(units))) == widget


def test_it_is_counted_by_key() -> None:
    assert TYPES["unit"].category("north", question("unit")) == ("north",)
