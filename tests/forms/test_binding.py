"""WTForms gets one field per input, keeps what was typed, and judges nothing but who sent it."""

import pytest

from engine.answers import read
from engine.answers.sources import FromForm
from engine.fields import Form, Page, Question, Repeat
from forms.binding import Beginning, bind, refill
from forms.decoder import BadInput, Posted
from tests.engine.factories import TYPES, context
from tests.forms.bones import bones

NAME = Question("name", TYPES["text"], {"sv": "Namn"})
DAY = Question("day", TYPES["date"], {"sv": "Dag"})
NOTE = Question("note", TYPES["info"], {"sv": "Läs"})
ROWS = Question("rows", TYPES["group"], {"sv": "Rader"}, repeat=Repeat(1, 3, {"sv": "Rad"}), questions=(NAME, DAY))


def form(*questions: Question) -> Form:
    """A form of one page."""
    return Form({"sv": "F"}, (Page("page", {"sv": "P"}, questions),))


def test_there_is_a_field_for_every_part_of_every_question_that_asks() -> None:
    assert [field.name for field in bind([NAME, DAY, NOTE])] == ["name", "day", "day-other"]


def test_a_group_has_the_fields_of_its_rows_and_their_number() -> None:
    names = {field.name for field in bind([ROWS], kept={"rows-rows": ["2"]})}
    assert names == {"rows-rows"} | {f"rows.{row}.{name}" for row in (0, 1) for name in ("name", "day", "day-other")}


def test_what_is_kept_fills_the_fields() -> None:
    assert bind([NAME], kept={"name": ["Kim"], "other": ["x"]}).typed() == {"name": ["Kim"]}


def test_only_what_was_asked_is_taken_of_what_was_sent() -> None:
    with bones().test_request_context():
        assert bind([NAME], posted=Posted((("name", " Kim "), ("admin", "1")))).typed() == {"name": [" Kim "]}


def test_a_form_that_did_not_come_from_here_is_refused() -> None:
    with bones().test_request_context():
        bound = bind([NAME], posted=Posted((("name", "Kim"), ("csrf_token", "made-up"))))
        with pytest.raises(BadInput, match="csrf-foreign"):
            bound.check_sender()


def test_stored_answers_fill_a_form_that_reads_as_the_same_answers() -> None:
    asked, here = form(ROWS, Question("last", TYPES["text"], {"sv": "Sist"})), context()
    answers = {"rows": [{"name": "Kim", "day": "2026-11-20"}, {"name": "Bo", "day": "2026-10-01"}], "last": "Klart"}
    assert read(asked, FromForm(refill(asked.questions(), answers, here)), here).answers == answers


def test_what_nobody_has_been_asked_begins_with_its_preset() -> None:
    preset = Question("kind", TYPES["yes_no"], {"sv": "Sort"}, preset=True)
    source = Beginning({}, frozenset({"kind"}))
    assert read(form(preset), source, context()).answers == {"kind": True}
    assert source.sent == {"kind": ["yes"]}


def test_what_has_been_asked_does_not_begin_again() -> None:
    preset = Question("kind", TYPES["yes_no"], {"sv": "Sort"}, preset=True, optional=True)
    assert read(form(preset), Beginning({}, frozenset({"kind"}), frozenset({"kind"})), context()).answers == {}
    assert read(form(preset), Beginning({}), context()).answers == {}


def test_a_preset_of_today_is_the_day_of_the_form() -> None:
    preset = Question("day", TYPES["date"], {"sv": "Dag"}, preset="today")
    assert read(form(preset), Beginning({}, frozenset({"day"})), context()).answers == {"day": "2026-11-20"}
