"""Units from a list: read by the reader of organisation files, with every line that is wrong, and what each changes."""

from datetime import date

import pytest

from engine.organisation import Organisation, Unit
from engine.roster import Listed, read_units

NORTH = Unit("north", "North works", "works", "a", "region", start=date(2020, 1, 1))
ACME = Organisation("acme", "Acme", units={"region": Unit("region", "Region"), "north": NORTH})


def told(listed: Listed) -> dict[str, tuple[str, ...]]:
    """What changes: nothing but the key for a unit that is new."""
    assert not listed.wrong, listed.wrong
    return {change.after.key: change.parts for change in listed.changes}


def codes(text: str) -> list[tuple[int, str]]:
    """The lines that are wrong, and why."""
    return [(wrong.line, wrong.fault.code) for wrong in read_units(text, ACME).wrong]


def test_a_line_that_names_no_unit_there_is_makes_one() -> None:
    listed = read_units("east; East works; works; region", ACME)
    assert listed.changes[0].before is None
    assert listed.changes[0].after == Unit("east", "East works", "works", parent="region")


def test_a_line_that_names_one_changes_what_it_says_and_nothing_else() -> None:
    listed = read_units("north;Northern works", ACME)
    assert told(listed) == {"north": ("name",)}
    assert listed.changes[0].after.start == NORTH.start
    assert listed.changes[0].after.parent == "region"


def test_what_is_as_it_stands_is_only_counted() -> None:
    listed = read_units("north;North works;works;region\nregion;Region", ACME)
    assert (listed.changes, listed.same) == ((), 2)


@pytest.mark.parametrize("between", [";", ",", "\t"])
def test_parts_stand_between_semicolons_commas_or_tabs(between: str) -> None:
    assert told(read_units(between.join(("east", "East", "works", "region")), ACME)) == {"east": ()}


def test_a_first_line_says_which_part_is_which() -> None:
    listed = read_units("name;key;until;successor\nNorth works;north;2027-06-30;region", ACME)
    assert told(listed) == {"north": ("until", "successor")}
    assert listed.changes[0].after.until == date(2027, 6, 30)


def test_a_unit_may_belong_to_one_that_stands_further_down() -> None:
    assert told(read_units("house;House;;east\neast;East", ACME)) == {"house": (), "east": ()}


def test_a_line_that_puts_a_unit_under_itself_is_wrong_through_one_that_is_not_listed_too() -> None:
    assert codes("region;Region;;north") == [(1, "own-parent")]
    assert codes("north;North works\nregion;Region;;north") == [(1, "own-parent"), (2, "own-parent")]


def test_no_line_of_a_long_list_is_lost() -> None:
    assert len(read_units("\n".join(f"u{number};Unit {number}" for number in range(2500)), ACME).changes) == 2500


def test_every_line_that_is_wrong_is_told_by_its_number() -> None:
    assert codes("\neast;East;works;moon\n\nWest Side;West\nsouth;") == [(2, "unknown-unit"), (4, "bad-id"), (5, "missing-key")]


def test_a_key_that_comes_twice_is_wrong() -> None:
    assert [code for _, code in codes("east;East\neast;Easter")] == ["duplicate-key"]


def test_what_looks_like_yaml_is_only_a_name() -> None:
    listed = read_units('east;{"a": *b} # no: [x]', ACME)
    assert listed.changes[0].after.name == '{"a": *b} # no: [x]'


def test_nothing_changes_nothing() -> None:
    assert read_units("\n  \n", ACME) == Listed()
