"""Sections of a template's text are replaced, and all the rest stays as it was written."""

from typing import Any

import pytest

from engine.exchange.sections import with_sections, written
from engine.template.source import read

TEXT = """# Överst
template: t   # namnet
title: Gammal

# Om formuläret
form:
  pages: {a: {title: A}}

# Vem som får
routing: [{to: x}]
"""


def test_a_replaced_section_leaves_every_other_line_as_it_was() -> None:
    made = with_sections(TEXT, {"form": {"pages": {"b": {"title": "B"}}}})
    assert made == TEXT.replace("  pages: {a: {title: A}}\n", "  pages:\n    b:\n      title: B\n")


def test_a_section_that_is_taken_away_leaves_the_remark_of_the_next() -> None:
    made = with_sections(TEXT, {"form": None})
    assert "form" not in read(made).value
    assert "# Vem som får\nrouting" in made


@pytest.mark.parametrize("text", [TEXT, TEXT.rstrip("\n")])
def test_a_section_that_is_not_there_comes_last(text: str) -> None:
    assert with_sections(text, {"lists": {"l": {"a": "A"}}}) == TEXT + "lists:\n  l:\n    a: A\n"


def test_a_text_on_one_line_is_written_anew() -> None:
    assert read(with_sections("{template: t, form: {a: 1}}", {"form": {"b": 2}})).value == {"template": "t", "form": {"b": 2}}


@pytest.mark.parametrize(
    "value",
    [
        "no",
        "NO",
        "1:30",
        "2026-01-01",
        "12",
        "1.5",
        "true",
        "null",
        "~",
        "",
        "två\nrader",
        "slut \nrad",
        "a: b",
        "# a",
        "&a",
        "*a",
        "!a",
        "’”",
        "x" * 300,
    ],
)
def test_what_is_written_is_read_back_as_it_was(value: str) -> None:
    tree: dict[str, Any] = {"a": value, "b": [value, {value or "k": value}], "c": {"1": 2, "d": 1.5, "e": True, "f": None}}
    if not value or "\n" in value:
        tree["b"] = [value]
    assert read(written(tree)).value == tree


@pytest.mark.parametrize("value", [0.000001, 1.5, 2.0, -0.25, 1e12])
def test_a_number_is_read_back_as_it_was(value: float) -> None:
    assert read(written({"a": value})).value == {"a": value}
