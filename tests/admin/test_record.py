"""Stored answers in words, for whoever reads the case."""

from admin.record import sections
from tests.engine.factories import context
from tests.engine.written import asking

ORDER = asking(
    "way: {type: constant, label: Way, value: poster}\n"
    "red: {type: number, label: Red, optional: true}\n"
    "born: {type: date, label: Born, optional: true}\n"
    "age: {type: computed, label: Age, age: born}"
)


def lines(**answers: object) -> list[tuple[str, str]]:
    """Label and value of each answer."""
    return [(row.label, row.value) for section in sections(ORDER.form, answers, context()) for row in section.rows]


def test_what_was_worked_out_is_shown_as_it_is_stored_and_a_constant_never() -> None:
    told = lines(way="poster", red=1, born="2010-01-01", age=15)
    assert told == [("Red", "1"), ("Born", "fredag 1 januari 2010"), ("Age", "15 år")]


def test_only_what_could_have_been_answered_is_said_to_be_missing() -> None:
    assert lines(way="poster") == [("Red", ""), ("Born", "")]
