"""Advice about what in a form's JSON Schema has no effect on the form."""

import pytest

from tests.engine.proof.proved import advice


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ("{properties: {a: {type: string}}, dependencies: {a: [b]}}", ["schema-passed-over"]),
        ("{properties: {a: {type: string}, b: {type: object}}}", ["schema-not-asked"]),
        ("{properties: {a: {type: integer, default: x}}}", ["schema-default-unused"]),
        ("{properties: {a: {type: integer, default: 3}}}", []),
    ],
)
def test_what_has_no_effect_is_told(schema: str, told: list[str]) -> None:
    assert [code for code, _ in advice(f"form: {{schema: {schema}}}")] == told


def test_the_form_of_a_step_is_looked_at_too() -> None:
    forms = "forms: {talk: {title: Talk, schema: {properties: {a: {}, b: {type: object}}}}}"
    assert ("schema-not-asked", 1) in advice(forms, "workflow: {t: {kind: form, form: talk}}")
