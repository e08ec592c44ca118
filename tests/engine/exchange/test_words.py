"""Texts of others keep their words and their translations."""

from engine.exchange.notes import Notes
from engine.exchange.words import Words
from engine.template.schema import LONGEST_TEXT


def words(*languages: str, **translations: dict[str, str]) -> Words:
    return Words(Notes(), languages, translations)


def test_a_text_is_plain_where_there_is_no_translation() -> None:
    assert words("en", "sv", sv={"Other": "Annat"}).say("<b>Name</b>", "") == "Name"
    assert words("en", "sv", sv={"Name": "Namn"}).say("Name", "") == {"en": "Name", "sv": "Namn"}


def test_what_is_lost_of_a_text_is_told() -> None:
    one = words()
    assert one.say("x" * 6000, "/a") == "x" * LONGEST_TEXT
    assert one.say({"a": 1}, "/b") is None
    assert one.say("", "/c") is None
    assert [(remark.code, remark.place) for remark in one.notes.remarks()] == [("text-cut", "/a"), ("not-understood", "/b")]


def test_texts_below_each_other_are_in_every_language_that_one_has() -> None:
    one = words("en", "sv")
    assert one.together("a", None, "b", "a") == "a\nb"
    assert one.together("a", {"en": "b", "sv": "c"}) == {"en": "a\nb", "sv": "a\nc"}
    assert one.together(None) is None
