"""A report as CSV: what is selected and how it was counted in the first lines, then an empty one and the table."""

from collections.abc import Iterator, Sequence

from engine.spreadsheets.csv_lines import Value, csv_lines
from engine.statistics.grid import Cell, Row
from engine.statistics.sheet import Sheet


def write_csv(sheet: Sheet) -> bytes:
    """The file."""
    return b"".join(csv_lines(_rows(sheet)))


def _rows(sheet: Sheet) -> Iterator[Sequence[Value]]:
    yield from ([one.name, one.text] for one in sheet.about())
    yield []
    yield [*sheet.grid.head]
    for row in (*sheet.grid.rows, sheet.grid.total):
        yield _row(row)


def _row(row: Row) -> list[Value]:
    return [row.label, *(_value(cell) for cell in row.cells)]


def _value(cell: Cell) -> Value:
    """Decimals as the language writes them, since a spreadsheet may take others for a day."""
    return cell.text if cell.value is None or isinstance(cell.value, float) else cell.value
