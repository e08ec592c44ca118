"""The rules of a workbook: whatever a text begins with it is a text, and nothing in the file leads out of it."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from engine.spreadsheets.workbook import PERCENT, TEXT, WHOLE, Tab, width, write_workbook
from tests.engine.spreadsheets.test_csv_lines import FORMULAS

HOSTILE = [
    *FORMULAS,
    *("'[other.xlsx]Sheet1'!A1", "https://evil.example/", "mailto:a@evil.example", "#REF!", "#N/A", "TRUE", "2026-01-01", "1e5"),
    *("<f>1+1</f>", "]]></t><f>1+1</f>", "&equals;1+1", "_x003D_1+1", "\x00\x0bKök", 'DDE("cmd";"/C calc";"a")'),
]


def book(*rows: tuple[object, ...], **more: object) -> bytes:
    """A workbook of one sheet."""
    out = BytesIO()
    tab = Tab("Tabell", rows, (TEXT, WHOLE, PERCENT), (20, 10, 10), **more)  # type: ignore[arg-type]
    write_workbook([tab], "Titel", out)
    return out.getvalue()


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_is_a_text_whatever_it_says(text: str) -> None:
    made = book(("Namn", text), (text, 1))
    sheet = load_workbook(BytesIO(made)).worksheets[0]
    texts = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert [cell.data_type for cell in texts] == ["s", "s", "s"]
    assert [cell.hyperlink for cell in texts] == [None, None, None]
    assert sheet["A2"].value.strip() == "".join(" " if letter in "\x00\x0b" else letter for letter in text.replace("\r\n", "\n")).strip()


def test_nothing_in_the_file_is_a_formula_or_leads_out_of_it() -> None:
    made = ZipFile(BytesIO(book(*((text, 1) for text in HOSTILE))))
    assert [name for name in made.namelist() if "external" in name.lower() or "connections" in name or name.endswith(".bin")] == []
    assert [name for name in made.namelist() if b"TargetMode=" in made.read(name) or b"<hyperlink" in made.read(name)] == []
    assert b"<f>" not in made.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_is_edited_stays_a_text(text: str) -> None:
    assert load_workbook(BytesIO(book(("Namn",), (text,)))).worksheets[0]["A2"].quotePrefix


def test_numbers_are_numbers_as_their_column_is_written() -> None:
    sheet = load_workbook(BytesIO(book(("Namn", "Antal", "Andel"), ("Kök", 1234, 25), ("Bad", None, "–")))).worksheets[0]
    assert [(cell.value, cell.number_format) for cell in sheet[2]] == [("Kök", TEXT), (1234, WHOLE), (25, PERCENT)]
    assert [cell.value for cell in sheet[3]] == ["Bad", None, "–"]


def test_the_head_stays_in_sight_and_is_bold() -> None:
    sheet = load_workbook(BytesIO(book(("Namn", "Antal"), ("Kök", 1)))).worksheets[0]
    assert (sheet.freeze_panes, sheet["A1"].font.bold, sheet["A2"].font.bold) == ("B2", True, False)
    assert sheet.column_dimensions["A"].width == 20
    assert load_workbook(BytesIO(book(("Namn",), head=False))).worksheets[0].freeze_panes is None


def test_a_column_is_as_wide_as_its_texts_within_reason() -> None:
    assert (width(["a"]), width(["x" * 28]), width(["x" * 500])) == (10, 30, 60)


def test_the_file_says_what_it_is_and_not_what_wrote_it() -> None:
    core = ZipFile(BytesIO(book())).read("docProps/core.xml")
    assert b"<dc:title>Titel</dc:title>" in core
    assert b"openpyxl" not in core
