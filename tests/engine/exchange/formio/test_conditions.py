"""What shows and hides a component becomes a condition, in each of the ways that Form.io has, or is told."""

from typing import Any

import pytest

from tests.engine.exchange.formio.forms import component, lost, questions

BEFORE = [
    component("radio", "val", values=[{"label": "A", "value": "a"}, {"label": "B b", "value": "b b"}]),
    component("selectboxes", "rutor", values=[{"label": "X", "value": "x"}, {"label": "Y", "value": "y"}]),
    component("checkbox", "ruta"),
    component("number", "tal"),
    component("currency", "pris"),
    component("textfield", "text"),
    component("datetime", "dag", enableTime=False),
    component("datagrid", "rader", components=[component("textfield", "cell")]),
    component("container", "om", components=[component("email", "post")]),
]


def condition(**more: Any) -> Any:
    """The condition of a component that comes after the others."""
    return questions(*BEFORE, component("textfield", "sist", **more))["sist"].get("show_if")


def told(**more: Any) -> list[str]:
    """What is lost of its conditions."""
    return [code for code, _ in lost(*BEFORE, component("textfield", "sist", **more))]


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        ("show = data.val === 'a'", {"val": "a"}),
        ('show = data.val == "b b";', {"val": "b_b"}),
        ("show = data['val'] != 'a'", {"not": {"val": "a"}}),
        ("show = 'a' == data.val", {"val": "a"}),
        ("show = data.ruta", {"ruta": True}),
        ("show = !data.ruta;", {"not": {"ruta": True}}),
        ("show = !!(data.ruta)", {"ruta": True}),
        ("show = data.ruta === false", {"not": {"ruta": True}}),
        ("show = data.rutor.x || data.rutor['y'] == true", {"rutor": {"includes": ["x", "y"]}}),
        ("show = data.rutor && data.rutor.x", {"rutor": {"includes": "x"}}),
        ("show = data.tal >= 3", {"tal": {"at_least": 3}}),
        ("show = data.tal < 3", {"tal": {"at_most": 3}, "not": {"tal": 3}}),
        ("show = 2 <= data.tal", {"tal": {"at_least": 2}}),
        ("show = data.pris >= 1.5", {"pris": {"at_least": 150}}),
        ("show = data.text == ''", {"text": {"answered": False}}),
        ("show = data.text !== undefined", {"not": {"text": {"answered": False}}}),
        ("show = data.text", {"text": {"answered": True}}),
        ("show = data.dag > '2026-01-01'", {"dag": {"after": "2026-01-01"}}),
        ("show = data.rader.length > 1", {"rader": {"count": {"at_least": 2}}}),
        ("show = data.om.post === 'a@b.se'", {"post": "a@b.se"}),
        ("show = data.om?.post == 'a@b.se'", {"post": "a@b.se"}),
        ("show = ['a', 'b b'].includes(data.val)", {"val": ["a", "b_b"]}),
        ("show = data.rutor.includes('x')", {"rutor": {"includes": "x"}}),
        ("show = data.rutor.indexOf('x') > -1", {"rutor": {"includes": "x"}}),
        ("show = (data.val == 'a' && data.tal == 1) ? true : false", {"val": "a", "tal": 1}),
        ("if (data.val == 'a') { show = true; } else { show = false; }", {"val": "a"}),
        ("show = false;\n// bara a\nif (data.val == 'a') show = true;", {"val": "a"}),
        ("var show = data.val == 'a'", {"val": "a"}),
        ("show = true", None),
    ],
)
def test_a_script_that_is_understood_is_a_condition(script: str, wanted: Any) -> None:
    assert condition(customConditional=script) == wanted
    assert told(customConditional=script) == []


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("show = utils.isEmpty(data.val)", "condition-script"),
        ("show = data.val.startsWith('a')", "condition-script"),
        ("show = data.tal == data.pris", "condition-script"),
        ("show = instance.visible", "condition-script"),
        ("value = 1", "condition-script"),
        ("show = data.val == 'a", "condition-script"),
        ("show = (data.val", "condition-script"),
        ("while (true) {}", "condition-script"),
        ("show = data.val == 'c'", "condition-value"),
        ("show = data.val > 'a'", "condition-test"),
        ("show = data.tal > 0.00001", "condition-value"),
        ("show = data.finns_inte", "condition-unknown"),
        ("show = data.sist == 'a'", "condition-later"),
        ("show = data.rader.cell > 'a'", "condition-rows"),
        ("show = " + "!" * 50 + "data.ruta", "condition-script"),
        ("show = data.ruta;" + "if (data.ruta) show = true;" * 9, "condition-script"),
        ("x" * 5000, "condition-script"),
    ],
)
def test_a_script_that_is_not_understood_is_told_and_never_run(script: str, code: str) -> None:
    assert told(customConditional=script) == [code]


@pytest.mark.parametrize(
    ("simple", "wanted"),
    [
        ({"show": True, "when": "val", "eq": "a"}, {"val": "a"}),
        ({"show": "false", "when": "val", "eq": "a"}, {"not": {"val": "a"}}),
        ({"show": True, "when": "ruta", "eq": "true"}, {"ruta": True}),
        ({"show": True, "when": "rutor", "eq": "x"}, {"rutor": {"includes": "x"}}),
        ({"show": True, "when": "rutor.x", "eq": "true"}, {"rutor": {"includes": "x"}}),
        ({"show": True, "when": "om.post", "eq": "a@b.se"}, {"post": "a@b.se"}),
        ({"show": True, "when": "post", "eq": "a@b.se"}, {"post": "a@b.se"}),
        ({"show": True, "when": "rader.cell", "eq": "q"}, {"cell": {"includes": "q"}}),
        ({"show": None, "when": None, "eq": ""}, None),
        ({"json": {"==": [{"var": "data.val"}, "a"]}}, {"val": "a"}),
        ({"json": {"in": [{"var": "data.tal"}, [1, 2]]}}, {"tal": [1, 2]}),
        (
            {"json": {"and": [{"in": ["x", {"var": "data.rutor"}]}, {"!": {"var": "row.ruta"}}]}},
            {"rutor": {"includes": "x"}, "not": {"ruta": True}},
        ),
        (
            {"json": {"or": [{">=": [5, {"var": "data.tal"}]}, {"!==": [{"var": "data.val"}, "a"]}]}},
            {"any": [{"tal": {"at_most": 5}}, {"not": {"val": "a"}}]},
        ),
    ],
)
def test_simple_conditions_and_rules_are_conditions(simple: Any, wanted: Any) -> None:
    assert condition(conditional=simple) == wanted
    assert told(conditional=simple) == []


@pytest.mark.parametrize(
    ("operator", "key", "value", "wanted"),
    [
        ("isEqual", "val", "a", {"val": "a"}),
        ("isNotEqual", "val", "a", {"not": {"val": "a"}}),
        ("isEmpty", "text", None, {"text": {"answered": False}}),
        ("isNotEmpty", "ruta", None, {"ruta": True}),
        ("greaterThan", "tal", 3, {"tal": {"at_least": 3}, "not": {"tal": 3}}),
        ("lessThanOrEqual", "tal", "3", {"tal": {"at_most": 3}}),
        ("dateGreaterThanOrEqual", "dag", "2026-01-01T00:00:00", {"dag": {"answered": True}, "not": {"dag": {"before": "2026-01-01"}}}),
        ("isDateEqual", "dag", "2026-01-01", {"dag": "2026-01-01"}),
    ],
)
def test_each_operator_is_a_test(operator: str, key: str, value: Any, wanted: Any) -> None:
    one = {"component": key, "operator": operator, "value": value}
    assert condition(conditional={"show": True, "conjunction": "all", "conditions": [one]}) == wanted


def test_several_conditions_are_joined_and_may_hide() -> None:
    parts = [{"component": "val", "operator": "isEqual", "value": "a"}, {"component": "ruta", "operator": "isEqual", "value": True}]
    assert condition(conditional={"show": True, "conjunction": "any", "conditions": parts}) == {"any": [{"val": "a"}, {"ruta": True}]}
    assert condition(conditional={"show": False, "conjunction": "all", "conditions": parts}) == {"not": {"val": "a", "ruta": True}}


@pytest.mark.parametrize(
    ("simple", "code"),
    [
        ("ja", "condition-unknown"),
        ({"when": ["a"], "eq": 1}, "condition-unknown"),
        ({"show": True, "conditions": 3}, "condition-unknown"),
        ({"show": True, "conditions": [{"component": "val", "operator": ["x"]}]}, "condition-test"),
        ({"show": True, "conditions": [{"component": "text", "operator": "startsWith", "value": "a"}]}, "condition-test"),
        ({"show": True, "conditions": [None]}, "condition-test"),
        ({"json": {"if": [True, 1, 2]}}, "condition-logic"),
        ({"json": {"==": [{"var": "form.x"}, 1]}}, "condition-logic"),
        ({"json": [1]}, "condition-logic"),
    ],
)
def test_what_is_no_condition_is_told(simple: Any, code: str) -> None:
    assert told(conditional=simple) == [code]


def test_a_script_comes_before_the_rest_as_in_form_io() -> None:
    assert condition(customConditional="show = data.ruta", conditional={"show": True, "when": "val", "eq": "a"}) == {"ruta": True}


def test_what_lies_in_something_is_shown_with_it() -> None:
    inside = component("textfield", "inne", customConditional="show = data.ruta")
    around = component("fieldset", "runt", legend="Runt", conditional={"show": True, "when": "val", "eq": "a"}, components=[inside])
    made = questions(*BEFORE, around)
    assert made["runt"]["show_if"] == {"val": "a"}
    assert made["inne"]["show_if"] == {"val": "a", "ruta": True}


def test_a_condition_of_the_page_is_not_said_again() -> None:
    simple = {"show": True, "when": "val", "eq": "a"}
    page = component("panel", "sida2", conditional=simple, components=[component("textfield", "inne", conditional=simple)])
    assert "show_if" not in questions(*BEFORE, page)["inne"]


def test_inside_a_row_the_same_row_is_meant() -> None:
    row = component(
        "datagrid",
        "bilar",
        components=[
            component("radio", "val2", values=BEFORE[0]["values"]),
            component("time", "t", customConditional="show = row.val2 == 'a'"),
        ],
    )
    assert questions(row)["bilar"]["questions"]["t"]["show_if"] == {"val2": "a"}  # fmt: skip


def test_a_hidden_value_keeps_its_condition() -> None:
    made = questions(*BEFORE, component("hidden", "dold", defaultValue="x", customConditional="show = data.ruta"))
    assert made["dold"] == {"type": "constant", "label": "DOLD", "value": "x", "show_if": {"ruta": True}}


def test_what_a_script_never_shows_is_hidden() -> None:
    assert told(customConditional="show = false") == ["hidden"]


def test_an_unticked_box_that_is_hidden_is_not_false() -> None:
    box = component("checkbox", "dold", conditional={"show": True, "when": "val", "eq": "a"})
    made = questions(*BEFORE, box, component("textfield", "sist", customConditional="show = data.dold === false"))
    assert made["sist"]["show_if"] == {"val": "a", "not": {"dold": True}}
