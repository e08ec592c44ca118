"""The published JSON Schema of templates: what the loader checks with, so that any editor completes and checks the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engine.template.load import built_in_loader
from engine.template.schema import meta_schema

LIBRARY = Path(__file__).parents[3] / "templates_library"
PUBLISHED: dict[str, Any] = json.loads((LIBRARY / "template.schema.json").read_text(encoding="utf-8"))


def test_the_published_schema_is_the_one_that_the_loader_uses() -> None:
    loader = built_in_loader()
    assert meta_schema(loader.types, loader.kinds) == PUBLISHED


def test_the_schema_is_valid_itself() -> None:
    assert PUBLISHED["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(PUBLISHED)


def test_the_schema_branches_with_if_and_then_and_never_with_one_of() -> None:
    assert "oneOf" not in json.dumps(PUBLISHED)
    assert [set(branch) for branch in PUBLISHED["$defs"]["question"]["allOf"]] == [{"if", "then"}] * len(built_in_loader().types)


def test_the_schema_refers_only_to_itself() -> None:
    assert all(ref.startswith("#/$defs/") for ref in references(PUBLISHED))
    assert {ref.rpartition("/")[2] for ref in references(PUBLISHED)} == set(PUBLISHED["$defs"])


def references(value: Any) -> list[str]:
    """Every `$ref` in a schema."""
    if isinstance(value, dict):
        return [ref for key, inner in value.items() for ref in ([inner] if key == "$ref" else references(inner))]
    return [ref for inner in value for ref in references(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize("name", built_in_loader().types)
def test_every_field_type_has_its_branch(name: str) -> None:
    branch = PUBLISHED["$defs"][f"type_{name}"]
    assert {"type", "label"} <= set(branch["required"])
    assert branch["additionalProperties"] is False
    assert set(built_in_loader().types[name].schema) <= set(branch["properties"])


@pytest.mark.parametrize("name", built_in_loader().kinds)
def test_every_step_kind_has_its_branch(name: str) -> None:
    branch = PUBLISHED["$defs"][f"kind_{name}"]
    assert "kind" in branch["required"]
    assert set(built_in_loader().kinds[name].schema) <= set(branch["properties"])
