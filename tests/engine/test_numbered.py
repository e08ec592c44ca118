"""Numbers of units from a list: units by key or name, numbers as people write them, and every line that can not be used."""

import pytest

from engine.organisation import Unit
from engine.roster import WrongRow, read_number, read_numbers

UNITS = {
    "north": Unit("north", "North works"),
    "south": Unit("south", "South works"),
    "one": Unit("one", "The yard"),
    "two": Unit("two", "The yard"),
}


def test_a_line_has_a_unit_by_its_key_or_its_name_and_a_number() -> None:
    assert read_numbers("north;412\nsouth works; 1 200", UNITS).numbers == {"north": 412, "south": 1200}


@pytest.mark.parametrize("text", ["north\t412", "north,412", '"North works";412', "\ufeffnorth;412\r\n", "\n\nnorth;412\n\n"])
def test_parts_stand_between_semicolons_tabs_or_commas(text: str) -> None:
    assert read_numbers(text, UNITS).numbers == {"north": 412}


def test_a_first_line_without_a_figure_is_a_head() -> None:
    assert read_numbers("Enhet;Antal\nnorth;412", UNITS).numbers == {"north": 412}


@pytest.mark.parametrize("first", ["North work;many", "north;many", "Nort works;"])
def test_a_first_line_that_is_like_a_unit_is_no_head(first: str) -> None:
    assert [row.line for row in read_numbers(f"{first}\nsouth;1", UNITS).wrong] == [1]


def test_a_unit_without_a_number_is_passed_over() -> None:
    assert read_numbers("north;\nsouth;3", UNITS).numbers == {"south": 3}


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Nort works;4", WrongRow(2, "no-such-unit", "Nort works", "North works")),
        ("moon;4", WrongRow(2, "no-such-unit", "moon")),
        ("the yard;4", WrongRow(2, "several-units", "the yard")),
        ("South works;4", WrongRow(2, "listed-twice", "South works")),
        ("north;many", WrongRow(2, "not-a-number", "many")),
        ("north;-4", WrongRow(2, "not-a-number", "-4")),
        ("north;4,5", WrongRow(2, "not-a-number", "4,5")),
        ("north;10000000", WrongRow(2, "not-a-number", "10000000")),
        ("north;4;5", WrongRow(2, "not-two-parts", "north")),
    ],
)
def test_a_line_that_can_not_be_used_is_told_with_its_number_and_what_was_meant(line: str, wrong: WrongRow) -> None:
    assert read_numbers(f"south;1\n{line}", UNITS).wrong == (wrong,)


@pytest.mark.parametrize(("text", "number"), [("0", 0), (" 412 ", 412), ("1 200", 1200), ("1.200", 1200), ("1\u00a0200\u202f000", 1200000)])
def test_a_number_is_read_as_people_write_it(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "x", "4.5", "1 2", "-1", "12345678", "٤"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="whole number"):
        read_number(text)
