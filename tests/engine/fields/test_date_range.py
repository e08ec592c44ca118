"""The days from one to another."""

import pytest

from engine.errors import AnswerError
from tests.engine.factories import TYPES, again, checked, context, parsed, question, refused, shown
from tests.engine.written import answered, asking, code, form, problems

AWAY = question("date_range", max="today", from_label="Från", to_label={"sv": "Till", "en": "Until"})
WEEK = {"from": "2026-11-09", "to": "2026-11-13"}


def refusal(*texts: str, **parts: str) -> tuple[str, str, str]:
    """Code, part and sentence of a refusal of what a form sent."""
    with pytest.raises(AnswerError) as caught:
        parsed(AWAY, *texts, **parts)
    said = TYPES["date_range"].say(caught.value.code, "sv", **caught.value.facts) or ""
    return caught.value.code, caught.value.facts["part"], said


def test_both_days_are_read_as_people_write_them() -> None:
    assert parsed(AWAY, "9 november", to="i fredags") == WEEK
    assert again(AWAY, WEEK) == WEEK


def test_one_day_alone_is_from_and_to() -> None:
    assert checked(AWAY, {"from": "2026-11-09", "to": "2026-11-09"}) == {"from": "2026-11-09", "to": "2026-11-09"}


def test_it_is_said_which_of_them_is_wrong() -> None:
    assert refusal("9 november", to="sjunde") == ("not-a-date", "to", "Till: Skriv dag och månad, till exempel 18 november")
    assert refusal(to="9 november") == ("part-missing", "from", "Från: Skriv en dag, till exempel 18 november")
    assert refusal("9 november", to="8 november") == ("wrong-order", "to", "Till: Skriv en dag som inte kommer före den första")
    assert refusal("9 november", to="2026-12-24")[:2] == ("not-past", "to")


def test_the_word_for_another_day_is_no_day_when_it_is_written() -> None:
    assert refusal("other", to="9 november")[:2] == ("not-a-date", "from")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"from": "2026-11-09"}, "part-missing"),
        ({"from": "2026-11-13", "to": "2026-11-09"}, "wrong-order"),
        ({"from": "9 november", "to": "2026-11-09"}, "not-a-date"),
        ({"from": 20261109, "to": "2026-11-09"}, "wrong-type"),
        ({**WEEK, "until": "2026-11-20"}, "wrong-type"),
        (["2026-11-09", "2026-11-13"], "wrong-type"),
        ("2026-11-09/2026-11-13", "wrong-type"),
    ],
)
def test_anything_but_two_days_in_order_is_refused(value: object, code: str) -> None:
    assert refused(AWAY, value) == code


def test_no_days_at_all_are_no_answer() -> None:
    assert checked(AWAY, {}) is None
    assert checked(AWAY, {"from": None, "to": ""}) is None
    assert problems(asking("away: {type: date_range, label: Away}"), away={}) == [("away", "required")]


def test_the_authors_words_name_the_days() -> None:
    words = TYPES["date_range"].words(AWAY, context(language="en"))
    assert (words["from-label"], words["to-label"], words["to-hint"]) == ("Från", "Until", "For example 18 November")
    assert TYPES["date_range"].words(question("date_range"), context())["to-label"] == "Sista dagen"


def test_it_is_shown_with_both_days() -> None:
    assert shown(AWAY, WEEK) == "måndag 9 november 2026 – fredag 13 november 2026"


def test_a_condition_can_ask_whether_it_is_there_and_nothing_else() -> None:
    why = "away: {type: date_range, label: Away, optional: true}\nwhy: {type: text, label: Why, show_if: {away: %s}}"
    found = asking(why % "{answered: true}")
    assert (problems(found), problems(found, away=WEEK)) == ([], [("why", "required")])
    assert code(form(why % "{before: today}")) == "test-does-not-fit"
    assert answered(found, away=WEEK, why="x").answers["away"] == WEEK


def test_its_limits_are_days() -> None:
    assert code(form("away: {type: date_range, label: Away, min: 2026-02-30}")) == "not-a-day"
    assert code(form("away: {type: date_range, label: Away, min: 2026-02-03, max: 2026-02-01}")) == "min-over-max"
