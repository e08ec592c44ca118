"""What is shown decides the chart: lines for time, bars for few, cells for many, and what has no room is left to the table with words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

import admin
from admin.charts import BARS, COLUMNS, PANELS
from admin.reports.drawing import chart, left_out
from engine.statistics.shown import Line, Shown
from engine.statistics.words import Words
from forms.wording import add_texts
from tests.admin.charts.samples import drawn, each, said
from tests.engine import factories
from tests.engine.statistics import counted

TEMPLATE = counted.template()


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    """The texts of the signed-in side."""
    app = Flask(__name__)
    app.config["LANGUAGE"] = "sv"
    add_texts(app, [admin.texts()])
    with app.app_context():
        yield


def shown(report: str, rows: dict[str, list[int]], columns: int = 0, **more: object) -> Shown:
    """What is shown of some rows, each with so many of each column, or with its total alone."""
    lines = tuple(Line(key, key, tuple(cells) if columns else (), sum(cells)) for key, cells in rows.items())
    sums = tuple(sum(cells) for cells in zip(*rows.values(), strict=True))[:columns]
    made = Shown(
        Words(TEMPLATE, TEMPLATE.reports[report], factories.context()),
        sum(line.total for line in lines),
        lines=lines,
        columns=tuple((f"c{number}", f"Kolumn {number}") for number in range(columns)),
        column_totals=sums,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def months(*values: int, columns: int = 0) -> Shown:
    """So many for each month of 2026."""
    keys = [f"2026-{number:02}" for number in range(1, len(values) + 1)]
    made = shown("trend", {key: [value] * max(columns, 1) for key, value in zip(keys, values, strict=True)}, columns)
    return replace(made, lines=tuple(replace(line, label=made.words.interval(line.key)) for line in made.lines))


def looks(made: Shown) -> set[str]:
    """The first class of every shape."""
    return {shape.get("class", "").split()[0] for shape in drawn(chart(made, "t")).iter() if shape.get("class")}


def test_nothing_is_no_chart() -> None:
    assert chart(shown("rooms", {}), "t") is None
    assert chart(shown("rooms", {"Kök": [0]}), "t") is None


def test_one_side_is_bars_and_what_has_no_answer_is_a_faded_one() -> None:
    svg = chart(shown("rooms", {"Kök": [3], "-": [1]}), "t")
    assert said(svg, "chart-value") == ["3", "1"]
    assert len(list(each(svg, "chart-bar"))) == 2


def test_the_numbers_are_said_as_a_person_would() -> None:
    made = shown("rooms", {"Kök": [3], "Badrum": [9]})
    made = replace(made, compared=True, lines=tuple(replace(line, before=6) for line in made.lines))
    assert drawn(chart(made, "t"))[1].text == "Diagrammet visar 12 anmälningar: 3 för Kök (året före 6) och 9 för Badrum (året före 6)."
    assert drawn(chart(months(3, 1), "t"))[1].text == "Diagrammet visar 4 anmälningar: 3 under januari 2026 och 1 under februari 2026."
    crossed = shown("rooms_kinds", {"Kök": [3, 1], "Badrum": [0, 2]}, 2)
    numbers = "Kök: 3 för Kolumn 0 och 1 för Kolumn 1. Badrum: 0 för Kolumn 0 och 2 för Kolumn 1."
    assert drawn(chart(crossed, "t"))[1].text == f"Diagrammet visar 6 anmälningar. {numbers}"


def test_few_columns_are_bars_beside_each_other() -> None:
    made = shown("rooms_kinds", {"Kök": [3, 1], "Badrum": [0, 2]}, 2)
    assert said(chart(made, "t"), "chart-value") == ["3Kolumn 0", "1Kolumn 1", "0Kolumn 0", "2Kolumn 1"]


def test_few_columns_of_many_rows_are_parts_of_a_bar_where_they_sum_up() -> None:
    made = shown("rooms_kinds", {f"Rum {number}": [3, 1, 2, 1] for number in range(10)}, 4)
    assert "chart-edge" in looks(made)
    assert "chart-cell" not in looks(made)


def test_parts_that_do_not_sum_up_are_cells_since_a_bar_of_them_would_be_too_long() -> None:
    made = shown("rooms_kinds", {f"Rum {number}": [3, 1, 2, 1] for number in range(10)}, 4)
    made = replace(made, lines=tuple(replace(line, total=5) for line in made.lines))
    assert "chart-cell" in looks(made)


def test_many_columns_are_cells() -> None:
    assert "chart-cell" in looks(shown("rooms_kinds", {"Kök": [1] * 6}, 6))


def test_columns_without_room_are_left_to_the_table_the_smallest_first_and_that_is_said() -> None:
    made = shown("rooms_kinds", {"Kök": list(range(COLUMNS + 2))}, COLUMNS + 2)
    assert said(chart(made, "t"), "chart-cell") == [str(number) for number in range(2, COLUMNS + 2)]
    assert left_out(made) == ["Av ”Vad gäller det?” visar diagrammet de 9 vanligaste."]


def test_rows_without_room_are_left_to_the_table_and_that_is_said() -> None:
    made = shown("rooms", {f"Rum {number}": [number] for number in range(1, BARS + 3)})
    assert len(said(chart(made, "t"), "chart-value")) == BARS
    assert left_out(made) == ["Diagrammet visar de 30 vanligaste."]


def test_rows_of_zero_stand_in_the_table_alone_and_that_is_said() -> None:
    made = shown("rooms", {"Kök": [3], "Badrum": [0]})
    assert said(chart(made, "t"), "chart-value") == ["3"]
    assert left_out(made) == ["Det som är noll står bara i tabellen."]


def test_time_is_a_line_and_zero_is_a_point_of_it() -> None:
    made = months(3, 0, 2)
    assert "chart-line" in looks(made)
    assert said(chart(made, "t"), "chart-value") == ["3", "0", "2"]
    assert left_out(made) == []


def test_time_by_a_few_series_is_a_small_chart_for_each() -> None:
    assert said(chart(months(3, 2, columns=2), "t"), "chart-label") == ["Kolumn 0", "Kolumn 1"]


def test_more_series_than_there_is_room_for_are_left_to_the_table() -> None:
    made = months(3, 2, columns=PANELS + 1)
    assert len(said(chart(made, "t"), "chart-label")) == PANELS
    assert left_out(made) == ["Av ”Är det bråttom?” visar diagrammet de 12 vanligaste."]


def test_a_month_that_is_cut_off_is_said_to_be_so_far_while_it_lasts_and_in_part_after() -> None:
    made = months(3, 2)
    cut = replace(made, lines=tuple(replace(line, label=f"{line.label} (till och med …)") for line in made.lines))
    now = replace(cut.words.context, now=datetime(2026, 2, 10, tzinfo=UTC))
    svg = chart(replace(cut, words=replace(cut.words, context=now)), "t")
    assert [tick for tick in said(svg, "chart-tick") if tick in ("hittills", "delvis")] == ["delvis", "hittills"]


def test_years_are_told_apart_where_there_are_several() -> None:
    made = shown("trend", {"2025-12": [3], "2026-01": [2]})
    assert {"dec", "jan", "2026"} <= set(said(chart(made, "t"), "chart-tick"))
    assert "2026" not in said(chart(months(3, 2), "t"), "chart-tick")


def test_a_break_is_drawn_before_the_first_time_after_it_and_one_before_all_of_them_is_not() -> None:
    made = months(3, 2, 4)
    svg = chart(made, "t", [("2026-01", "Före"), ("2026-03", "Nytt formulär"), ("2030-01", "Efter")])
    assert [tick for tick in said(svg, "chart-tick") if len(tick) > 3] == ["Nytt formulär"]
