"""Rows are added and taken away among typed texts without a word moving to another question."""

from engine.fields import Question, Repeat
from forms.rows import group_at, moved, pressed, without_row
from tests.engine.factories import TYPES

NAME = Question("name", TYPES["text"], {"sv": "Namn"})
INNER = Question("inner", TYPES["group"], {"sv": "Inre"}, repeat=Repeat(0, 2, {"sv": "Sak"}), questions=(NAME,))
OUTER = Question("outer", TYPES["group"], {"sv": "Yttre"}, repeat=Repeat(1, 3, {"sv": "Rad"}), questions=(INNER,))
TYPED = {"outer-rows": ["2"], "outer.0.inner-rows": ["1"], "outer.0.inner.0.name": ["Kim"], "outer.1.inner-rows": ["0"]}


def test_a_row_is_added_up_to_the_most() -> None:
    typed, anchor = pressed("add:outer", TYPED, [OUTER]) or ({}, "")
    assert (typed["outer-rows"], anchor) == (["3"], "outer.2")
    typed, anchor = pressed("add:outer", typed, [OUTER]) or ({}, "")
    assert (typed["outer-rows"], anchor) == (["3"], "outer.2")


def test_a_row_inside_a_row_is_added_there() -> None:
    typed, anchor = pressed("add:outer.1.inner", TYPED, [OUTER]) or ({}, "")
    assert (typed["outer.1.inner-rows"], typed["outer.0.inner-rows"], anchor) == (["1"], ["1"], "outer.1.inner.0")


def test_a_row_is_taken_away_with_all_that_is_in_it() -> None:
    typed, anchor = pressed("remove:outer.0", TYPED, [OUTER]) or ({}, "")
    assert typed == {"outer-rows": ["1"], "outer.0.inner-rows": ["0"]}
    assert anchor == "outer"


def test_the_last_row_that_must_be_there_stays() -> None:
    typed = {"outer-rows": ["1"]}
    assert pressed("remove:outer.0", typed, [OUTER]) == (typed, "outer")


def test_a_button_of_something_else_is_none_of_a_group() -> None:
    for button in ("add:name", "add:outer.0", "remove:outer", "update", ""):
        assert pressed(button, TYPED, [OUTER]) is None


def test_a_group_is_found_at_any_depth() -> None:
    assert group_at("outer", [OUTER]) is OUTER
    assert group_at("outer.7.inner", [OUTER]) is INNER
    assert group_at("outer.7.name", [OUTER]) is None


def test_other_groups_whose_names_begin_alike_are_left_alone() -> None:
    assert without_row({"a.1.x": ["1"], "ab.1.x": ["2"], "a.2.x": ["3"]}, "a", 1) == {"ab.1.x": ["2"], "a.1.x": ["3"]}


def test_a_name_before_the_row_keeps_its_number() -> None:
    assert [moved("a", 1)(name) for name in ("a.0.x", "a.1.x", "a.2.x", "a-rows")] == ["a.0.x", None, "a.1.x", "a-rows"]
