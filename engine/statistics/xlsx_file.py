"""A report as a workbook: one sheet with what is selected and how it was counted, one with the table."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from engine.spreadsheets.csv_lines import Value
from engine.spreadsheets.workbook import ONE_DECIMAL, PERCENT, TEXT, WHOLE, Tab, width, write_workbook
from engine.statistics.grid import RATE, SHARE, Grid
from engine.statistics.sheet import Sheet
from engine.texts import engine_texts

_FORMATS: Mapping[str, str] = {SHARE: PERCENT, RATE: ONE_DECIMAL}


def write_xlsx(sheet: Sheet) -> bytes:
    """The file."""
    out = BytesIO()
    write_workbook((_about(sheet), _table(sheet)), sheet.title, out)
    return out.getvalue()


def _about(sheet: Sheet) -> Tab:
    rows = [(one.name, one.text) for one in sheet.about()]
    return Tab(_named(sheet, "about"), rows, (TEXT, TEXT), (width(name for name, _ in rows), 100), head=False)


def _table(sheet: Sheet) -> Tab:
    grid = sheet.grid
    first = width(row.label for row in (*grid.rows, grid.total))
    formats = tuple(_FORMATS.get(column.kind, WHOLE) for column in grid.columns)
    return Tab(_named(sheet, "table"), tuple(_rows(grid)), (TEXT, *formats), (first, *(width([text]) for text in grid.head[1:])))


def _rows(grid: Grid) -> Iterator[Sequence[Value]]:
    yield grid.head
    for row in (*grid.rows, grid.total):
        yield (row.label, *(cell.text if cell.value is None else cell.value for cell in row.cells))


def _named(sheet: Sheet, tab: str) -> str:
    return engine_texts().say(f"statistics.sheet.tab.{tab}", sheet.language)
