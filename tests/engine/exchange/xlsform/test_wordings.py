"""Texts are carried in all their languages, without the marks that a template would show as they stand."""

import pytest

from engine.exchange.xlsform.wordings import as_plain, parted
from engine.template.schema import LONGEST_TEXT
from tests.engine.exchange.xlsform.books import lost, questions, read, told


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("**Fet** och *kursiv* och __fet__ och _kursiv_", "Fet och kursiv och fet och kursiv"),
        ("fil_namn_a och 2 * 3 * 4", "fil_namn_a och 2 * 3 * 4"),
        ("# Rubrik\ntext", "Rubrik\ntext"),
        ("Läs [här](https://x.se/a)", "Läs här (https://x.se/a)"),
        ('<span style="color:red">Röd</span><br>rad', "Röd\nrad"),
        ("a &amp; b", "a & b"),
        ("ålder < 5 och > 2", "ålder < 5 och > 2"),
        ("<namn>", "<namn>"),
        (r"Elev\*er", "Elev*er"),
    ],
)
def test_marks_of_looks_are_taken_away(text: str, plain: str) -> None:
    assert as_plain(text) == plain


def test_a_text_in_several_languages_has_the_main_one_always() -> None:
    head = "| type | name | label::Svenska (sv) | label::English (en) | hint::English (en) |\n"
    found = read(head + "| text | a | Namn | Name | Full name |\n| text | b | Bara | | |\n| text | c | | Only | |")
    assert found.sections["languages"] == ["sv", "en"]
    made = questions(found)
    assert made["a"]["label"] == {"sv": "Namn", "en": "Name"}
    assert made["a"]["hint"] == {"sv": "Full name", "en": "Full name"}
    assert made["b"]["label"] == "Bara"
    assert made["c"]["label"] == {"sv": "Only", "en": "Only"}
    assert [code for _, code in told(found)] == ["main-language-missing", "main-language-missing"]


def test_the_language_of_the_settings_is_the_main_one() -> None:
    survey = "| type | name | label::Svenska (sv) | label::English (en) |\n| text | a | Namn | Name |"
    assert read(survey, settings="| default_language |\n| English (en) |").sections["languages"] == ["en", "sv"]


def test_a_language_that_nobody_knows_is_lost() -> None:
    found = read("| type | name | label::Svenska | label::Klingon |\n| text | a | Namn | pong |")
    assert lost(found) == [("survey:1", "language-unknown")]
    assert questions(found)["a"]["label"] == "Namn"


def test_a_workbook_that_names_no_language_is_told_which_it_is_read_as() -> None:
    found = read("| type | name | label |\n| text | a | Namn |")
    assert [(remark.place, remark.code, remark.lost) for remark in found.remarks] == [("survey:1:label", "language-not-said", False)]


def test_an_answer_in_a_text_is_lost() -> None:
    found = read("| type | name | label |\n| text | a | Namn |\n| text | b | Hur gammal är ${a}? |")
    assert lost(found) == [("survey:3:label", "text-with-answer")]
    assert questions(found)["b"]["label"] == "Hur gammal är …?"


def test_a_text_that_is_too_long_is_cut_and_lost() -> None:
    found = read(f"| type | name | label |\n| text | a | {'x' * (LONGEST_TEXT + 1)} |")
    assert lost(found) == [("survey:2:label", "text-too-long")]
    assert len(questions(found)["a"]["label"]) == LONGEST_TEXT


def test_the_first_paragraph_is_parted_where_all_languages_have_two() -> None:
    assert parted("a\nb") == ("a", "b")
    assert parted({"sv": "a\nb", "en": "c\nd"}) == ({"sv": "a", "en": "c"}, {"sv": "b", "en": "d"})
    assert parted({"sv": "a\nb", "en": "c"}) == ({"sv": "a\nb", "en": "c"}, None)
    assert parted(None) == (None, None)
