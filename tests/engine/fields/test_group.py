"""Rows of the same questions."""

from engine.fields import Question, Repeat, built_in
from tests.engine.factories import context

GROUP = built_in()["group"]
INSIDE = (Question("name", built_in()["text"], {"sv": "Namn"}), Question("note", built_in()["info"], {"sv": "Läs"}))


def rows(**more: object) -> Question:
    """A group of questions."""
    return Question("people", GROUP, {"sv": "Personer"}, questions=INSIDE, **more)  # type: ignore[arg-type]


def test_it_is_rows_and_asks_for_nothing_by_itself() -> None:
    assert GROUP.kind == "rows"
    assert GROUP.required == ("repeat", "questions")


def test_its_schema_is_a_list_of_what_is_asked_in_it() -> None:
    schema = GROUP.json_schema(rows(repeat=Repeat(1, 4, {"sv": "Person"})))
    assert (schema["type"], schema["maxItems"]) == ("array", 4)
    assert schema["items"]["properties"].keys() == {"name"}
    assert schema["items"]["additionalProperties"] is False


def test_it_is_shown_as_the_number_of_its_rows() -> None:
    assert GROUP.show([{"name": "Kim"}, {"name": "Lo"}], rows(), context()) == "2"
