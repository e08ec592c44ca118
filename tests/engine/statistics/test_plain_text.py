"""A report's table in plain text."""

from engine.statistics.grid import COUNT, SHARE, Cell, Column, Grid, Row
from engine.statistics.plain_text import in_columns


def test_names_stand_to_the_left_and_numbers_to_the_right_in_columns() -> None:
    columns = (Column(COUNT, "Antal"), Column(SHARE, "Andel"))
    rows = (Row("Gården", (Cell(9, "9"), Cell(90, "90 %"))), Row("Hall", (Cell(None, "–"), Cell(None, "–"))))
    lines = list(in_columns(Grid("Plats", columns, rows, Row("Alla", (Cell(10, "10"), Cell(100, "100 %"))))))
    assert lines == [
        "Plats   Antal  Andel",
        "Gården      9   90 %",
        "Hall        –      –",
        "Alla       10  100 %",
    ]
