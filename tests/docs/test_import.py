"""`docs/import.md` says of each format what is carried, and the limits are those of the product."""

import re

import pytest

from engine.exchange import formats
from engine.exchange.xlsform import workbook
from engine.exchange.xlsform.kinds import ABOUT_THE_DEVICE
from engine.exchange.xlsform.reading import COLUMNS, MOST_ROWS
from engine.exchange.xlsform.shapes import SORTS
from tests.docs.examples import CHECKOUT, sections

PAGE = CHECKOUT / "docs" / "import.md"
IN_EVERY_ROW = {"type", "name", "rows", "mallverk"}
"""What stands elsewhere on the page."""


def test_every_format_has_its_line_with_what_it_does() -> None:
    lines = re.findall(r"^\| `([a-z_]+)` \| (ja|nej) \| (ja|nej) \|", sections(PAGE)["Format"], re.MULTILINE)
    said = {True: "ja", False: "nej"}
    assert {(name, read, write) for name, read, write in lines} == {
        (name, said[one.reads], said[one.writes]) for name, one in formats().items()
    }


@pytest.mark.parametrize(
    ("told", "known"), [("Frågor som hämtas", {*SORTS, *ABOUT_THE_DEVICE}), ("Kolumner som hämtas", COLUMNS - IN_EVERY_ROW)]
)
def test_every_sort_and_column_of_a_workbook_is_told(told: str, known: set[str]) -> None:
    text = sections(PAGE)[told]
    assert [name for name in sorted(known) if f"`{name}`" not in text and f"`{name} " not in text] == []


def test_the_limits_of_workbooks_are_those_of_the_product() -> None:
    text = sections(PAGE)["XLSForm"]
    for told in (
        f"högst {workbook.MOST_BYTES // 2**20} MB",
        f"{workbook.MOST_UNPACKED // 2**20} MB uppackad",
        f"{workbook.MOST_ROWS:,} rader".replace(",", " "),
        f"{workbook.MOST_COLUMNS} kolumner",
        f"{MOST_ROWS:,} rader".replace(",", " "),
    ):
        assert told in text
