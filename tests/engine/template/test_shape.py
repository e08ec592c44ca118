"""What has not the shape of a template is told with code, line, column and the likely meaning."""

import pytest

from engine.errors import InvalidTemplate
from engine.template.load import load
from engine.wording import fault_in_words
from tests.engine.written import code, fault, form, loaded, place, template, workflow


def test_the_smallest_template_loads() -> None:
    found = loaded()
    assert (found.name, found.language, [question.id for question in found.form.questions()]) == ("report", "sv", ["what"])


def test_an_unknown_key_is_told_where_it_stands_with_the_likely_meaning() -> None:
    found = fault(form("what: {type: text, lable: What}"))
    assert place(found) == ("unknown-key", 3, 24)
    assert fault_in_words(found) == "”lable” känns inte igen här. Menade du ”label”?"


def test_an_unknown_key_without_a_likely_meaning_has_no_guess() -> None:
    assert fault(form("what: {type: text, label: What, zzzz: 1}")).guess is None


def test_a_misspelt_key_is_not_also_missing() -> None:
    assert code(form("what: {type: text, labl: What}")) == "unknown-key"


@pytest.mark.parametrize("question", ["{tipe: text, label: W}", "{Type: text, label: W}", "{label: W}"])
def test_a_question_without_a_type_is_never_passed_over(question: str) -> None:
    found = fault(form(f"what: {question}"))
    assert (found.code, found.facts["what"]) == ("missing-key", "type")


@pytest.mark.parametrize("key", ["template", "title", "form", "functions", "routing"])
def test_a_template_must_have_its_parts(key: str) -> None:
    with pytest.raises(InvalidTemplate) as caught:
        load("\n".join(line for line in template().splitlines() if not line.startswith(f"{key}:")))
    assert [(found.code, found.facts["what"]) for found in caught.value.faults] == [("missing-key", key)]


def test_a_question_must_have_its_keys() -> None:
    found = fault(form("what: {type: choice, label: What}"))
    assert (found.code, found.facts["what"], found.mark.line) == ("missing-key", "options", 3)


def test_an_unknown_type_is_told_with_the_likely_one() -> None:
    found = fault(form("what: {type: chioce, label: What}"))
    assert (place(found), found.guess) == (("not-allowed", 3, 18), "choice")


def test_an_unknown_kind_of_step_is_told_with_the_likely_one() -> None:
    assert fault(workflow("look: {kind: decison, title: Look}")).guess == "decision"


@pytest.mark.parametrize(
    ("text", "guess"), [("no", "false"), ("NO", "false"), ("yes", "true"), ("nej", "false"), ("maybe", None), ("1", None)]
)
def test_what_is_no_truth_is_told_with_the_likely_one(text: str, guess: str | None) -> None:
    found = fault(form(f"what: {{type: text, label: What, optional: {text}}}"))
    assert (found.code, found.guess) == ("not-boolean", guess)


def test_the_proposal_for_a_truth_is_what_to_write() -> None:
    found = fault(form("what: {type: text, label: What, optional: no}"))
    assert fault_in_words(found) == "Här ska det stå true eller false, inte ”no”. Skriv så här: false"


@pytest.mark.parametrize(("value", "guess"), [("4", '"4"'), ("true", '"true"'), ("1.5", '"1.5"'), ("[a]", None)])
def test_what_should_be_text_is_told_in_quotes(value: str, guess: str | None) -> None:
    found = fault(form(f"what: {{type: text, label: {value}}}"))
    assert (found.code, found.guess) == ("not-string", guess)


def test_a_key_without_a_value_is_told() -> None:
    assert code(form("what:\n  type: text\n  label:")) == "no-value"


@pytest.mark.parametrize("id", ["What", "1st", "två", "a-b", "a b"])
def test_an_id_has_small_letters_figures_and_underscores(id: str) -> None:
    found = fault(form(f'"{id}": {{type: text, label: What}}'))
    assert (place(found), found.facts["given"]) == (("bad-id", 3, 5), id)


def test_an_id_has_at_most_sixty_characters() -> None:
    assert code(form(f"{'a' * 61}: {{type: text, label: What}}")) == "too-long-id"


@pytest.mark.parametrize("key", ["år", "a b", "a.b"])
def test_an_option_key_is_letters_figures_hyphens_and_underscores(key: str) -> None:
    assert code(form(f"what: {{type: choice, label: What, options: {{{key}: A}}}}")) == "bad-key"


@pytest.mark.parametrize("key", ["år", "a b"])
def test_a_shared_list_has_the_same_option_keys(key: str) -> None:
    assert code(f"lists: {{things: {{{key}: A}}}}") == "bad-key"


def test_option_keys_are_quoted_where_they_look_like_numbers() -> None:
    found = fault(form("what: {type: choice, label: What, options: {4: Four}}"))
    assert (found.code, found.guess) == ("key-not-text", '"4"')


def test_option_keys_may_have_capitals_and_figures_first() -> None:
    found = loaded(form('what: {type: choice, label: What, options: {"4": Four, A-b_C: B, no: No}}'))
    assert [option.key for option in found.form.questions()[0].options] == ["4", "A-b_C", "no"]


@pytest.mark.parametrize(("name", "fine"), [("a-b", True), ("a1", True), ("a_b", False), ("A", False), ("-a", False), ("a--b", False)])
def test_template_names_have_hyphens(name: str, fine: bool) -> None:
    if fine:
        assert loaded(f"template: {name}").name == name
    else:
        assert code(f"template: {name}") == "bad-id"


def test_a_line_end_after_an_id_is_no_id() -> None:
    assert code('template: "report\\n"') == "bad-id"


def test_a_step_that_is_no_mapping_is_told_once() -> None:
    assert code(workflow("look: decision")) == "not-object"


def test_a_limit_is_told_with_its_number() -> None:
    found = fault(form("what: {type: group, label: What, repeat: {max: 51, item: Row}, questions: {a: {type: text, label: A}}}"))
    assert (found.code, found.facts["limit"]) == ("too-much", 50)


def test_a_language_twice_is_told() -> None:
    assert code("languages: [sv, sv]") == "twice"
