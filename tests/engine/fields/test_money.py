"""Amounts are stored in hundredths."""

import pytest

from tests.engine.factories import TYPES, again, checked, context, parsed, question, refused, shown, unreadable


@pytest.mark.parametrize(
    ("text", "value"), [("1 234,50", 123450), ("1234.5", 123450), ("99", 9900), ("99:-", 9900), ("1\u00a0234,50 kr", 123450), ("0,05", 5)]
)
def test_a_written_amount_is_read(text: str, value: int) -> None:
    assert parsed(question("money"), text) == value


@pytest.mark.parametrize("text", ["mycket", "1.234", "1.234,50", "12,345", "5 €"])
def test_what_can_not_be_read_surely_is_refused(text: str) -> None:
    assert unreadable(question("money"), text) == "not-an-amount"


@pytest.mark.parametrize("value", [True, "100", [], 10.5])
def test_what_is_no_whole_hundredth_is_refused(value: object) -> None:
    assert refused(question("money"), value) == "wrong-type"


@pytest.mark.parametrize(("value", "code"), [(-1, "too-small"), (10**15, "too-large"), (10**400, "too-large"), (float("nan"), "too-large")])
def test_an_amount_beyond_its_limits_is_refused(value: float, code: str) -> None:
    assert refused(question("money"), value) == code


def test_a_debt_needs_leave() -> None:
    assert parsed(question("money", min=-10000), "-50,00") == -5000


@pytest.mark.parametrize(("value", "words"), [(123450, "1\u00a0234,50 kr"), (123400, "1\u00a0234 kr"), (-5, "-0,05 kr")])
def test_it_is_shown_with_its_currency(value: int, words: str) -> None:
    assert shown(question("money"), value) == words


def test_the_author_may_name_another_currency() -> None:
    assert parsed(question("money", unit="€"), "5 €") == 500
    assert shown(question("money", unit="€"), 500, context(language="en")) == "5 €"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_form_can_send_it_back(language: str) -> None:
    assert again(question("money"), 123456789, context(language=language)) == 123456789


def test_it_is_counted_as_it_is_stored() -> None:
    assert TYPES["money"].category(checked(question("money"), 500), question("money")) == ("500",)
