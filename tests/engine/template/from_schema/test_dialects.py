"""Which draft a schema is written in, and what that makes of its keywords."""

from typing import Any

import pytest
from jsonschema import Draft201909Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError

from engine.template.from_schema.dialects import DIALECTS, LATEST, Dialect, dialect_of

FOUR, SIX, SEVEN, LAST_BUT_ONE, NEW = DIALECTS


def test_a_schema_without_a_draft_is_in_the_latest_as_for_jsonschema() -> None:
    assert dialect_of({}) is dialect_of(True) is LATEST


@pytest.mark.parametrize("named", ["http://json-schema.org/schema#", "http://json-schema.org/draft/2020-12/schema"])
def test_an_address_that_can_only_mean_the_latest_is_the_latest_as_for_jsonschema(named: str) -> None:
    assert dialect_of({"$schema": named}) is LATEST


@pytest.mark.parametrize("end", ["", "#"])
def test_a_draft_is_known_by_its_address(end: str) -> None:
    assert [dialect_of({"$schema": dialect.uri + end}) for dialect in DIALECTS] == list(DIALECTS)


@pytest.mark.parametrize("named", ["http://json-schema.org/draft-03/schema#", "https://example.invalid/own", 7])
def test_any_other_draft_is_none(named: object) -> None:
    assert dialect_of({"$schema": named}) is None


def test_keywords_of_other_drafts_are_known_as_such() -> None:
    assert {"const", "if", "then", "contains", "dependentRequired"} <= FOUR.foreign
    assert {"dependentSchemas", "minContains", "unevaluatedProperties"} <= SEVEN.foreign
    assert "dependencies" in NEW.foreign & LAST_BUT_ONE.foreign
    assert "if" in SIX.foreign
    assert not {"minContains", "unevaluatedItems"} & LAST_BUT_ONE.foreign
    assert not {"if", "then", "else", "dependencies", "exclusiveMinimum"} & SEVEN.foreign
    assert "exclusiveMinimum" not in FOUR.foreign


def test_formats_do_not_decide() -> None:
    assert all(dialect.judge({"type": "string", "format": "email"}).is_valid("nobody") for dialect in DIALECTS)


def test_a_schema_that_names_its_draft_keeps_the_strict_patterns() -> None:
    slow = {"$schema": NEW.uri, "pattern": "^(a+)+$"}
    assert not NEW.judge(slow).is_valid("a" * 40 + "b")


def test_nothing_is_fetched() -> None:
    with pytest.raises(Exception, match="Unresolvable"):
        NEW.judge({"$ref": "https://example.invalid/schema"}).is_valid({})


def test_what_is_no_schema_of_the_draft_is_told() -> None:
    (error,) = FOUR.faults({"properties": {"a": {"required": True}}})
    assert isinstance(error, ValidationError)
    assert list(error.absolute_path) == ["properties", "a", "required"]


@pytest.mark.parametrize("schema", [True, {}, {"allOf": [{"$ref": "#", "items": {"enum": []}}]}, {"dependencies": {"a": ["b"], "c": {}}}])
def test_the_meta_schema_in_one_piece_takes_what_the_published_one_does(schema: object) -> None:
    assert NEW.meta.is_valid(schema) is Draft202012Validator(Draft202012Validator.META_SCHEMA).is_valid(schema) is True


IN_PIECES = ((LAST_BUT_ONE, Draft201909Validator), (NEW, Draft202012Validator))


@pytest.mark.parametrize(
    ("dialect", "draft", "keyword"), [(*one, keyword) for one in IN_PIECES for keyword in one[0].meta.schema["properties"]]
)
def test_it_refuses_what_the_published_one_refuses(dialect: Dialect, draft: Any, keyword: str) -> None:
    published = draft(draft.META_SCHEMA)
    for value in (5, -1, "(", None, [], {}, {"a": 5}, [5], True, 1.5):
        schema = {"properties": {"a": {"items": {keyword: value}}}}
        assert dialect.meta.is_valid(schema) is published.is_valid(schema)
