"""`docs/import.md` lists what is read of each format in JSON, and its limits are those of the product."""

import pytest

from engine.attachments import LARGEST, MOST
from engine.exchange import json_values
from engine.exchange.formio import choices, layout, logic, tokens, writing
from engine.exchange.formio.conditions import OPERATORS
from engine.exchange.formio.types import TYPES
from engine.exchange.govuk import questions, steps
from tests.docs.examples import CHECKOUT, sections

TEXTS = sections(CHECKOUT / "docs" / "import.md")
SAME = {"phonenumber", "date", "html", "resource"}
"""Other spellings of what is listed, and one that is listed among what is lost."""


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("Form.io", {*TYPES, *layout.LAYOUT, *layout.ROWS, "hidden"} - SAME - {"tab"}),
        ("Form.io", set(OPERATORS)),
        ("Form.io", {"and", "or", "!", "!!", "in", "var", *logic.TESTS}),
        ("GOV.UK Forms", {*questions.TYPES, "selection"}),
    ],
)
def test_everything_that_is_read_is_listed(title: str, known: set[str]) -> None:
    assert [name for name in sorted(known) if f"`{name}`" not in TEXTS[title]] == []


@pytest.mark.parametrize(
    ("title", "limit"),
    [
        ("YAML och JSON", f"{json_values.LARGEST // 2**20} MB"),
        ("Form.io", f"{layout.MOST:,} komponenter"),
        ("Form.io", f"{tokens.LONGEST:,} tecken"),
        ("Form.io", f"{writing.LONGEST_LINE:,} tecken på en rad"),
        ("Form.io", f"{writing.LONGEST:,} på flera"),
        ("Form.io", f"{choices.MOST_ROWS} rader i en `survey`"),
        ("Form.io", f"{MOST} filer på högst {LARGEST} MB"),
        ("GOV.UK Forms", f"{steps.MOST} frågor"),
        ("GOV.UK Forms", f"en fil på högst {questions.LARGEST_FILE} MB"),
    ],
)
def test_the_limits_are_those_of_the_product(title: str, limit: str) -> None:
    assert limit.replace(",", " ") in TEXTS[title]
