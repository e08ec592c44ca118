"""Telephone numbers."""

import pytest

from tests.engine.factories import TYPES, again, checked, parsed, question, refused


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("070-174 06 05", "0701740605"),
        ("070/174 06 05", "0701740605"),
        ("08-465 004 00", "0846500400"),
        ("+46-8-465 004 00", "+46846500400"),
        ("0046(0)70-174 06 05", "+46701740605"),
        ("+46 (0)70 174 06 05", "+46701740605"),
        ("0046 70 174 06 05", "+46701740605"),
        ("(08) 465 004 00", "0846500400"),
        ("070–174\u00a006\u00a005", "0701740605"),
        ("90 000", "90000"),
    ],
)
def test_a_number_is_stored_as_its_figures(text: str, value: str) -> None:
    assert parsed(question("phone"), text) == value
    assert again(question("phone"), value) == value


@pytest.mark.parametrize(
    "text", ["112", "ring mig", "070-174 06 05 ankn 3", "+0701740605", "1" * 16, "٠٧٠١٧٤٠٦٠٥", "++46701740605", "0" * 5000]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert refused(question("phone"), text) == "not-a-phone"


@pytest.mark.parametrize("value", [46701740605, ["0701740605"], True])
def test_what_is_no_text_is_refused(value: object) -> None:
    assert refused(question("phone"), value) == "wrong-type"


def test_only_blanks_is_no_answer() -> None:
    assert checked(question("phone"), " ") is None


def test_it_is_personal() -> None:
    assert TYPES["phone"].free_text
