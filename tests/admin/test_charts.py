"""The rules of charts: from zero, readable without colour and without eyes, and nothing that a strict page would refuse."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from admin.charts import Bar, Point, bars, grouped, multiples, trend

ITEMS = [Bar("Kök", 10, 5), Bar("Badrum", 5, 0), Bar("Gård", 0, 2), Bar("Svar saknas", 1, faded=True)]
MONTHS = [Point(tick, value, before) for tick, value, before in (("aug", 3, 1), ("sep", 8, 9), ("okt", 0, 2))]
CHARTS = {
    "bars": bars("Flest: Kök", "Kök: 10, Badrum: 5", ITEMS),
    "grouped": grouped("Rum och fel", "Kök (Vatten: 3)", [("Kök", [3, 1, 0, 2, 5]), ("Badrum", [0, 0, 0, 0, 0])], list("abcde")),
    "trend": trend("Flest i september", "augusti: 3", MONTHS),
    "multiples": multiples("Per månad", "augusti (Kök: 3)", ["aug", "sep"], [("Kök", [3, 0]), ("Badrum", [1, 6])]),
}


def drawn(svg: object) -> ElementTree.Element:
    """The picture as a tree."""
    return ElementTree.fromstring(str(svg))  # noqa: S314 - our own picture


def each(svg: object, look: str) -> Iterator[ElementTree.Element]:
    """The shapes with a class."""
    return (shape for shape in drawn(svg).iter() if look in shape.get("class", "").split())


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_a_name_and_says_its_numbers(name: str) -> None:
    tree = drawn(CHARTS[name])
    named = {child.get("id"): child.text for child in tree}
    assert (tree.get("role"), tree[0].tag, tree[1].tag) == ("img", "title", "desc")
    assert named[tree.get("aria-labelledby")]
    assert named[tree.get("aria-describedby")]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_no_style_no_script_and_no_address(name: str) -> None:
    assert not re.search(r"style=|<style|<script|href|https?:|\son\w+=", str(CHARTS[name]))


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_as_wide_as_the_page_and_its_texts_are_not_scaled(name: str) -> None:
    tree = drawn(CHARTS[name])
    assert (tree.get("width"), tree.get("viewBox")) == ("100%", None)
    assert all("%" in shape.get("x", "0%") or shape.get("x") == "0" for shape in tree.iter("text"))


def test_bars_begin_at_zero_and_are_as_long_as_their_numbers() -> None:
    assert [shape.get("x") for shape in each(CHARTS["bars"], "chart-bar")] == ["0"] * 5
    long = [shape.get("width") for shape in each(CHARTS["bars"], "chart-bar") if shape.get("height") == "16"]
    assert long == ["84%", "42%", "8.4%"]


def test_every_bar_has_its_number_also_zero() -> None:
    assert ["".join(shape.itertext()) for shape in each(CHARTS["bars"], "chart-value") if shape.tag == "text"] == ["10", "5", "0", "1"]


def test_the_year_before_is_a_bar_of_another_look_and_zero_is_none() -> None:
    before = [shape for shape in each(CHARTS["bars"], "chart-before") if shape.get("height") == "7"]
    assert [shape.get("width") for shape in before] == ["42%", "16.8%"]


def test_a_long_name_is_broken_for_a_phone() -> None:
    svg = bars("t", "d", [Bar("Uppehållsrummet eller biblioteket på andra våningen", 1)])
    assert [shape.text for shape in each(svg, "chart-label")] == ["Uppehållsrummet eller biblioteket på", "andra våningen"]


def test_a_series_is_told_apart_by_its_name_and_by_a_pattern() -> None:
    texts = ["".join(shape.itertext()) for shape in drawn(CHARTS["grouped"]).iter("text")]
    patterned = {shape.get("fill") for shape in drawn(CHARTS["grouped"]).iter("rect") if shape.get("fill")}
    assert texts[:6] == ["Kök", "3a", "1b", "0c", "2d", "5e"]
    assert patterned == {"url(#chart-2-pattern)", "url(#chart-4-pattern)", "url(#chart-5-pattern)"}


def test_every_pattern_that_is_used_is_there() -> None:
    ids = {shape.get("id") for shape in drawn(CHARTS["grouped"]).iter("pattern")}
    assert {f"url(#{id})" for id in ids} == {shape.get("fill") for shape in drawn(CHARTS["grouped"]).iter("rect") if shape.get("fill")}


def test_a_line_stands_on_zero_and_reaches_its_highest_point() -> None:
    heights = [float(dot.get("cy", "")) for dot in each(CHARTS["trend"], "chart-dot") if dot.get("class") == "chart-dot"]
    axis = float(next(each(CHARTS["trend"], "chart-axis")).get("y1", ""))
    assert heights[2] == axis
    assert heights.index(min(heights)) == 1


def test_the_year_before_is_another_line() -> None:
    assert len(list(each(CHARTS["trend"], "chart-before"))) == 2 + 3


def test_without_a_whole_year_before_there_is_no_such_line() -> None:
    svg = trend("t", "d", [Point("aug", 1, 2), Point("sep", 3)])
    assert list(each(svg, "chart-before")) == []


def test_many_points_have_a_scale_and_few_ticks_and_the_last_of_them() -> None:
    svg = trend("t", "d", [Point(f"v. {number}", number * 7) for number in range(53)])
    ticks = [shape.text for shape in each(svg, "chart-tick") if "chart-small" not in shape.get("class", "")]
    scale = [shape.text for shape in each(svg, "chart-small")]
    assert (len(ticks), ticks[-1], scale) == (6, "v. 52", ["100", "200", "300"])


def test_small_charts_share_one_scale() -> None:
    heights = [float(dot.get("cy", "")) for dot in each(CHARTS["multiples"], "chart-dot")]
    axes = [float(line.get("y1", "")) for line in each(CHARTS["multiples"], "chart-axis")]
    assert (axes[0] - heights[0]) / 3 == pytest.approx((axes[1] - heights[3]) / 6, abs=0.1)


NASTY = '"><script>alert(1)</script>&'


@pytest.mark.parametrize(
    "svg",
    [
        bars(NASTY, NASTY, [Bar(NASTY, 1)]),
        grouped(NASTY, NASTY, [(NASTY, [1])], [NASTY]),
        trend(NASTY, NASTY, [Point(NASTY, 1)]),
        multiples(NASTY, NASTY, [NASTY], [(NASTY, [1])]),
    ],
)
def test_words_of_an_author_can_not_become_markup(svg: object) -> None:
    assert "<script" not in str(svg)
    assert drawn(svg).findtext("title") == NASTY


@pytest.mark.parametrize("svg", [bars("t", "d", []), grouped("t", "d", [], []), trend("t", "d", []), multiples("t", "d", [], [])])
def test_nothing_to_draw_is_an_empty_picture(svg: object) -> None:
    assert drawn(svg).get("role") == "img"
