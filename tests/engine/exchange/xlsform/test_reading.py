"""A workbook becomes title, languages, lists and form; what is in no sheet of ours, or can not be used, is told or refused."""

import pytest

from engine.exchange import NotReadable
from tests.engine.exchange.xlsform.books import book, lost, read, template, told

ONE = "| type | name | label |\n| text | a | A |"


def test_the_settings_name_the_template_and_its_title() -> None:
    found = read(ONE, settings="| form_title | form_id | version | style |\n| Vår <b>enkät</b> | Vår enkät 2 | 7 | pages |")
    assert (found.sections["template"], found.sections["title"]) == ("var-enkat-2", "Vår enkät")
    assert told(found) == [("settings:2:version", "setting"), ("settings:2:style", "setting")]


@pytest.mark.parametrize("settings", ["", "| form_title | form_id |\n| | |", "| form_title | form_id |\n| | status |"])
def test_a_workbook_without_a_usable_name_leaves_it_to_the_ground(settings: str) -> None:
    assert "template" not in read(ONE, settings=settings).sections


def test_a_sheet_of_the_standard_that_is_not_read_is_lost_and_any_other_told() -> None:
    found = read(ONE, entities="| x |", Anteckningar="| x |")
    assert (lost(found), told(found)) == ([("entities", "other-sheet")], [("Anteckningar", "other-sheet")])


def test_a_workbook_of_which_nothing_can_be_asked_is_refused_with_the_reasons() -> None:
    with pytest.raises(NotReadable) as error:
        read("| type | name | label |\n| geopoint | a | A |")
    assert [remark.code for remark in error.value.remarks if remark.lost] == ["type-not-carried", "nothing-asked"]


def test_a_form_that_is_larger_than_a_template_may_be_is_refused() -> None:
    rows = "".join(f"| text | fraga_{number} | Fråga {number} {'x' * 60} |\n" for number in range(3000))
    with pytest.raises(NotReadable, match="too-large"):
        read("| type | name | label |\n" + rows)


def test_every_remark_has_its_sentence_and_place() -> None:
    survey = (
        "| type | name | label | relevant | constraint |\n| range | a | A | ${x} = 1 | . < ${b} |\n| integer | b | ${a} | | . mod 2 = 0 |"
    )
    found = read(survey)
    assert all(remark.in_words() and remark.place.startswith("survey:") for remark in found.remarks)


def test_a_whole_form_of_the_usual_sort_is_carried_without_a_loss() -> None:
    survey = """
    | type | name | label::Svenska (sv) | label::English (en) | required | relevant | constraint | choice_filter | default |
    | start | start | | | | | | | |
    | begin_group | vem | Vem är du? | Who are you? | | | | | |
    | select_one roll | roll | Vad gör du? | What do you do? | yes | | | | |
    | text | namn | Vad heter du? | Your name? | no | ${roll} != 'gast' | | | |
    | end_group | | | | | | | | |
    | begin_group | var | Var hände det? | Where? | | ${roll} = 'anstalld' | | | |
    | select_one hus | hus | Vilket hus? | Which building? | yes | | | | |
    | select_one rum | rum | Vilket rum? | Which room? | yes | | | hus = ${hus} | |
    | date | dag | Vilken dag? | Which day? | yes | | . <= today() | | today() |
    | end_group | | | | | | | | |
    | begin_repeat | skadade | Vilka skadades? | Who was hurt? | | | | | |
    | integer | alder | Ålder? | Age? | yes | | . >= 0 and . <= 120 | | |
    | end_repeat | | | | | | | | |
    | calculate | antal | Antal | Number | | | | | |
    """
    survey = survey.replace("| default |", "| default | calculation |").replace(
        "| Antal | Number | | | | | |", "| Antal | Number | | | | | | count(${skadade}) |"
    )
    choices = """
    | list_name | name | label::Svenska (sv) | label::English (en) | hus |
    | roll | anstalld | Arbetar här | Work here | |
    | roll | gast | Besöker | Visit | |
    | hus | a | Hus A | A | |
    | hus | b | Hus B | B | |
    | rum | 1 | Ettan | One | a |
    | rum | 2 | Tvåan | Two | b |
    """
    found = read(survey, choices, "| form_title | form_id | default_language |\n| Tillbud | tillbud | Svenska (sv) |")
    made = template(found)
    assert lost(found) == []
    assert [(page.id, [question.id for question in page.questions]) for page in made.form.pages] == [
        ("vem", ["roll", "namn"]),
        ("var", ["hus", "rum", "dag"]),
        ("skadade", ["skadade"]),
        ("page", ["antal"]),
    ]


def test_a_workbook_is_read_the_same_every_time() -> None:
    raw = book(ONE)
    assert raw
    assert read(ONE) == read(ONE)
