"""Rows as CSV for a spreadsheet: RFC 4180 with semicolons and a byte order mark. No cell can become a formula (OWASP, CSV injection)."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

Value = str | int | float | None
"""What a cell holds; None for an empty one."""

TYPE = "text/csv; charset=utf-8"
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""What a text begins with that a spreadsheet would take for a formula."""


def csv_lines(rows: Iterable[Iterable[Value]]) -> Iterator[bytes]:
    """The file piece by piece, a line each."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    for row in rows:
        writer.writerow([safe(value) if isinstance(value, str) else value for value in row])
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def safe(text: str) -> str:
    """The text on one line, with an apostrophe before what a spreadsheet would take for a formula."""
    line = " ".join(text.splitlines()) if text.strip() else ""
    return f"'{line}" if begins_a_formula(text) else line


def begins_a_formula(text: str) -> bool:
    """True for a text that a spreadsheet would take for a formula."""
    return text[:1] in FORMULA or text.lstrip()[:1] in FORMULA
