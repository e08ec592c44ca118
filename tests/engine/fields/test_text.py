"""One line of text: what is stored, and what is refused."""

import time

import pytest

from tests.engine.factories import TYPES, checked, parsed, question, refused, unreadable


def test_blanks_around_and_new_lines_go() -> None:
    assert parsed(question("text"), "  Nils \r\n Ek ") == "Nils Ek"


def test_letters_are_stored_in_one_form() -> None:
    assert checked(question("text"), "a\u030a") == "å"


@pytest.mark.parametrize("blank", ["", "  ", "\u00a0", "\u200b", "\t\n"])
def test_only_blanks_is_no_answer(blank: str) -> None:
    assert checked(question("text"), blank) is None


@pytest.mark.parametrize("bad", ["a\x00b", "a\x1bb", "a\x7fb", "a\x85b", "a\ud800b", "a\ufffeb"])
def test_control_characters_and_broken_pairs_are_refused(bad: str) -> None:
    assert refused(question("text"), bad) == "bad-character"


def test_marks_that_turn_the_text_around_go() -> None:
    assert checked(question("text"), "a\u202egnp.exe\u202c") == "agnp.exe"


def test_emoji_of_several_parts_stay() -> None:
    family = "👩\u200d👧"
    assert checked(question("text"), family) == family


def test_the_usual_limit_is_two_hundred() -> None:
    assert checked(question("text"), "å" * 200) == "å" * 200
    assert refused(question("text"), "å" * 201) == "too-long"


def test_length_is_counted_as_it_is_stored() -> None:
    assert checked(question("text", max_length=2), "a\u030ao\u0308") == "åö"


def test_a_text_under_its_least_length_is_refused() -> None:
    assert refused(question("text", min_length=3), "ab") == "too-short"


def test_a_pattern_holds_for_the_whole_text() -> None:
    assert checked(question("text", pattern="[A-Z]{3}"), "ABC") == "ABC"
    assert refused(question("text", pattern="[A-Z]{3}"), "ABCD") == "pattern"


def test_the_author_says_what_the_pattern_means() -> None:
    asked = question("text", pattern="[A-Z]+", pattern_message={"sv": "Skriv {stora} bokstäver", "en": "Write capitals"})
    assert refused(asked, "abc") == "pattern-said"
    assert asked.type.say("pattern-said", "sv", message=asked.said("pattern_message", "sv")) == "Skriv {stora} bokstäver"


@pytest.mark.parametrize("pattern", ["(?=a)b", r"(a)\1", "(", "\ud800"])
def test_a_pattern_that_needs_backtracking_is_the_authors_fault(pattern: str) -> None:
    assert TYPES["text"].faults(question("text", pattern=pattern)) == (("not-a-pattern", "pattern"),)


def test_an_evil_pattern_does_no_harm() -> None:
    start = time.perf_counter()
    refused(question("text", pattern="(a+)+", max_length=1000), "a" * 999 + "!")
    assert time.perf_counter() - start < 5


def test_an_evil_text_does_no_harm() -> None:
    start = time.perf_counter()
    refused(question("text"), "a" + "\u0315\u0300" * 500_000)
    assert time.perf_counter() - start < 5


def test_limits_the_wrong_way_round_are_the_authors_fault() -> None:
    assert TYPES["text"].faults(question("text", min_length=300)) == (("min-over-max", "min_length"),)


def test_two_texts_for_one_question_are_refused() -> None:
    assert unreadable(question("text"), "a", "b") == "wrong-type"


def test_the_browser_remembers_nothing_unless_the_author_says_so() -> None:
    assert TYPES["text"].attributes_for(question("text"))["autocomplete"] == "off"
    assert TYPES["text"].attributes_for(question("text", autocomplete="name"))["autocomplete"] == "name"


def test_the_schema_has_the_limits() -> None:
    schema = TYPES["text"].json_schema(question("text", max_length=9, pattern="a|b"))
    assert schema == {"type": "string", "minLength": 1, "maxLength": 9, "pattern": "^(?:a|b)$"}
