"""Lines over time stand on zero, break where what they show is not comparable, and say what is not over yet."""

import pytest

from admin.charts import Moment, Time, multiples, trend
from tests.admin.charts.samples import CHARTS, TOLD, WEEKS, drawn, each, said

MONTHS = [Moment(tick) for tick in ("aug", "sep", "okt", "nov")]


def heights(svg: object) -> list[float]:
    """How far down the points of the line are."""
    return [float(dot.get("cy", "")) for dot in each(svg, "chart-dot") if "chart-before" not in dot.get("class", "")]


def test_a_line_stands_on_zero_and_reaches_its_highest_point() -> None:
    svg = trend(TOLD, Time(MONTHS[:3]), [3, 8, 0])
    found = heights(svg)
    assert found[2] == float(next(each(svg, "chart-axis")).get("y1", ""))
    assert found.index(min(found)) == 1


def test_the_year_before_is_a_line_of_another_look() -> None:
    svg = trend(TOLD, Time(MONTHS), [3, 8, 0, 1], [1, 9, 2, 2])
    assert len([line for line in each(svg, "chart-before") if line.tag == "line"]) == 3


def test_without_a_whole_year_before_there_is_no_such_line() -> None:
    assert list(each(trend(TOLD, Time(MONTHS[:2]), [1, 3], [2, None]), "chart-before")) == []


def test_what_is_not_told_is_a_gap_in_the_line() -> None:
    svg = trend(TOLD, Time(MONTHS), [3, None, 8, 9])
    assert len(list(each(svg, "chart-line"))) == 1
    assert len(heights(svg)) == 3


def test_a_point_between_two_gaps_still_shows() -> None:
    values = [number if number in (4, 5, 20) else None for number in range(53)]
    assert len(heights(trend(TOLD, Time(WEEKS), values))) == 1


def test_the_line_is_broken_where_what_it_counts_has_changed_and_that_is_said() -> None:
    svg = trend(TOLD, Time(MONTHS, [(2, "Nytt formulär")]), [3, 4, 5, 6])
    ends = [(line.get("x1"), line.get("x2")) for line in each(svg, "chart-line")]
    at = {float(line.get("x1", "").rstrip("%")) for line in each(svg, "chart-break")}
    assert len(ends) == 2
    assert len(at) == 1
    assert float(str(ends[0][1]).rstrip("%")) < at.pop() < float(str(ends[1][0]).rstrip("%"))
    assert "Nytt formulär" in said(svg, "chart-tick")


def test_a_time_that_is_not_over_is_an_open_point_at_the_end_of_a_dotted_line_with_words() -> None:
    svg = trend(TOLD, Time([*MONTHS[:3], Moment("nov", part="hittills")]), [3, 4, 5, 6], [1, 1, 1, 1])
    assert [shape.tag for shape in each(svg, "chart-open")] == ["line", "circle"]
    assert said(svg, "chart-tick")[-1] == "hittills"


def test_years_are_said_where_they_begin() -> None:
    svg = trend(TOLD, Time([Moment("nov", "2025"), Moment("dec", "2025"), Moment("jan", "2026"), Moment("feb", "2026")]), [1, 2, 3, 4])
    assert said(svg, "chart-tick")[4:] == ["2026", "2025"]


def test_many_points_have_a_scale_and_few_ticks_and_the_last_of_them() -> None:
    svg = trend(TOLD, Time([Moment(f"v. {number}") for number in range(53)]), [number * 7 for number in range(53)])
    ticks = [tick for tick in said(svg, "chart-tick") if tick.startswith("v.")]
    narrow = [tick for tick in ticks if tick not in said(svg, "chart-roomy")]
    assert (ticks[0], narrow[0], len(narrow)) == ("v. 52", "v. 52", 4)
    assert said(svg, "chart-small") == ["100", "200", "300"]


def test_a_phone_gets_the_highest_and_the_last_number_and_a_page_all_of_them() -> None:
    svg = trend(TOLD, Time([Moment(str(number)) for number in range(10)]), [100, 900, *range(200, 208)])
    roomy = said(svg, "chart-roomy")
    assert [value for value in said(svg, "chart-value") if value not in roomy] == ["900", "207"]
    assert len(said(svg, "chart-value")) == 10


def test_small_charts_share_one_scale() -> None:
    svg = multiples(TOLD, Time(MONTHS[:2]), [("Kök", [3, 0]), ("Badrum", [1, 6])])
    axes = [float(line.get("y1", "")) for line in each(svg, "chart-axis")]
    found = heights(svg)
    assert (axes[0] - found[0]) / 3 == pytest.approx((axes[1] - found[3]) / 6, abs=0.1)


def test_a_break_goes_through_every_small_chart_and_is_said_once() -> None:
    svg = CHARTS["multiples"]
    assert len(list(each(svg, "chart-break"))) == 2 + 2 * 5
    assert said(svg, "chart-tick").count("Nytt formulär") == 1


def test_one_point_stands_in_the_middle() -> None:
    assert [dot.get("cx") for dot in drawn(CHARTS["trend, one"]).iter("circle")] == ["50.5%"]
