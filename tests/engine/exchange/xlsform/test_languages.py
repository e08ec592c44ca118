"""Languages are known by their codes, or by what their speakers and others call them."""

import pytest

from engine.exchange.xlsform.languages import code_of, codes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Svenska (sv)", "sv"),
        ("Svenska (sv-SE)", "sv"),
        ("sv", "sv"),
        ("pt-BR", "pt"),
        ("English", "en"),
        ("ENGELSKA", "en"),
        ("العربية", "ar"),
        ("Dari (Afghanistan)", "prs"),
        ("Klingon", None),
        ("1", None),
    ],
)
def test_a_language_has_the_code_that_its_name_says(name: str, code: str | None) -> None:
    assert code_of(name) == code


def test_the_language_of_the_settings_comes_first() -> None:
    assert list(codes(("Svenska (sv)", "English (en)"), "English (en)").values()) == ["en", "sv"]


def test_columns_without_a_language_are_in_that_of_the_settings() -> None:
    assert codes(("", "Svenska (sv)"), "English") == {"": "en", "Svenska (sv)": "sv"}


def test_columns_without_a_language_are_in_swedish_unless_that_has_its_own() -> None:
    assert codes(("",), "") == {"": "sv"}
    assert codes(("", "Svenska"), "") == {"": "en", "Svenska": "sv"}


def test_a_language_that_is_not_known_has_no_code() -> None:
    assert codes(("Klingon", "English"), "") == {"English": "en"}
