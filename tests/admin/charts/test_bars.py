"""Bars begin at zero, are as long as their numbers, and say them."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from admin.charts import SERIES, Bar, Told, bars, grouped, stacked
from tests.admin.charts.samples import CHARTS, FAULTS, TOLD, drawn, each, said

ITEMS = [Bar("Kök", 10, 5), Bar("Badrum", 5, 0), Bar("Gård", 0, 2), Bar("Svar saknas", 1, faded=True)]


def lengths(shapes: list[Element]) -> list[float]:
    """How long shapes are, in per cent of the width."""
    return [float(shape.get("width", "").rstrip("%")) for shape in shapes]


def test_bars_begin_at_zero_and_are_as_long_as_their_numbers() -> None:
    shapes = [shape for shape in each(bars(TOLD, ITEMS), "chart-bar") if shape.get("height") == "16"]
    long = lengths(shapes)
    assert {shape.get("x") for shape in shapes} == {"0"}
    assert [length / long[0] for length in long] == pytest.approx([1, 0.5, 0.1], abs=0.001)


def test_every_bar_has_its_number_also_zero_and_a_word_for_one_that_is_not_told() -> None:
    assert said(bars(TOLD, ITEMS), "chart-value") == ["10", "5", "0", "1"]
    assert said(bars(TOLD, [Bar("Kök", None)]), "chart-tick")[0] == "dold"


def test_numbers_are_written_as_the_table_does() -> None:
    assert said(bars(TOLD, [Bar("Kök", 12345), Bar("Gård", 1234)]), "chart-value") == ["12\u00a0345", "1234"]
    assert said(bars(Told("", "", language="en"), [Bar("Kitchen", 12345)]), "chart-value") == ["12,345"]


def test_the_year_before_is_a_bar_of_another_look_and_zero_is_none() -> None:
    svg = bars(TOLD, ITEMS)
    before = lengths([shape for shape in each(svg, "chart-before") if shape.get("height") == "7"])
    now = lengths([shape for shape in each(svg, "chart-bar") if shape.get("height") == "16"])
    assert before == pytest.approx([now[0] / 2, now[0] / 5], abs=0.01)


def test_a_bar_that_is_not_told_is_no_longer_than_any_other_of_its_kind() -> None:
    svg = bars(TOLD, [Bar("Kök", 400), Bar("Gård", None), Bar("Trappa", None, 3)])
    assert len({shape.get("width") for shape in each(svg, "chart-hidden") if shape.get("height") == "16"}) == 1


def test_a_long_name_is_broken_for_a_phone() -> None:
    svg = bars(TOLD, [Bar("Uppehållsrummet eller biblioteket på andra våningen", 1)])
    assert said(svg, "chart-label") == ["Uppehållsrummet eller", "biblioteket på andra våningen"]


def test_a_series_is_told_apart_by_its_name_and_by_a_pattern() -> None:
    svg = grouped(TOLD, [("Kök", [3, 1, 0, 2, 5])], list("abcde"))
    patterned = [shape.get("fill", "")[-8:-1] for shape in drawn(svg).iter("rect") if shape.get("fill")]
    assert said(svg, "chart-value") == ["3a", "1b", "0c", "2d", "5e"]
    assert patterned == ["chart-2", "chart-4", "chart-5"]


def test_names_that_do_not_fit_beside_their_bars_stand_above_them() -> None:
    svg = CHARTS["grouped, long"]
    assert said(svg, "chart-value")[:5] == ["3", "1", "0", "2", "5"]
    assert said(svg, "chart-tick")[:5] == FAULTS[:5]


def test_the_parts_of_a_bar_follow_each_other_and_sum_up_to_it() -> None:
    svg = stacked(TOLD, [("Kök", [3, 0, 5])], ["Ja", "Nej", "Kanske"])
    parts = [shape for shape in each(svg, "chart-bar") if shape.get("height") == "16"]
    begins = [float(shape.get("x", "").rstrip("%")) for shape in parts]
    long = lengths(parts)
    assert begins == pytest.approx([0, long[0]])
    assert long[0] / long[1] == pytest.approx(3 / 5, abs=0.001)
    assert said(svg, "chart-value") == ["8"]


def test_a_number_without_room_under_its_part_is_left_to_the_table() -> None:
    svg = stacked(TOLD, [("Kök", [90, 1, 9])], ["Ja", "Nej", "Kanske"])
    assert said(svg, "chart-small") == ["90", "9"]
    assert said(svg, "chart-roomy") == []


def test_the_key_names_every_series_with_its_look() -> None:
    svg = stacked(TOLD, [("Kök", [1, 1])], ["Ja", "Nej"])
    looks = [shape.get("class") for shape in each(svg, "chart-bar") if shape.get("height") == "12"]
    assert said(svg, "chart-tick")[:2] == ["Ja", "Nej"]
    assert looks == ["chart-bar chart-1", "chart-bar chart-2"]


def test_no_two_series_have_the_same_pattern_so_that_they_differ_in_grey() -> None:
    svg = grouped(TOLD, [("Kök", [1] * SERIES)], list("abcde"))
    patterns = {pattern.get("id", "")[-7:]: ElementTree.tostring(pattern[0]) for pattern in drawn(svg).iter("pattern")}
    assert len(set(patterns.values())) == len(patterns) == SERIES - 1
