"""A grid of cells says each number, is the deeper the more it holds, and quiet where there is nothing."""

import pytest

from admin.charts import heat
from admin.charts.heat import depth
from tests.admin.charts.samples import FAULTS, HOURS, TOLD, drawn, each, said


@pytest.mark.parametrize(("value", "deep"), [(0, 0), (1, 1), (25, 1), (26, 2), (50, 2), (75, 3), (76, 4), (100, 4)])
def test_a_cell_is_as_deep_as_its_quarter_of_the_largest(value: int, deep: int) -> None:
    assert depth(value, 100) == deep


def test_every_cell_has_its_number_in_the_look_of_its_depth() -> None:
    svg = heat(TOLD, [("Kök", [0, 1, 8]), ("Gård", [5, None, 3])], ["a", "b", "c"])
    assert said(svg, "chart-cell") == ["0", "1", "8", "5", "3"]
    assert [cell.get("class", "")[-1] for cell in each(svg, "chart-cell")] == ["0", "1", "4", "3", "2"]


def test_cells_of_a_column_stand_under_each_other_and_the_columns_fill_the_width() -> None:
    svg = heat(TOLD, [("Kök", [1, 2, 3, 4]), ("Gård", [5, 6, 7, 8])], list("abcd"))
    places = [shape.get("x") for shape in each(svg, "chart-edge")]
    assert places == ["0%", "25%", "50%", "75%"] * 2
    assert {shape.get("width") for shape in each(svg, "chart-edge")} == {"25%"}


def test_short_names_of_columns_lie_and_long_ones_stand() -> None:
    lying = drawn(heat(TOLD, [("Kök", [1] * 5)], HOURS))
    standing = drawn(heat(TOLD, [("Kök", [1] * 8)], FAULTS))
    assert [text.get("transform") for text in lying.iter("text") if text.get("transform")] == []
    assert len([text for text in standing.iter("text") if text.get("transform") == "rotate(-90)"]) >= 8


def test_no_word_of_a_columns_name_is_cut_when_it_has_room() -> None:
    svg = heat(TOLD, [("Kök", [1] * 8)], FAULTS)
    words = " ".join(text for text in said(svg, "chart-small")).split()
    assert words == " ".join(FAULTS).split()


def test_the_names_of_the_columns_are_said_again_in_a_long_grid() -> None:
    times = {rows: said(heat(TOLD, [("Kök", [1])] * rows, ["Vatten"]), "chart-small").count("Vatten") for rows in (1, 8, 11, 12, 30)}
    assert times == {1: 1, 8: 1, 11: 1, 12: 2, 30: 4}


def test_a_name_too_long_for_its_column_ends_with_dots() -> None:
    svg = heat(TOLD, [("Kök", [1] * 9)], ["x" * 60] * 9)
    assert all(text.endswith("…") for text in said(svg, "chart-small"))
