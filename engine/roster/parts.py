"""The lines of a list that was pasted or sent as a file, in parts between semicolons, tabs or commas."""

import csv
from collections.abc import Iterator
from io import StringIO


def parts(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that say something, each with its number. What stands between parts the first of them tells."""
    lines = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").splitlines()
    first = next((line for line in lines if line.strip()), "")
    between = next((sign for sign in (";", "\t", ",") if sign in first), ";")
    reader = csv.reader(StringIO("\n".join(lines)), delimiter=between, skipinitialspace=True)
    for cells in reader:
        typed = [cell.strip() for cell in cells]
        if any(typed):
            yield reader.line_num, typed
