"""Workbooks are not trusted: what is too large, broken or old is refused by name, and nothing in them is run."""

import io
import zipfile
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl import Workbook
from openpyxl.styles import Font

from engine.exchange import NotReadable
from engine.exchange.xlsform import workbook
from engine.exchange.xlsform.reading import carried
from engine.exchange.xlsform.workbook import looks_like_workbook, sheets
from tests.engine.exchange.xlsform.books import book, lost, raw_of

WANTED = frozenset({"survey", "choices"})
SMALL = book("| type | name | label |\n| text | a | A |")
BOMB = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def refusal(raw: bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(NotReadable) as told:
        carried(raw)
    return told.value.remarks[-1].code


def with_part(raw: bytes, name: str, change: bytes, to: bytes) -> bytes:
    """The workbook with something else in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, content.replace(change, to, 1) if part.filename == name else content)
    return out.getvalue()


def test_names_of_sheets_may_have_capitals_and_blanks() -> None:
    found, others = sheets(book("", SURVEY="| type |", **{" Choices ": "| name |", "Notes": "| x |"}), WANTED)
    assert (set(found), found["choices"].name, others) == ({"survey", "choices"}, " Choices ", ("Notes",))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "not-a-workbook"),
        (b"PK\x03\x04 and then nothing", "not-a-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-workbook"),
        (b" " * (workbook.MOST_BYTES + 1), "workbook-too-large"),
        (with_part(SMALL, "xl/workbook.xml", b"<sheets>", b"<sheets"), "not-a-workbook"),
        (with_part(SMALL, "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData"), "not-a-workbook"),
        (book("", notes="| type | name |"), "no-survey"),
    ],
    ids=["empty", "cut", "old", "large", "broken", "broken sheet", "no form"],
)
def test_what_is_no_workbook_with_a_form_is_refused(raw: bytes, code: str) -> None:
    assert refusal(raw) == code


def test_an_entity_is_never_expanded() -> None:
    raw = with_part(SMALL, "xl/worksheets/sheet1.xml", b"<worksheet", BOMB.encode() + b"<worksheet")
    assert refusal(raw) == "not-a-workbook"


def test_a_part_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (workbook.MOST_UNPACKED + 1))
    assert len(out.getvalue()) < 100_000
    assert refusal(out.getvalue()) == "workbook-too-large"


@pytest.mark.parametrize("place", [(workbook.MOST_ROWS + 1, 1), (1, workbook.MOST_COLUMNS + 9)])
def test_a_sheet_with_too_many_rows_or_columns_is_refused(place: tuple[int, int]) -> None:
    made = Workbook()
    made.worksheets[0].title = "survey"
    made.worksheets[0].cell(*place, "x")
    assert refusal(raw_of(made)) == "sheet-too-large"


def test_a_million_rows_without_anything_in_them_are_nothing() -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "survey"
    for column, text in enumerate(("type", "name", "label"), 1):
        sheet.cell(1, column, text)
        sheet.cell(2, column, {"type": "text"}.get(text, text))
    sheet.cell(2**20, 1).font = Font(bold=True)
    assert list(carried(raw_of(made)).sections["form"]["pages"]) == ["page"]


def test_a_formula_is_never_reckoned_and_told_when_the_file_does_not_hold_its_result() -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "survey"
    for row in (["type", "name", "label"], ["text", "a", "=1+1"]):
        sheet.append(row)
    assert ("survey:2:label", "formula") in lost(carried(raw_of(made)))


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    found = carried(book("| type | name | label |\n| text | a | =1+1 |"))
    assert found.sections["form"]["pages"]["page"]["questions"]["a"]["label"] == "=1+1"
    assert lost(found) == []


def test_only_workbooks_look_like_workbooks() -> None:
    assert [looks_like_workbook(raw) for raw in (SMALL, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK", b"{}")] == [True, True, False, False]


@settings(max_examples=60, deadline=None)
@given(some.lists(some.integers(0, len(SMALL)), min_size=2, max_size=4), some.binary(max_size=6))
def test_a_damaged_workbook_is_read_or_refused(places: list[int], other: bytes) -> None:
    raw = other.join(SMALL[start:end] for start, end in pairwise([0, *sorted(places), len(SMALL)]))
    with suppress(NotReadable):
        assert carried(raw).sections["form"]["pages"]
