"""Questions become plain objects with the words, options and errors of the situation."""

from dataclasses import replace
from typing import Any

from engine import conditions
from engine.answers import read
from engine.fields import Form, Option, Page, Question, Repeat, Wording
from forms.binding import Beginning
from forms.view import Asked, Look, draw, drawn, error_lines
from tests.engine.factories import TYPES, context

KIND = Question("kind", TYPES["choice"], {"sv": "Sort"}, options=(Option("a", {"sv": "A"}), Option("b", {"sv": "B"}, hint={"sv": "Bra"})))
IS_B = conditions.Test("kind", "is", ("b",))


def asked(*questions: Question, language: str = "sv", **typed: Any) -> tuple[Asked, ...]:
    """The questions as they are drawn, with every problem shown."""
    form = Form({"sv": "F"}, (Page("page", {"sv": "P"}, questions),))
    here = context(language=language)
    source = Beginning({name.replace("__", "."): [text] for name, text in typed.items()})
    reading = read(form, source, here)
    return draw(Look(form, source, reading, here), questions, reading.problems)


def test_what_was_chosen_is_checked() -> None:
    (kind,) = asked(KIND, kind="b")
    assert [(pick.key, pick.checked, pick.hint) for pick in kind.options] == [("a", False, ""), ("b", True, "Bra")]
    assert (kind.widget, kind.label, kind.error) == ("radios", "Sort", "")


def test_a_question_is_worded_for_its_situation() -> None:
    other = Wording(IS_B, {"sv": "Vilken b?"}, None)
    name = Question("name", TYPES["text"], {"sv": "Vilken?"}, hint={"sv": "Kort"}, optional=True, wording=(other,))
    assert [(a.label, a.hint) for a in (asked(KIND, name, kind="a")[1], asked(KIND, name, kind="b")[1])] == [
        ("Vilken?", "Kort"),
        ("Vilken b?", "Kort"),
    ]


def test_an_option_that_does_not_fit_is_not_offered() -> None:
    more = Question("more", TYPES["choice"], {"sv": "Mer"}, options=(Option("x", {"sv": "X"}), Option("y", {"sv": "Y"}, when=IS_B)))
    assert [len(asked(KIND, more, kind=kind)[1].options) for kind in ("a", "b")] == [1, 2]


def test_a_hidden_question_is_not_drawn() -> None:
    more = Question("more", TYPES["text"], {"sv": "Mer"}, show_if=IS_B)
    assert [len(asked(KIND, more, kind=kind)) for kind in ("a", "b")] == [1, 2]


def test_an_error_points_at_the_input_that_is_wrong() -> None:
    day = Question("day", TYPES["date"], {"sv": "Dag"})
    assert [line.id for line in error_lines(asked(day))] == ["day"]
    assert [line.id for line in error_lines(asked(day, day="other", **{"day-other": "aldrig"}))] == ["day-other"]


def test_an_error_in_one_of_several_parts_points_at_it() -> None:
    range_ = Question("away", TYPES["date_range"], {"sv": "Borta"})
    for texts, wrong in (({"away-from": "1 nov"}, "away-to"), ({"away-from": "x", "away-to": "y"}, "away"), ({}, "away")):
        (drawn,) = asked(range_, **texts)
        assert (drawn.wrong, bool(drawn.error)) == (wrong, True)


def test_a_date_says_how_another_day_may_be_written() -> None:
    (day,) = asked(Question("day", TYPES["date"], {"sv": "Dag"}))
    assert day.texts == {"other-hint": "Till exempel 18 november"}


def test_a_type_says_how_it_is_answered_where_the_author_does_not() -> None:
    plain = Question("a", TYPES["se_personnummer"], {"sv": "Nummer"})
    assert [drawn.hint[:14] for drawn in asked(plain, replace(plain, id="b", hint={"sv": "Som på kortet"}))] == [
        "Tolv siffror, ",
        "Som på kortet",
    ]


def test_a_number_has_its_unit_and_a_text_to_read_its_words() -> None:
    number = Question("number", TYPES["number"], {"sv": "Hur mycket?"}, keys={"unit": {"sv": "kg"}})
    info = Question("info", TYPES["info"], {"sv": "Läs"}, optional=True, keys={"text": {"sv": "Bra att veta"}})
    assert [a.texts for a in asked(number, info)] == [{"suffix": "kg"}, {"text": "Bra att veta"}]
    assert not asked(info)[0].optional


def test_each_row_is_drawn_with_its_own_answers() -> None:
    inner = Question("how", TYPES["text"], {"sv": "Hur?"}, show_if=IS_B)
    rows = Question("rows", TYPES["group"], {"sv": "Rader"}, repeat=Repeat(1, 3, {"sv": "Rad"}), questions=(KIND, inner))
    (group,) = asked(rows, **{"rows-rows": "2", "rows__0__kind": "a", "rows__1__kind": "b"})
    assert [[a.id for a in row.fields] for row in group.rows] == [["rows.0.kind"], ["rows.1.kind", "rows.1.how"]]
    assert [(row.title, row.remove) for row in group.rows] == [("Rad 1", "remove:rows.0"), ("Rad 2", "remove:rows.1")]
    assert list(drawn([group])) == ["rows", "rows.0.kind", "rows.1.kind", "rows.1.how"]


def test_words_are_in_the_language_of_the_page() -> None:
    (day,) = asked(Question("day", TYPES["date"], {"sv": "Dag", "en": "Day"}), language="en")
    assert (day.label, day.options[0].label) == ("Day", "Today")
