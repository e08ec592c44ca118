"""Pages, groups and what lies in between."""

from typing import Any

import pytest

from engine.exchange import NotReadable
from engine.exchange.formio.layout import type_of
from tests.engine.exchange.formio.forms import carried, component, loaded, lost, questions

TEXT = component("textfield", "namn")


def pages(*components: dict[str, Any]) -> dict[str, list[str]]:
    """The ids of the questions on each page."""
    found = carried(*components)
    loaded(found)
    return {id: list(page["questions"]) for id, page in found.sections["form"]["pages"].items()}


def test_a_panel_that_lies_in_nothing_is_a_page_and_the_rest_shares_pages() -> None:
    one, two = component("panel", "ett", title="Ett", components=[TEXT]), component("panel", "tva", components=[component("email", "post")])
    made = pages(component("time", "tid"), one, component("day", "dag"), two)
    assert made == {"sida": ["tid"], "ett": ["namn"], "sida_2": ["dag"], "tva": ["post"]}


def test_tabs_that_lie_in_nothing_are_pages() -> None:
    tabs = component("tabs", "flikar", components=[{"label": "En", "key": "en", "components": [TEXT]}])
    assert pages(tabs) == {"en": ["namn"]}


@pytest.mark.parametrize(
    "layout",
    [
        component("well", "l", components=[TEXT]),
        component("container", "l", components=[TEXT]),
        component("columns", "l", columns=[{"components": []}, {"components": [TEXT], "width": 6}]),
        component("table", "l", rows=[[{"components": []}, {"components": [TEXT]}]]),
        component("fieldset", "l", components=[TEXT]),
    ],
    ids=lambda layout: str(layout["type"]),
)
def test_layout_is_flattened(layout: dict[str, Any]) -> None:
    assert pages(layout) == {"sida": ["namn"]}
    assert lost(layout) == []


def test_a_legend_is_a_heading() -> None:
    made = questions(component("fieldset", "l", legend="Om dig", components=[TEXT]))
    assert made["l"] == {"type": "info", "label": "Om dig"}


def test_the_names_of_containers_come_before_names_that_are_taken() -> None:
    assert pages(TEXT, component("container", "barn", components=[TEXT])) == {"sida": ["namn", "barn_namn"]}


def test_grids_are_groups_that_may_lie_in_one_other() -> None:
    inner = component("editgrid", "inre", components=[TEXT])
    made = questions(component("datagrid", "rader", validate={"required": True, "maxLength": 5}, components=[inner]))
    assert made["rader"]["repeat"] == {"min": 1, "max": 5, "item": "RADER"}
    assert made["rader"]["questions"]["inre"]["questions"]["namn"]["type"] == "text"


def test_a_third_grid_is_told() -> None:
    deep = component("datagrid", "c", components=[TEXT])
    rows = component("datagrid", "a", components=[component("datagrid", "b", components=[component("time", "t"), deep])])
    assert lost(rows) == [("nested-too-deep", "/components/0/components/0/components/1")]


@pytest.mark.parametrize(
    "given", [{}, {"columns": 3}, {"columns": ["x"]}, {"columns": [{"components": {"a": 1}}]}, {"columns": [{"components": [None]}]}]
)
def test_what_is_not_as_it_should_be_is_told(given: dict[str, Any]) -> None:
    assert [code for code, _ in lost(TEXT, component("columns", "l", **given))] == (["not-understood"] if given else [])


def test_a_form_with_nothing_to_ask_is_refused() -> None:
    for components in ([], [component("password")]):
        with pytest.raises(NotReadable):
            carried(*components)


@pytest.mark.parametrize(
    ("name", "plain"),
    [("simpletextarea", "textarea"), ("simplecols3", "columns"), ("simplecheckboxesadvanced", "selectboxes"), ("simple", "simple")],
)
def test_names_of_simple_components_are_those_of_others(name: str, plain: str) -> None:
    assert type_of({"type": name}) == plain
