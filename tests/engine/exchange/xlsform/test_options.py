"""Lists of options: whole for questions that share them, filtered by earlier answers, and with one more for what is not in them."""

import pytest

from tests.engine.exchange.xlsform.books import book, lost, questions, read, template, told

HEAD = "| type | name | label | required | choice_filter |\n"
PLACES = """
| list_name | name | label | län |
| lan | ab | Stockholm | |
| lan | c | Uppsala | |
| ort | sigtuna | Sigtuna | ab |
| ort | knivsta | Knivsta | c |
| ort | annan | Annan ort | |
"""
CASCADE = HEAD + "| select_one lan | lan | Län? | %s | |\n| select_one ort | ort | Ort? | | %s |"


def test_a_list_that_one_question_uses_stands_in_it_and_one_that_several_use_under_lists() -> None:
    choices = "| list_name | name | label |\n| a | 1 | Ett |\n| b | 1 | Ett |"
    found = read(HEAD + "| select_one a | q | Q | | |\n| select_one b | r | R | | |\n| select_multiple b | s | S | | |", choices)
    assert found.sections["lists"] == {"b": {"1": "Ett"}}
    assert [questions(found)[id]["options"] for id in "qrs"] == [{"1": "Ett"}, {"list": "b"}, {"list": "b"}]


def test_a_filter_becomes_a_condition_of_each_option() -> None:
    found = read(CASCADE % ("yes", "län = ${lan} or län = ''"), PLACES)
    assert questions(found)["ort"]["options"] == {
        "sigtuna": {"label": "Sigtuna", "when": {"lan": "ab"}},
        "knivsta": {"label": "Knivsta", "when": {"lan": "c"}},
        "annan": "Annan ort",
    }
    assert (lost(found), told(found)) == ([], [])


@pytest.mark.parametrize(("required", "show_if"), [("yes", None), ("", {"lan": {"answered": True}})])
def test_a_question_is_asked_only_when_it_has_options(required: str, show_if: object) -> None:
    found = read(CASCADE % (required, "län = ${lan} and län != ''"), PLACES)
    assert questions(found)["ort"].get("show_if") == show_if
    assert "annan" not in questions(found)["ort"]["options"]


def test_a_question_whose_options_all_belong_to_one_answer_is_asked_after_that() -> None:
    found = read(CASCADE % ("yes", "län = ${lan} and name != 'knivsta'"), PLACES)
    assert questions(found)["ort"]["show_if"] == {"lan": "ab"}


def test_what_an_earlier_choice_already_says_is_not_asked_again() -> None:
    survey = CASCADE % ("yes", "län = ${lan} and län != ''") + "\n| select_one plats | plats | Plats? | | län = ${lan} and ort = ${ort} |"
    places = """
    | list_name | name | label | län | ort |
    | lan | ab | A | | |
    | lan | c | C | | |
    | ort | s | S | ab | |
    | ort | k | K | c | |
    | plats | torget | Torget | ab | s |
    | plats | hamnen | Hamnen | c | k |
    """
    found = questions(read(survey.replace("Ort? | |", "Ort? | yes |"), places))["plats"]
    assert [option["when"] for option in found["options"].values()] == [{"ort": "s"}, {"ort": "k"}]
    assert "show_if" not in found


@pytest.mark.parametrize(("filter_", "reason"), [("län = ${x}", "unknown"), ("län > ${lan}", "not-said"), ("län = ", "not-expression")])
def test_a_filter_that_can_not_be_said_is_lost_and_all_options_are_offered(filter_: str, reason: str) -> None:
    found = read(CASCADE % ("", filter_), PLACES)
    assert lost(found) == [("survey:3:choice_filter", f"filter-{reason}")]
    assert list(questions(found)["ort"]["options"]) == ["sigtuna", "knivsta", "annan"]


def test_or_other_is_one_more_option_and_a_question_about_it() -> None:
    choices = "| list_name | name | label::English (en) | label::Svenska (sv) |\n| l | a | A | Aa |"
    found = read("| type | name | label::English (en) | label::Svenska (sv) |\n| select_multiple l or_other | q | Q | Qu |", choices)
    assert questions(found)["q"]["options"]["other"] == {"label": {"en": "Other", "sv": "Annat"}}
    assert questions(found)["q_other"] == {
        "type": "text",
        "label": {"en": "What is it?", "sv": "Vad är det?"},
        "show_if": {"q": {"includes": "other"}},
    }


def test_or_other_can_always_be_chosen_beside_options_that_are_filtered() -> None:
    survey = CASCADE.replace("select_one ort", "select_one ort or_other") % ("", "län = ${lan} and län != ''")
    options = questions(read(survey, PLACES))["ort"]["options"]
    assert options == {
        "sigtuna": {"label": "Sigtuna", "when": {"lan": "ab"}},
        "knivsta": {"label": "Knivsta", "when": {"lan": "c"}},
        "other": "Annat",
    }


def test_a_name_that_stands_twice_means_both_of_its_options() -> None:
    choices = "| list_name | name | label |\n| l | a | Första |\n| l | a | Andra |\n| l | b | B |\n| l | b | B |"
    found = read(HEAD.replace("choice_filter", "relevant") + "| select_one l | q | Q | | |\n| text | t | T | | ${q} = 'a' |", choices)
    assert questions(found)["q"]["options"] == {"a": "Första", "a_2": "Andra", "b": "B"}
    assert questions(found)["t"]["show_if"] == {"q": ["a", "a_2"]}
    assert told(found) == [("choices:5:name", "option-twice")]


def test_a_list_that_is_not_there_and_one_that_is_too_long_are_lost() -> None:
    choices = "| list_name | name | label |\n" + "".join(f"| l | {number} | {number} |\n" for number in range(501))
    found = read(HEAD + "| select_one l | q | Q | | |\n| select_one m | r | R | | |\n| text | t | T | | |", choices)
    assert lost(found) == [("survey:2:type", "too-many-options"), ("survey:3:type", "no-list")]


def test_lists_and_columns_that_nothing_uses_are_told() -> None:
    found = read(HEAD + "| select_one l | q | Q | | |", "| list_name | name | label | kod |\n| l | a | A | |\n| m | a | A | 1 |")
    assert told(found) == [("choices:1:kod", "column-unknown"), ("choices:3:list_name", "list-unused")]


def test_an_option_that_looks_like_a_number_stays_a_text() -> None:
    question = template(read(HEAD + "| select_one l | q | Q | | |", "| list_name | name | label |\n| l | 04 | Fyra |")).form.find("q")
    assert question is not None
    assert [option.key for option in question.options] == ["04"]


def test_a_workbook_without_choices_may_have_no_such_sheet() -> None:
    assert book(HEAD + "| text | t | T | | |")
    assert list(questions(read(HEAD + "| text | t | T | | |"))) == ["t"]
