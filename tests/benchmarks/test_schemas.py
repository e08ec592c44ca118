"""The comparison of forms with `jsonschema` finds what differs, what is refused and what crashes."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benchmarks.samples import Sampler
from benchmarks.schemas import Tally, collection, suite
from engine.template.from_schema.dialects import DIALECTS

GOOD = {"properties": {"a": {"type": "integer", "minimum": 1}}, "required": ["a"]}
SHAPES = (
    {"allOf": [GOOD, {"properties": {"b": {"enum": ["x", "y"]}}}]},
    {"type": "array", "items": {"$ref": "#/$defs/d"}, "minItems": 1, "$defs": {"d": {"type": "string", "pattern": "^a"}}},
    {"oneOf": [{"required": ["a"]}, {"required": ["b"]}], "if": {"required": ["a"]}, "then": GOOD},
    {"properties": {"a": {"type": ["string", "null"]}, "n": {"multipleOf": 3, "type": "number"}}, "dependentSchemas": {"a": GOOD}},
    {"properties": {"a": {"$ref": "#"}}},
)


def written(folder: Path, files: dict[str, Any]) -> Path:
    """A folder with some files of JSON."""
    for name, value in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value), encoding="utf-8")
    return folder


def test_a_folder_of_schemas_is_counted(tmp_path: Path) -> None:
    bad = {"properties": {"a": {"patternProperties": {}}}}
    tally = collection(written(tmp_path, {"a.json": GOOD, "deeper/b.json": bad}), 5)
    assert (tally.count["forms"], tally.count["refused"], tally.count["verdicts"], tally.told) == (1, 1, 10, [])
    assert 0 < tally.count["valid"] < 10
    assert dict(tally.refused) == {"schema-not-drawn": 1}
    assert next(iter(tally.lines)).startswith(f"{tmp_path.name}: 1 forms (50%), 1 refused")


def test_a_suite_is_tried_as_it_stands_and_as_a_property(tmp_path: Path) -> None:
    tests = [{"description": "one", "data": {"a": 1}, "valid": True}, {"description": "none", "data": {}, "valid": True}]
    groups = [{"description": "g", "schema": GOOD, "tests": tests}, {"description": "true", "schema": True, "tests": tests}]
    found = {tally.name: tally for tally in suite(written(tmp_path, {"draft7/a.json": groups}))}
    assert len(found) == 2 * len(DIALECTS)
    alone, inside = found["draft 7"], found["draft 7, as a property"]
    assert (alone.count["verdicts"], inside.count["verdicts"]) == (2, 4)
    assert (alone.count["beside"], inside.count["beside"]) == (1, 1)


def test_a_verdict_that_differs_a_crash_and_a_refusal_without_a_pointer_are_told() -> None:
    tally = Tally("t")
    form = tally.form(GOOD, "good")
    assert form is not None
    tally.verdict(form, {"a": 1}, "right")
    assert tally.told == []
    tally.verdict(replace(form, judge=form.judge.undemanding()), {}, "lax")
    deep: Any = {}
    for _ in range(40):
        deep = {"not": deep}
    assert tally.form(object(), "no JSON") is tally.form(deep, "deeper than a template may be") is None
    assert [line.partition(":")[0] for line in tally.told] == ["differing", "crashed", "without pointer"]


@pytest.mark.parametrize("schema", SHAPES)
def test_the_same_values_are_made_each_time_and_not_all_are_alike(schema: Any) -> None:
    first, again = ([json.dumps(value) for value in Sampler(schema, Random(3)).values(20)] for _ in range(2))  # noqa: S311 - no secret
    assert first == again
    assert len(set(first)) > 5


def test_values_fit_often_and_not_always(tmp_path: Path) -> None:
    tally = collection(written(tmp_path, {f"{number}.json": shape for number, shape in enumerate(SHAPES[:4])}), 20)
    assert tally.told == []
    assert 0.2 < tally.count["valid"] / tally.count["verdicts"] < 0.9
