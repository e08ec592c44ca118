"""Codes become sentences last: the author's words, then the type's or the kind's, then the shared ones."""

import ast
from pathlib import Path
from typing import Any, ClassVar

import pytest

import engine
from engine.errors import NOWHERE, Fault, Mark, Problem, Use
from engine.fields import FieldType, Question
from engine.steps import StepKind
from engine.steps.decision import Decision
from engine.texts import engine_texts
from engine.wording import fault_in_words, problem_in_words
from tests.engine.factories import TYPES, context, question

ENGINE = Path(engine.__file__).parent


NOTING = frozenset({"Fault", "fault", "_fault", "Refusal", "Slip", "_slip", "_bad"})
"""What notes a fault, with its code first."""


def faults_written() -> set[str]:
    """Every code that is written where faults are noted."""
    calls = [
        node
        for path in ENGINE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    named = [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in NOTING]
    codes = [code for call in named for argument in call.args[:1] for code in _either(argument) if isinstance(code, ast.Constant)]
    return {code.value for code in codes if isinstance(code.value, str)}


def _either(argument: ast.expr) -> list[ast.expr]:
    """A code, or both where one of two is chosen."""
    return [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]


COMPUTED = {
    *(
        f"unknown-{what}"
        for what in (
            "list",
            "option",
            "function",
            "form",
            "step",
            "group",
            "question",
            "why",
            "document",
            "report",
            "outcome",
            "button",
            "example",
            "grain",
            "count",
            "counted",
            "unit",
            "person",
            "block",
            "parameter",
            "pointer",
            "point",
            "template",
        )
    ),
    *(f"not-{kind}" for kind in ("string", "boolean", "integer", "number", "object", "array")),
    *("bad-id", "bad-key", "bad-form", "too-few", "too-much", "too-deep", "too-many", "list-needs-includes", "test-does-not-fit"),
    *("not-a-pattern", "min-over-max"),
}


@pytest.mark.parametrize("code", sorted(faults_written() | COMPUTED))
def test_every_fault_has_a_sentence(code: str) -> None:
    assert engine_texts().has(f"faults.{code}")


def test_every_sentence_of_faults_is_used() -> None:
    said = {code.removeprefix("faults.") for code in engine_texts().codes() if code.startswith("faults.")}
    from_types = {code for type_ in TYPES.values() for code in _type_faults(type_)}
    assert said - faults_written() - COMPUTED - from_types - {"guess", "write", "met", "met-in-text", "met-in-file"} == set()


def _type_faults(type_: FieldType) -> set[str]:
    """The codes in the file of a type."""
    tree = ast.parse((ENGINE / "fields" / f"{type_.name}.py").read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_a_fact_may_have_any_name() -> None:
    assert fault_in_words(Fault("unknown-language", NOWHERE, {"language": "en"})) == "Språket ”en” finns inte under ”languages”."


def test_a_guess_is_added_as_a_question_and_a_proposal_as_what_to_write() -> None:
    assert fault_in_words(Fault("unknown-list", NOWHERE, {"given": "a"}, "b")).endswith("Menade du ”b”?")
    assert fault_in_words(Fault("key-not-text", NOWHERE, {"key": "4"}, '"4"')).endswith('Skriv så här: "4"')


def test_a_missing_answer_is_told_in_the_authors_words_then_the_types_then_the_shared() -> None:
    facts = {"label": "Namn"}
    own = Question("it", TYPES["text"], {"sv": "Namn"}, missing={"sv": "Skriv namnet"})
    assert problem_in_words(Problem("it", "required", facts, own), context()) == "Skriv namnet"
    assert problem_in_words(Problem("it", "required", facts, question("text")), context()) == "Skriv ett svar på frågan ”Namn”"
    assert problem_in_words(Problem("it", "required", facts), context()) == "Svara på frågan ”Namn”"


def test_the_authors_words_are_for_missing_answers_alone() -> None:
    own = Question("it", TYPES["text"], {"sv": "Namn"}, missing={"sv": "Skriv namnet"})
    assert problem_in_words(Problem("it", "pattern", {}, own), context()) != "Skriv namnet"


def test_a_step_kind_says_its_own_problems() -> None:
    assert problem_in_words(Problem("outcome_reason", "reason-missing", owner=Decision()), context())


def test_words_are_in_the_language_of_the_page() -> None:
    said = problem_in_words(Problem("it", "required", {"label": "Name"}, question("text")), context(language="en"))
    assert said == "Write an answer to “Name”"


class Foreign(FieldType):
    """A type that speaks one language, and raises a code that it has no words for."""

    name = "foreign"
    texts: ClassVar[dict[str, dict[str, str]]] = {"fi": {"odd": "Outo {what}"}}


@pytest.mark.parametrize(("code", "said"), [("odd", "Outo x"), ("unheard-of", "Svaret går inte att läsa. Svara på frågan en gång till")])
def test_a_foreign_type_is_never_without_words(code: str, said: str) -> None:
    asked = Question("it", Foreign(), {"sv": "It"})
    assert problem_in_words(Problem("it", code, {"what": "x"}, asked), context()) == said


class Kind(StepKind):
    """A kind with one word of its own."""

    name = "kind"
    texts: ClassVar[dict[str, dict[str, str]]] = {"sv": {"save": "Spara {what}"}}


def test_types_and_kinds_say_their_own_words_alike() -> None:
    plugins: tuple[Any, ...] = (Foreign(), Kind())
    assert [plugin.say("nothing", "sv") for plugin in plugins] == [None, None]
    assert Kind().say("save", "en", what="allt") == "Spara allt"
    assert Kind().word("other", "sv") == "other"


@pytest.mark.parametrize(
    ("file", "of_use", "said"),
    [
        (None, None, "på rad 7."),
        ("a.yaml", "a.yaml", "på rad 7."),
        ("a.yaml", None, "på rad 7 i mallen."),
        ("a.yaml", "b.yaml", "på rad 7 i b.yaml."),
        (None, "b.yaml", "på rad 7 i b.yaml."),
    ],
)
def test_the_use_of_a_block_is_told_with_its_file_where_that_is_another(file: str | None, of_use: str | None, said: str) -> None:
    mark = Mark(3, 1, file, Use("person", "skadad", 7, of_use))
    assert fault_in_words(Fault("no-value", mark)).endswith(f"Det gäller blocket ”person” när det används som ”skadad” {said}")
