"""What every field type keeps: any JSON and any text gets an answer or an AnswerError, and every error has words."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from engine import fields, texts
from engine.errors import AnswerError
from engine.fields import FieldType, Question
from engine.texts import engine_texts
from tests.engine.factories import TYPES, again, checked, context, parsed, question

CATALOGUES = Path(texts.__file__).parent

QUESTIONS = {
    "text": question("text", min_length=2, max_length=20, pattern="[^!]*"),
    "long_text": question("long_text", max_length=50),
    "choice": question("choice"),
    "choices": question("choices", none="blue", max=2),
    "yes_no": question("yes_no", unknown=True),
    "number": question("number", min=-5, max=2000000, decimals=2, unit="kg"),
    "money": question("money"),
    "date": question("date", max="today"),
    "time": question("time", min="06:00", max="20:00"),
    "email": question("email"),
    "phone": question("phone"),
    "unit": question("unit", kinds=["office", "store"]),
    "scale": question("scale", **{"from": 1, "to": 5, "to_label": "Bra"}),
    "date_range": question("date_range", max="today"),
    "grid": question("grid", rows={"back": "Back", "neck": "Neck"}),
    "consent": question("consent", text="I agree"),
    "signature": question("signature"),
    "person": question("person", autocomplete="name"),
    "address": question("address"),
    "se_personnummer": question("se_personnummer"),
    "se_school_class": question("se_school_class"),
    "file": question("file", max_files=2),
    "constant": question("constant", value="web"),
    "computed": question("computed", sum=["other"]),
    "info": question("info"),
    "group": question("group"),
}
OWN = [name for name in QUESTIONS if name != "group"]


def first(name: str) -> str:
    """The first of the parts that a form sends."""
    return TYPES[name].parts_for(QUESTIONS[name])[0]


def further(name: str) -> tuple[str, ...]:
    """The other ones."""
    return TYPES[name].parts_for(QUESTIONS[name])[1:]


any_text = st.text(st.characters(exclude_categories=()), max_size=60)
odd_texts = st.sampled_from(
    ["\x00", "\ud800", "a\ud800b", "\u200b", " ", "a" * 50_000, "1e999", "9" * 5000, "𝟙", "İ", "a@ß.se", "i ", "١٢"]
)
scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | any_text | odd_texts | st.sampled_from([10**400, -(10**400), 2**63, -0.0])
)
any_json = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text, inner, max_size=4), max_leaves=8)
likely = st.sampled_from(
    (
        *("red", "blue", "yes", "no", "unknown", "today", "other", "2026-11-20", "20 nov", "20/11", "i går", "i fredags", "29 feb"),
        *("9", "14.30", "1 234,50", "-3,5 kg", "a@b.se", "070-174 06 05", "+46 (0)70 174 06 05", "north", "old", "31/12/99"),
        *("19121212-1212", "121212+1212", "191212721219"),
    )
)


def test_every_type_is_tried_here() -> None:
    assert set(QUESTIONS) == set(TYPES)


@pytest.mark.parametrize("name", OWN)
@settings(deadline=None)
@given(value=any_json)
def test_any_json_is_taken_or_refused_with_a_code(name: str, value: Any) -> None:
    if value is not None:
        _taken_or_refused(QUESTIONS[name], lambda: checked(QUESTIONS[name], value))


@pytest.mark.parametrize("name", OWN)
def test_an_integer_too_long_to_write_is_refused_with_a_code(name: str) -> None:
    with pytest.raises(AnswerError):
        checked(QUESTIONS[name], 10**5000)


@pytest.mark.parametrize("name", OWN)
@settings(deadline=None)
@given(texts=st.lists(any_text | odd_texts | likely, max_size=3), other=any_text | odd_texts | likely)
def test_any_text_of_a_form_is_taken_or_refused_with_a_code(name: str, texts: list[str], other: str) -> None:
    _taken_or_refused(QUESTIONS[name], lambda: parsed(QUESTIONS[name], *texts, **dict.fromkeys(further(name), other)))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", OWN)
@settings(deadline=None)
@given(texts=st.lists(any_text | likely, max_size=2))
def test_a_form_can_send_back_whatever_is_stored(name: str, language: str, texts: list[str]) -> None:
    where = context(language=language)
    try:
        value = parsed(QUESTIONS[name], *texts, where=where, **dict.fromkeys(further(name), "20 nov"))
    except AnswerError:
        return
    assert again(QUESTIONS[name], value, where) == value


def _taken_or_refused(asked: Question, act: Any) -> None:
    """What is taken is JSON, fits the type's schema, stays the same when checked again, and can be shown and counted."""
    value, refusal = None, None
    try:
        value = act()
    except AnswerError as error:
        refusal = error
    if refusal is not None:
        assert _sentence(asked.type, refusal.code, "sv", **refusal.facts)
    if value is None:
        return
    json.dumps(value, allow_nan=False).encode()
    Draft202012Validator(asked.type.json_schema(asked)).validate(value)
    assert checked(asked, value) == value
    assert asked.type.show(value, asked, context())
    assert all(asked.type.category_label(category, asked, context()) for category in asked.type.category(value, asked))


def _sentence(type_: FieldType, code: str, language: str, **facts: Any) -> str:
    """The sentence filled with what the error tells, and nothing else."""
    return type_.say(code, language, **facts) or engine_texts().say(f"answers.{code}", language, **facts)


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_code_that_a_type_raises_has_a_sentence(name: str, language: str) -> None:
    for code in _raised(name):
        assert code in TYPES[name].texts[language] or engine_texts().has(f"answers.{code}", language), code


@pytest.mark.parametrize("name", OWN)
def test_both_languages_say_the_same_codes_with_the_same_places(name: str) -> None:
    swedish, english = TYPES[name].texts["sv"], TYPES[name].texts["en"]
    assert {code: _places(text) for code, text in swedish.items()} == {code: _places(text) for code, text in english.items()}


@pytest.mark.parametrize("key", ["answers", "calendars"])
def test_the_catalogues_say_the_same_codes_with_the_same_places(key: str) -> None:
    swedish, english = (yaml.safe_load((CATALOGUES / f"{language}.yaml").read_text(encoding="utf-8"))[key] for language in ("sv", "en"))
    assert set(swedish) <= set(english)
    assert all(_places(english[code]) == _places(text) for code, text in swedish.items())


@pytest.mark.parametrize("name", OWN)
def test_sentences_keep_a_calm_tone(name: str) -> None:
    for sentence in TYPES[name].texts["sv"].values():
        assert "!" not in sentence
        assert "tyvärr" not in sentence.lower()
        assert not sentence.endswith(".")


@pytest.mark.parametrize("name", OWN)
def test_the_keys_of_a_type_have_schemas(name: str) -> None:
    for schema in TYPES[name].schema.values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", OWN)
def test_a_sound_question_has_no_faults(name: str) -> None:
    assert TYPES[name].faults(QUESTIONS[name]) == ()


@pytest.mark.parametrize("name", [name for name in OWN if TYPES[name].asks and name not in ("choices", "file")])
def test_two_answers_where_one_is_asked_for_are_refused(name: str) -> None:
    with pytest.raises(AnswerError) as caught:
        TYPES[name].parse({first(name): ["a", "b"]}, QUESTIONS[name], context())
    assert caught.value.code == "wrong-type"


@pytest.mark.parametrize("name", OWN)
def test_nothing_sent_is_nothing_answered(name: str) -> None:
    assert parsed(QUESTIONS[name]) is None
    assert parsed(QUESTIONS[name], "  ") is None


@pytest.mark.parametrize("name", [name for name, type_ in TYPES.items() if not type_.countable])
def test_what_is_not_countable_has_no_category(name: str) -> None:
    assert TYPES[name].category("anything", QUESTIONS[name]) == ()


def test_a_type_that_overrides_nothing_is_safe() -> None:
    class Plain(FieldType):
        name = "plain"

    asked = Question("it", Plain(), {"sv": "It"})
    assert checked(asked, " a\tb ") == "a b"
    with pytest.raises(AnswerError):
        checked(asked, "\x00")


def _raised(name: str) -> set[str]:
    """The codes written in the type's file."""
    tree = ast.parse((Path(fields.__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "AnswerError"]
    return {
        argument.value
        for call in calls
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def _places(sentence: str) -> set[str]:
    return {part.split("}")[0] for part in sentence.split("{")[1:]}
