"""A report's table in plain text: names to the left, numbers to the right, each column as wide as what stands in it."""

from collections.abc import Iterator, Sequence

from engine.statistics.grid import Grid


def in_columns(grid: Grid) -> Iterator[str]:
    """The lines: the head, the rows, and all of it."""
    rows = [grid.head, *((row.label, *(cell.text for cell in row.cells)) for row in (*grid.rows, grid.total))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    yield from (_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    name, *cells = (text.rjust(width) if place else text.ljust(width) for place, (text, width) in enumerate(zip(row, widths, strict=True)))
    return "  ".join((name, *cells)).rstrip()
