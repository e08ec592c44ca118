"""What holds for every chart: it is readable without eyes and without colour, and holds nothing that a strict page would refuse."""

import re
from itertools import combinations

import pytest

from admin.charts import Bar, Lead, Moment, Time, Told, bars, grouped, heat, lead_times, multiples, stacked, trend
from tests.admin.charts.room import PAGE_WIDE, PHONE_WIDE, boxes, meet
from tests.admin.charts.samples import CHARTS, TOLD, drawn

every = pytest.mark.parametrize("name", CHARTS)


@every
def test_it_is_one_picture_with_a_name_and_a_description(name: str) -> None:
    tree = drawn(CHARTS[name])
    named = {child.get("id"): child.text for child in tree}
    assert (tree.get("role"), tree[0].tag, tree[1].tag) == ("img", "title", "desc")
    assert named[tree.get("aria-labelledby")] == TOLD.title
    assert named[tree.get("aria-describedby")] == TOLD.description


@every
def test_it_has_no_style_no_script_and_no_address(name: str) -> None:
    assert not re.search(r"style=|<style|<script|href|https?:|\son\w+=", str(CHARTS[name]))


@every
def test_it_is_as_wide_as_the_page_and_its_texts_are_not_scaled(name: str) -> None:
    tree = drawn(CHARTS[name])
    assert (tree.get("width"), tree.get("viewBox")) == ("100%", None)


@every
@pytest.mark.parametrize("width", [PHONE_WIDE, PAGE_WIDE])
def test_every_text_is_inside_the_picture(name: str, width: int) -> None:
    outside = [box for box in boxes(CHARTS[name], width) if not box.inside(width, int(drawn(CHARTS[name]).get("height", "")))]
    assert outside == []


@every
@pytest.mark.parametrize("width", [PHONE_WIDE, PAGE_WIDE])
def test_no_text_stands_on_another(name: str, width: int) -> None:
    assert [(one.words, other.words) for one, other in combinations(boxes(CHARTS[name], width), 2) if meet(one, other)] == []


@every
def test_every_pattern_that_is_used_is_there_and_no_other(name: str) -> None:
    tree = drawn(CHARTS[name])
    used = {shape.get("fill") for shape in tree.iter("rect") if shape.get("fill")}
    assert {f"url(#{pattern.get('id')})" for pattern in tree.iter("pattern")} == used


def test_two_charts_on_a_page_share_no_id() -> None:
    items = [Bar("Kök", None)]
    ids = [re.findall(r'id="([^"]+)"', bars(Told("Kök", "En", "dold"), items) + bars(Told("Kök", "Två", "dold"), items))]
    assert len(ids[0]) == len(set(ids[0])) == 6


@pytest.mark.parametrize("name", ["bars", "grouped", "heat", "trend", "multiples", "lead"])
def test_what_is_not_told_is_hatched_and_says_why_where_it_is_and_beneath(name: str) -> None:
    svg = CHARTS[name]
    hatched = [shape for shape in drawn(svg).iter("rect") if "chart-hidden" in shape.get("fill", "")]
    beneath = " ".join("".join(text.itertext()) for text in drawn(svg).iter("text"))
    assert {shape.findtext("title") for shape in hatched} == {TOLD.why}
    assert len(hatched) >= 2
    assert TOLD.why in beneath


NASTY = '"><script>alert(1)</script>&'
EVIL = Told(NASTY, NASTY, NASTY, NASTY)


@pytest.mark.parametrize(
    "svg",
    [
        bars(EVIL, [Bar(NASTY, None)]),
        grouped(EVIL, [(NASTY, [None])], [NASTY]),
        stacked(EVIL, [(NASTY, [1])], [NASTY]),
        heat(EVIL, [(NASTY, [None])], [NASTY]),
        trend(EVIL, Time([Moment(NASTY, NASTY, NASTY)] * 2, [(1, NASTY)]), [1, None]),
        multiples(EVIL, Time([Moment(NASTY)]), [(NASTY, [1])]),
        lead_times(EVIL, [Lead(NASTY, NASTY, None, None, 3)], limit=NASTY, unit=NASTY),
    ],
)
def test_words_of_an_author_can_not_become_markup(svg: object) -> None:
    assert "<script" not in str(svg)
    assert drawn(svg).findtext("title") == NASTY


@pytest.mark.parametrize(
    "svg",
    [
        bars(TOLD, []),
        grouped(TOLD, [], []),
        stacked(TOLD, [], []),
        heat(TOLD, [], []),
        trend(TOLD, Time([]), []),
        multiples(TOLD, Time([]), []),
        lead_times(TOLD, []),
    ],
)
def test_nothing_to_draw_is_an_empty_picture(svg: object) -> None:
    assert drawn(svg).get("role") == "img"
    assert list(drawn(svg).iter("text")) == []
