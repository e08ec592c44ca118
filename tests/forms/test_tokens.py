"""The colours hold what the page needs of them, by calculation and in both schemes."""

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from tests.forms.colours import DEFICIENCIES, contrast, difference

FORMS = Path(__file__).parents[2] / "forms"
SOURCE = (FORMS / "style" / "_tokens.scss").read_text(encoding="utf-8")
SCHEMES = {
    name: dict(re.findall(r'"([a-z0-9-]+)": (#[0-9a-f]{6})', block))
    for name, block in re.findall(r"\$(\w+): \((.*?)\n\);", SOURCE, re.DOTALL)
}
SURFACES = ("paper", "card", "muted")
TEXTS = ("ink", "ink-soft", "primary", "primary-hover", "error")
ON = {
    "primary": ("on-primary",),
    "primary-hover": ("on-primary",),
    "error": ("on-error",),
    "error-hover": ("on-error",),
    "primary-soft": ("primary", "ink", "ink-soft"),
    "error-soft": ("error", "error-hover", "ink"),
    "ok-soft": ("ok", "ink"),
    "warning-soft": ("warning", "ink"),
    "ink": ("paper",),
}
HEAT = tuple(f"heat-{number}" for number in range(1, 5))
CHART = tuple(f"chart-{number}" for number in range(1, 6))

pytestmark = pytest.mark.parametrize("scheme", ["light", "dark"])


def test_both_schemes_have_the_same_tokens(scheme: str) -> None:
    assert SCHEMES[scheme].keys() == SCHEMES["light"].keys()
    assert len(SCHEMES[scheme]) > 20


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_every_surface(scheme: str, surface: str, text: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[text], colours[surface]) >= 4.5


@pytest.mark.parametrize(("surface", "text"), [(surface, text) for surface, texts in ON.items() for text in texts])
def test_text_can_be_read_on_what_is_coloured(scheme: str, surface: str, text: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[text], colours[surface]) >= 4.5


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("mark", ["edge", "primary", "error", "ok", "warning"])
def test_edges_and_marks_stand_out_from_every_surface(scheme: str, surface: str, mark: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[mark], colours[surface]) >= 3


@pytest.mark.parametrize("surface", [*SURFACES, "primary", "error", "primary-soft"])
def test_one_half_of_the_focus_ring_shows_wherever_it_is(scheme: str, surface: str) -> None:
    colours = SCHEMES[scheme]
    assert max(contrast(colours[ring], colours[surface]) for ring in ("focus", "focus-ink")) >= 3
    assert contrast(colours["focus"], colours["focus-ink"]) >= 3


@pytest.mark.parametrize("surface", ["paper", "card"])
@pytest.mark.parametrize("series", [*CHART, "chart-before"])
def test_a_chart_stands_out_from_its_ground(scheme: str, surface: str, series: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[series], colours[surface]) >= 3


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_series_of_a_chart_can_be_told_apart_by_all_eyes(scheme: str, deficiency: str) -> None:
    colours = SCHEMES[scheme]
    nearest = min(difference(colours[one], colours[other], deficiency) for one, other in combinations(CHART, 2))
    assert nearest >= 18


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_compared_period_differs_from_the_one_shown(scheme: str, deficiency: str) -> None:
    colours = SCHEMES[scheme]
    assert difference(colours["chart-1"], colours["chart-before"], deficiency) >= 15


@pytest.mark.parametrize(("cell", "text"), [("heat-1", "ink"), ("heat-2", "ink"), ("heat-3", "on-primary"), ("heat-4", "on-primary")])
def test_the_number_in_a_cell_can_be_read_at_every_depth(scheme: str, cell: str, text: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[cell], colours[text]) >= 4.5


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_each_depth_of_a_cell_differs_from_the_one_before_and_the_first_from_the_page(scheme: str, deficiency: str) -> None:
    colours = SCHEMES[scheme]
    depths = [colours[name] for name in ("paper", *HEAT)]
    assert min(difference(one, other, deficiency) for one, other in pairwise(depths)) >= 7


def test_the_more_a_cell_holds_the_further_it_is_from_the_page_in_grey(scheme: str) -> None:
    colours = SCHEMES[scheme]
    away = [contrast(colours["paper"], colours[name]) for name in HEAT]
    assert all(further > 1.3 * nearer for nearer, further in pairwise(away))


def test_the_built_sheet_has_every_token(scheme: str) -> None:
    sheet = (FORMS / "static" / "mallverk.css").read_text(encoding="utf-8")
    written = set(re.findall(r"--([a-z0-9-]+): ?(#[0-9a-f]{6})", sheet))
    assert set(SCHEMES[scheme].items()) <= written
