"""The year and class of somebody at school."""

import pytest

from engine.errors import AnswerError
from engine.fields import Option
from engine.template.counted import closed_values
from tests.engine.factories import TYPES, again, checked, context, parsed, question, refused, shown
from tests.engine.proof.proved import shown as found_in
from tests.engine.written import answered, asking, code, form, problems, tried

ASKED = question(
    "se_school_class", options=["f", Option("7", {"sv": "Årskurs 7", "en": "Year 7"}), Option("7x", {"sv": "7X"}, counts_as="7")]
)


def refusal(value: object) -> tuple[str, str, str]:
    """Code, part and sentence of a refusal."""
    with pytest.raises(AnswerError) as caught:
        checked(ASKED, value)
    said = TYPES["se_school_class"].say(caught.value.code, "sv", **caught.value.facts) or ""
    return caught.value.code, caught.value.facts["part"], said


def test_a_year_is_chosen_and_a_class_written() -> None:
    assert parsed(ASKED, "7", **{"class": "7B"}) == {"year": "7", "class": "7B"}
    assert again(ASKED, {"year": "7", "class": "7B"}) == {"year": "7", "class": "7B"}


@pytest.mark.parametrize(
    ("written", "stored"), [("7b", "7B"), ("7 B", "7B"), (" 10 å", "10Å"), ("Näktergalen", "Näktergalen"), ("NA23b", "NA23b")]
)
def test_the_name_of_a_class_has_one_form(written: str, stored: str) -> None:
    assert checked(ASKED, {"year": "7", "class": written})["class"] == stored


def test_the_class_may_be_left_out_but_not_the_year() -> None:
    assert parsed(ASKED, "f") == again(ASKED, {"year": "f"}) == {"year": "f"}
    assert refusal({"class": "7B"}) == ("year-missing", "year", "Årskurs: Välj ett av alternativen")
    assert checked(ASKED, {"year": "", "class": " "}) is None


@pytest.mark.parametrize("year", ["8", 7, True, ["7"]])
def test_only_an_option_is_a_year(year: object) -> None:
    assert refusal({"year": year})[:2] == ("not-an-option", "year")


@pytest.mark.parametrize(("name", "code"), [("x" * 21, "too-long"), ("7\x00", "bad-character")])
def test_it_is_said_that_the_class_can_not_be_stored(name: str, code: str) -> None:
    assert refusal({"year": "7", "class": name})[:2] == (code, "class")


@pytest.mark.parametrize("value", ["7B", ["7"], {"year": "7", "school": "A"}, {"year": "7", "class": 7}])
def test_what_is_no_year_and_class_is_refused(value: object) -> None:
    assert refused(ASKED, value) == "wrong-type"


def test_it_is_shown_as_people_say_it() -> None:
    assert [shown(ASKED, value) for value in ({"year": "7", "class": "7B"}, {"year": "f"})] == ["Årskurs 7, 7B", "F"]
    assert shown(ASKED, {"year": "7"}, context(language="en")) == "Year 7"


def test_the_year_is_counted_and_the_class_is_not() -> None:
    kind = TYPES["se_school_class"]
    assert kind.category({"year": "7x", "class": "7B"}, ASKED) == ("7",)
    assert kind.category_label("7", ASKED, context()) == "Årskurs 7"
    assert closed_values(ASKED) == ("f", "7")


def test_its_parts_are_called_what_the_author_says() -> None:
    other = question("se_school_class", year_label={"sv": "Grupp"}, class_label={"sv": "Avdelning"})
    assert TYPES["se_school_class"].words(other, context()) == {"year-label": "Grupp", "class-label": "Avdelning"}
    assert TYPES["se_school_class"].words(ASKED, context())["class-hint"] == "Till exempel 7B"


YEARS = """
place: {type: unit, label: Where, routes: true, optional: true}
class:
  type: se_school_class
  label: Class
  options:
    "7": {label: Seven, when: {place.kind: office}}
    g1: {label: One, when: {place.kind: store}}
    f: {label: Before, until: 2026-11-19}
  statistics: true
  optional: true
"""


def test_which_years_are_offered_follows_the_unit_and_the_day() -> None:
    template = asking(YEARS)
    years = ("7", "g1", "f")
    taken = {
        place: [year for year in years if not problems(template, place=place, **{"class": {"year": year}})] for place in ("north", "depot")
    }
    assert taken == {"north": ["7"], "depot": ["g1"]}


def test_a_report_counts_the_year() -> None:
    answers = {"place": "north", "class": {"year": "7", "class": "7b"}}
    assert answered(asking(YEARS), **answers).answers["class"] == {"year": "7", "class": "7B"}
    facts = tried(asking(YEARS), answers)["facts"]
    assert "7B" not in str(facts)
    assert any("'class': '7'" in str(fact) for fact in facts)


def test_a_report_by_year_is_proved() -> None:
    report = "reports: {r: {title: R, count: submissions, rows: class}}"
    assert found_in(form(YEARS), report, "routing: [{to: owner}]") == []


def test_only_whether_it_is_answered_can_be_asked() -> None:
    more = "\nmore: {type: text, label: More, show_if: {class: '7'}}"
    assert code(form(YEARS + more)) == "test-does-not-fit"
