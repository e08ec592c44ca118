"""Spoiled templates are the same for the same seed, are of every sort, and a few hundred of them find nothing unhandled."""

import json
from pathlib import Path
from random import Random

from jsonschema import Draft202012Validator

from benchmarks import spoiled
from benchmarks.fuzz import Fuzz
from benchmarks.made_schemas import whole_schema
from engine.errors import InvalidTemplate
from engine.template.source import look
from tests.engine.small import SMALL

RUNS = 150
TEXTS = [SMALL.encode()]


def die(*seed: int) -> Random:
    """A die that falls the same way each time."""
    return Random(str(seed))  # noqa: S311 - chance that can be had again


def readable(text: bytes) -> bool:
    """True for a text that can be read as YAML."""
    try:
        return bool(look(text).value)
    except InvalidTemplate:
        return False


def test_a_seed_makes_the_same_texts_again() -> None:
    first, again, other = ([spoiled.spoiled(die(seed, number), TEXTS) for number in range(20)] for seed in (1, 1, 2))
    assert first == again != other


def test_texts_are_spoiled_as_bytes_and_as_values() -> None:
    made = [spoiled.spoiled(die(number), TEXTS) for number in range(100)]
    assert len(set(made)) > 90
    assert 20 < sum(map(readable, made)) < 100
    assert any(b'"$schema"' in text for text in made)


def test_answers_are_an_object_whatever_is_done_to_them() -> None:
    made = [spoiled.answers(die(number), {"a": [{"b": 1}], "c": "x"}) for number in range(100)]
    assert all(isinstance(given, dict) for given in made)
    assert len({json.dumps(given, sort_keys=True) for given in made}) > 50


def test_schemas_are_such_as_can_be_forms_and_such_as_can_not() -> None:
    made = [whole_schema(die(number)) for number in range(100)]
    assert all(json.dumps(schema) for schema in made)
    assert 0 < sum(not list(Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema)) for schema in made) <= 100


def test_nothing_that_is_found_is_unhandled(tmp_path: Path) -> None:
    fuzz = Fuzz(0, tmp_path)
    for number in range(RUNS):
        fuzz.run(number)
    assert (fuzz.seen.runs, fuzz.seen.unhandled) == (RUNS, 0)
    assert fuzz.seen.loaded > 0
