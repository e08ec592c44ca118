"""What the document about reports as files says is so."""

import json
import re

import pytest

from admin.reports.files import TYPES
from engine.statistics.grid import ANSWER, BEFORE, COUNT, SHARE
from engine.statistics.json_file import plain
from tests.docs.examples import CHECKOUT, fenced
from tests.engine.statistics.test_sheet import sheet
from tests.engine.statistics.test_shown import rooms, shown

DOCUMENT = CHECKOUT / "docs" / "reports.md"
MADE = plain(sheet(shown("rooms", *rooms(9, 6), before={"bath": 5}), "en"))


def test_the_example_is_what_is_written() -> None:
    (block,) = fenced(DOCUMENT, "json")
    assert json.loads(block.text) == MADE


def test_every_key_is_described_and_no_other() -> None:
    lines = re.findall(r"^\| (`[^|]*) \|", DOCUMENT.read_text(encoding="utf-8").partition("| Key |")[2], re.MULTILINE)
    assert sorted(key for line in lines for key in re.findall(r"`(\w+)`", line)) == sorted(MADE)


@pytest.mark.parametrize("name", [*(f"`.{ending}`" for ending in TYPES), *(f"`{kind}`" for kind in (ANSWER, BEFORE, COUNT, SHARE))])
def test_every_ending_and_every_kind_of_column_is_named(name: str) -> None:
    assert name in DOCUMENT.read_text(encoding="utf-8")
