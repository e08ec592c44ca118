"""The UI schema of JSON Forms says what templates say under `ui`, and its rules are conditions."""

from typing import Any

import pytest

from tests.engine.exchange.json_schema.test_reading import SCHEMA, carried, lost, said

EVERY = [f"#/properties/{name}" for name in SCHEMA["properties"]]


def control(scope: str, **more: Any) -> dict[str, Any]:
    return {"type": "Control", "scope": scope, **more}


def group(*elements: Any, **more: Any) -> dict[str, Any]:
    return {"type": "Group", "label": "G", "elements": list(elements), **more}


def layout(*elements: Any, **more: Any) -> dict[str, Any]:
    """A layout that has controls for the rest of the schema, too."""
    named = {element.get("scope") for element in elements if isinstance(element, dict)}
    return {"type": "VerticalLayout", "elements": [*elements, *(control(scope) for scope in EVERY if scope not in named)], **more}


def rule(scope: str, schema: Any, effect: str = "SHOW") -> dict[str, Any]:
    return {"effect": effect, "condition": {"scope": scope, "schema": schema}}


def condition(made: Any) -> Any:
    """The condition of `hem`, where the rule stands at it."""
    before = map(control, ("#/properties/sak", "#/properties/mil", "#/properties/farger"))
    return said(layout(*before, control("#/properties/hem", rule=made)))["/hem"]["show_if"]


@pytest.mark.parametrize(
    ("element", "wanted"),
    [
        (control("#/properties/sak", label="Vad?"), {"/sak": {"label": "Vad?"}}),
        (control("#/properties/sak", label={"text": "Vad?"}), {"/sak": {"label": "Vad?"}}),
        (control("#/properties/sak", label=False, options={"format": "radio"}), {}),
        (control("#/properties/hem/properties/gata", options={"multi": True}), {"/hem/gata": {"rows": 5}}),
        (group(control("#/properties/hem/properties/ort", label="Ort")), {"/hem/ort": {"label": "Ort"}}),
        (
            control("#/properties/vanner", options={"detail": group(control("#/properties/namn", label="N"))}),
            {"/vanner/*/namn": {"label": "N"}},
        ),
    ],
)
def test_controls_say_what_is_said_under_ui(element: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert said(layout(element)) == wanted
    assert lost(layout(element)) == []


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (rule("#/properties/sak", {"const": "bil"}), {"/sak": "bil"}),
        (rule("#/properties/sak", {"const": "bil"}, "HIDE"), {"not": {"/sak": "bil"}}),
        (rule("#/properties/sak", {"enum": ["bil", "cykel"]}), {"/sak": ["bil", "cykel"]}),
        (rule("#/properties/mil", {"type": "number", "minimum": 3}), {"all": [{"/mil": {"answered": True}}, {"/mil": {"at_least": 3}}]}),
        (rule("#/properties/mil", {"minimum": 3}), {"any": [{"/mil": {"at_least": 3}}, {"/mil": {"answered": False}}]}),
        (
            rule("#/properties/farger", {"contains": {"const": "rod"}}),
            {"any": [{"/farger": {"includes": "rod"}}, {"/farger": {"answered": False}}]},
        ),
        ({"effect": "SHOW", "condition": {"type": "LEAF", "scope": "#/properties/sak", "expectedValue": "bil"}}, {"/sak": "bil"}),
        (
            {"effect": "SHOW", "condition": {"type": "OR", "conditions": [rule("#/properties/sak", {"const": "bil"})["condition"]]}},
            {"/sak": "bil"},
        ),
    ],
)
def test_a_rule_is_a_condition(made: Any, wanted: Any) -> None:
    assert condition(made) == wanted


def test_a_rule_of_a_group_is_one_of_each_that_lies_in_it() -> None:
    inside = group(control("#/properties/mil"), rule=rule("#/properties/sak", {"const": "bil"}))
    assert said({"type": "VerticalLayout", "elements": [control("#/properties/sak"), inside]})["/mil"] == {"show_if": {"/sak": "bil"}}


@pytest.mark.parametrize(
    ("element", "code", "place"),
    [
        (control("#/properties/mil", rule=rule("#/properties/sak", {"const": "bil"}, "DISABLE")), "rule", "ui#/elements/0/rule"),
        (control("#/properties/mil", rule=rule("#/properties/sak", {"pattern": "x"})), "rule", "ui#/elements/0/rule"),
        (control("#/properties/mil", rule=rule("#/properties/sak", {"const": "båt"})), "ui-refused", "/mil"),
        (control("#/properties/sak", rule=rule("#/properties/mil", {"const": 1})), "ui-refused", "/sak"),
        (control("#/properties/mil", options={"readonly": True}), "read-only", "ui#/elements/0/options/readonly"),
        (control("#/definitions/x"), "ui-nowhere", "ui#/elements/0/scope"),
        ({"type": "Label", "text": "Hej"}, "ui-text", "ui#/elements/0"),
        ({"type": "Karta"}, "not-carried", "ui#/elements/0"),
        (3, "not-understood", "ui#/elements/0"),
    ],
)
def test_what_can_not_be_said_is_told_with_its_place(element: Any, code: str, place: str) -> None:
    assert lost(layout(element)) == [(code, place)]


def test_what_the_other_format_does_not_show_is_told() -> None:
    only = {"type": "VerticalLayout", "elements": [control(scope) for scope in EVERY[1:]]}
    assert lost(only) == [("not-in-ui", "/sak")]


def test_the_order_of_controls_is_the_order_of_the_questions() -> None:
    elements = [control(scope) for scope in reversed(EVERY)]
    found = carried(SCHEMA, {"type": "VerticalLayout", "elements": elements}).sections["form"]["schema"]
    assert list(found["properties"]) == ["farger", "vanner", "hem", "mil", "sak"]
