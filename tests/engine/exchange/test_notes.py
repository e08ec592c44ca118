"""Remarks are gathered once each, and a form has to have room in a template."""

import pytest

from engine.exchange import NotReadable, Remark
from engine.exchange.notes import Notes, fitting


def test_each_remark_is_told_once_and_what_is_lost_comes_first() -> None:
    notes = Notes()
    notes.tell("markup", "/a")
    notes.lose("limits", "/b")
    notes.tell("markup", "/a")
    assert notes.remarks() == (Remark("limits", "/b"), Remark("markup", "/a", lost=False))


@pytest.mark.parametrize("value", ["x" * 300_000, list(range(20_000))])
def test_what_no_template_has_room_for_is_refused(value: object) -> None:
    with pytest.raises(NotReadable):
        fitting({"form": value})


def test_what_there_is_room_for_is_as_it_was() -> None:
    assert fitting({"form": {"a": [1]}}) == {"form": {"a": [1]}}


def test_what_a_remark_quotes_stands_on_one_line_and_is_no_longer_than_a_sentence() -> None:
    notes = Notes()
    notes.lose("default", "survey:2:default", default="två\nrader " + "x" * 200)
    (fact,) = (str(remark.facts["default"]) for remark in notes.remarks())
    assert (fact[:12], len(fact)) == ("två rader xx", 120)
