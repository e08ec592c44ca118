"""The rules of the file: no text that someone wrote becomes a formula, and every text stays on its own line."""

import pytest

from engine.spreadsheets.csv_lines import csv_lines, safe

LEADS = "=+-@＝＋－＠"
FORMULAS = [
    f"{blank}{lead}{rest}" for lead in LEADS for rest in ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("x")') for blank in ("", " ", "\t", "\r\n")
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_be_a_formula_begins_with_an_apostrophe(text: str) -> None:
    assert safe(text).startswith("'")
    assert text.strip() in safe(text)


@pytest.mark.parametrize("text", ["\tKök", "\rKök", "\nKök"])
def test_what_begins_with_a_tab_or_a_line_break_does_too(text: str) -> None:
    assert safe(text).startswith("'")
    assert len(safe(text).splitlines()) == 1


@pytest.mark.parametrize("text", ["", "Kök", "Badrum (2)", "4–6 år", "”Citat”; och semikolon", "–"])
def test_any_other_text_is_left_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_a_text_of_several_lines_becomes_one() -> None:
    assert safe("Kök\r\n=1+1\nBad") == "Kök =1+1 Bad"


def test_a_file_is_written_line_by_line_as_its_rows_come() -> None:
    rows = iter([["Kök", 3, None], ["=1+1", 2.5, ""]])
    lines = csv_lines(rows)
    assert next(lines) == b"\xef\xbb\xbf"
    assert next(lines) == "Kök;3;\r\n".encode()
    assert next(rows) == ["=1+1", 2.5, ""]
