"""Pointers name places for authors; ids made from them are plain, and no two are alike."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.template.from_schema.pointers import parts_of, place_of, plain, pointer_of
from engine.template.schema import RESERVED

ID = re.compile("[a-z][a-z0-9_]*")
parts = st.lists(st.text(max_size=8) | st.sampled_from(["a", "b", "*", "a__b", "period"]), min_size=1, max_size=4)


def test_a_pointer_escapes_what_its_parts_hold() -> None:
    assert pointer_of(["a/b", "c~d", 0]) == "/a~1b/c~0d/0"
    assert pointer_of([]) == ""


@given(parts)
def test_a_pointer_leads_back_to_its_parts(parts: list[str]) -> None:
    assert list(parts_of(pointer_of(parts))) == parts


@pytest.mark.parametrize(("pointer", "id"), [("/thing", "thing"), ("/address/street", "address__street"), ("/rows/*/name", "rows__name")])
def test_a_plain_pointer_is_an_id_as_it_stands(pointer: str, id: str) -> None:
    assert plain(pointer) == id


@pytest.mark.parametrize("pointer", ["/Förnamn", "/a__b", "/period", "/tags/*", f"/{'x' * 80}", "/1", "/*"])
def test_what_is_no_id_gets_a_tail(pointer: str) -> None:
    assert re.fullmatch("q_.*[0-9a-f]{8}", plain(pointer))


@given(parts)
def test_every_pointer_has_an_id(parts: list[str]) -> None:
    id = plain(pointer_of(parts))
    assert ID.fullmatch(id)
    assert len(id) <= 60
    assert id not in RESERVED


@given(parts, parts)
def test_no_two_places_share_an_id(one: list[str], other: list[str]) -> None:
    # a name is a list or an object, never both
    apart = [part for part in one if part != "*"] != [part for part in other if part != "*"]
    assert not apart or plain(pointer_of(one)) != plain(pointer_of(other))


def test_a_question_in_rows_stands_at_their_numbers() -> None:
    assert place_of("rows/2/rows__inner/0/rows__inner__name", "/rows/*/inner/*/name") == ("rows", 2, "inner", 0, "name")
