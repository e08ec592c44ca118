"""Advice about the words that the public meets."""

import pytest

from engine.proof.readability import BUDGET, LIX, lix
from tests.engine.proof.proved import advice
from tests.engine.written import form

HARD = "Verksamhetsansvariga handläggare förutsätts dokumentera omständigheterna kring inträffade händelser " * 3
EASY = "Du kan svara kort. " * 6


def test_the_index_is_words_a_sentence_and_long_words_in_a_hundred() -> None:
    assert lix("Ett kort ord. Ett ord till.") == 3
    assert lix("Ett synnerligen ord") == pytest.approx(3 + 100 / 3)
    assert lix("") == 0


@pytest.mark.parametrize(
    ("text", "told"), [(HARD, True), (EASY, False), ("Verksamhetsansvariga handläggare förutsätts dokumentera", False)]
)
def test_a_longer_text_that_is_hard_to_read_is_told(text: str, told: bool) -> None:
    found = advice(f"start:\n  purpose: {text}")
    assert found == ([("hard-to-read", 2)] if told else [])
    assert (lix(text) > LIX) is (text != EASY)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Läs mer [här](https://a.example)", True),
        ("[**Klicka här.**](https://a.example)", True),
        ("[](https://a.example)", True),
        ("Se [lagen](https://a.example)", False),
        ("Klicka här", False),
    ],
)
def test_a_link_says_where_it_leads(text: str, told: bool) -> None:
    assert advice(form(f"it:\n  type: info\n  label: It\n  text: '{text}'")) == ([("vague-link", 6)] if told else [])


def test_a_type_s_own_texts_are_read_too() -> None:
    assert advice(form(f"it:\n  type: consent\n  label: It\n  text: {HARD}")) == [("hard-to-read", 6)]
    grid = "it:\n  type: grid\n  label: It\n  options: {a: A}\n  rows:\n    one: One\n    two: ' '"
    assert advice(form(grid)) == [("empty-text", 9)]


def test_addresses_and_marks_are_no_words() -> None:
    text = EASY + "[Lagen](https://verksamhetsansvariga.example/forutsattningar/dokumentation/omstandigheterna/handlaggningen)"
    assert advice(form(f"it: {{type: info, label: It, text: '{text}'}}")) == []


def test_a_text_of_blanks_is_told() -> None:
    assert advice(form("it: {type: text, label: ' '}")) == [("empty-text", 3)]


def test_two_questions_of_a_page_have_different_labels() -> None:
    pages = "form:\n  pages:\n    one: {title: One, questions: {a: {type: text, label: Same}, b: {type: text, label: Same}}}"
    other = "\n    two: {title: Two, questions: {c: {type: text, label: Same}}}"
    assert advice(pages + other) == [("same-question", 3)]


def test_a_text_that_lacks_a_language_is_told_where_the_public_meets_it() -> None:
    asked = form("it: {type: choice, label: {sv: Det, en: It}, options: {a: {label: {sv: A, en: A}}, b: B}}")
    title = "title: {sv: Titel, en: Title}"
    assert advice(asked, title, "languages: [sv, en]") == [("missing-text", 3)]
    assert advice(asked.replace("b: B", "b: {label: {sv: B, en: B}}"), title, "languages: [sv, en]") == []


def test_more_than_the_budget_is_told_in_each_measure() -> None:
    words = " ".join(["ord"] * 10)
    page = "    p%d: {title: P, questions: {q%d: {type: yes_no, label: %s}, t%d: {type: long_text, label: T}}}"
    pages = "form:\n  pages:\n" + "\n".join(page % (number, number, f"{words} {number}", number) for number in range(12))
    assert {code for code, _ in advice(pages)} >= {f"many-{what}" for what in BUDGET}
    assert {line for code, line in advice(pages) if code.startswith("many-")} == {1}
