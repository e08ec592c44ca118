"""The UI schema of react-jsonschema-form says what templates say under `ui`."""

from typing import Any

import pytest

from tests.engine.exchange.json_schema.test_reading import SCHEMA, carried, lost, said


@pytest.mark.parametrize(
    ("ui", "wanted"),
    [
        ({"ui:title": "Lån", "ui:description": "Kort"}, {"": {"label": "Lån", "hint": "Kort"}}),
        ({"sak": {"ui:title": "Vad?", "ui:help": "Välj", "ui:description": "En"}}, {"/sak": {"label": "Vad?", "hint": "Välj\nEn"}}),
        ({"sak": {"ui:options": {"title": "Vad?"}}}, {"/sak": {"label": "Vad?"}}),
        ({"sak": {"ui:enumNames": ["En bil", "En cykel"]}}, {"/sak": {"options": {"bil": "En bil", "cykel": "En cykel"}}}),
        (
            {"hem": {"ui:title": "Hem", "gata": {"ui:placeholder": "Storgatan"}}},
            {"/hem": {"label": "Hem"}, "/hem/gata": {"hint": "Storgatan"}},
        ),
        ({"hem": {"gata": {"ui:widget": "textarea"}}}, {"/hem/gata": {"rows": 5}}),
        ({"hem": {"gata": {"ui:widget": "textarea", "ui:options": {"rows": 99}}}}, {"/hem/gata": {"rows": 30}}),
        ({"hem": {"gata": {"ui:autocomplete": "street-address"}}}, {"/hem/gata": {"autocomplete": "street-address"}}),
        ({"vanner": {"items": {"namn": {"ui:title": "Namn"}}}}, {"/vanner/*/namn": {"label": "Namn"}}),
        ({"sak": {"ui:widget": "radio", "ui:autofocus": True, "classNames": "x"}}, {}),
    ],
)
def test_what_it_says_is_said_under_ui(ui: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert said(ui) == wanted
    assert lost(ui) == []


@pytest.mark.parametrize(
    ("ui", "code", "place"),
    [
        ({"sak": {"ui:widget": "hidden"}}, "hidden", "ui#/sak/ui:widget"),
        ({"sak": {"ui:widget": "password"}}, "not-carried", "ui#/sak/ui:widget"),
        ({"sak": {"ui:readonly": True}}, "read-only", "ui#/sak/ui:readonly"),
        ({"sak": {"ui:options": {"magi": 1}}}, "unknown-key", "ui#/sak/ui:options/magi"),
        ({"sak": {"ui:enumNames": ["En"]}}, "not-understood", "ui#/sak/ui:enumNames"),
        ({"vanner": {"ui:options": {"addable": False}}}, "rows", "ui#/vanner/ui:options/addable"),
        ({"finns": {"ui:title": "X"}}, "ui-nowhere", "ui#/finns"),
        ({"sak": "x"}, "not-understood", "ui#/sak"),
    ],
)
def test_what_can_not_be_said_is_told_with_its_place(ui: dict[str, Any], code: str, place: str) -> None:
    assert lost(ui) == [(code, place)]


def test_the_order_is_the_schemas_own_and_changes_no_value() -> None:
    found = carried(SCHEMA, {"ui:order": ["farger", "*", "sak"], "hem": {"ui:order": ["ort", "gata"]}}).sections["form"]["schema"]
    assert list(found["properties"]) == ["farger", "mil", "hem", "vanner", "sak"]
    assert list(found["properties"]["hem"]["properties"]) == ["ort", "gata"]
    assert found == SCHEMA
