"""How long things take: a dot, a line and the limit to one scale, and words for all of it."""

import pytest

from admin.charts import Lead, lead_times
from tests.admin.charts.samples import CHARTS, TOLD, each, said


def across(name: str | None) -> float:
    """A place in per cent."""
    return float(str(name).rstrip("%"))


def test_dot_line_and_limit_are_to_one_scale() -> None:
    svg = lead_times(TOLD, [Lead("North", "6 dagar", 5, 20, 10)])
    zero = across(next(line for line in each(svg, "chart-axis") if line.get("x1") == line.get("x2")).get("x1"))
    dot, line, limit = next(each(svg, "chart-dot")), next(each(svg, "chart-line")), next(each(svg, "chart-limit"))
    places = [across(dot.get("cx")) - zero, across(limit.get("x1")) - zero, across(line.get("x2")) - zero]
    assert [place / places[2] for place in places] == pytest.approx([0.25, 0.5, 1], abs=0.001)


def test_one_limit_for_all_is_said_once_and_drawn_in_each_row() -> None:
    svg = CHARTS["lead"]
    assert said(svg, "chart-label").count("Gränsen: 10 dagar") == 1
    assert len(list(each(svg, "chart-limit"))) == 1 + 3


def test_several_limits_are_drawn_each_in_its_row_and_none_where_there_is_none() -> None:
    assert len({line.get("x1") for line in each(CHARTS["lead, several limits"], "chart-limit")}) == 2


def test_too_few_to_tell_are_neither_dot_nor_line() -> None:
    svg = lead_times(TOLD, [Lead("North", "Färre än 5 ärenden.", None, None)])
    assert [*each(svg, "chart-dot"), *each(svg, "chart-line")] == []
    assert len([shape for shape in each(svg, "chart-hidden") if shape.get("rx")]) == 1


def test_the_days_are_said_in_round_numbers_with_their_unit_at_the_last() -> None:
    assert said(lead_times(TOLD, [Lead("North", "", 5, 17)], unit="dagar"), "chart-tick")[-4:] == ["0", "5", "10", "15 dagar"]


def test_nothing_that_took_no_time_is_left_out() -> None:
    assert [dot.get("cx") for dot in each(lead_times(TOLD, [Lead("North", "0 dagar", 0, 0)]), "chart-dot")] == ["2%"]
