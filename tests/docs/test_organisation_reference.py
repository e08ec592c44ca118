"""`docs/organisation.md` says all of the organisation file: its example is sound and shows every key, and every key has its line."""

import re

from engine.roster import read_roster
from engine.roster.schema import RESERVED_ORGANISATIONS, RIGHTS, SCHEMA
from engine.template.source import read
from tests.docs.examples import ORGANISATION, described, fenced, keys_in

EXAMPLE = next(block for block in fenced(ORGANISATION, "yaml") if "organisation" in block.marks)
KEYS = {key for _, keys in described(SCHEMA) for key in keys}
LINES = re.findall(r"^\| (`.*?) \|", ORGANISATION.read_text(encoding="utf-8"), re.MULTILINE)
# told in the line of what it is a part of
PARTS = {"short"}


def test_the_example_is_an_organisation() -> None:
    assert read_roster(EXAMPLE.text).organisation.key == "lund"


def test_the_example_shows_every_key() -> None:
    assert KEYS - set(keys_in(read(EXAMPLE.text).value)) == {"functions"}


def test_every_key_has_its_line() -> None:
    assert KEYS - {key for line in LINES for key in re.findall(r"`(\w+)`", line)} == PARTS


def test_every_right_and_every_reserved_name_is_named() -> None:
    text = ORGANISATION.read_text(encoding="utf-8")
    assert [name for name in (*RIGHTS, *RESERVED_ORGANISATIONS, *PARTS) if f"`{name}`" not in text] == []
