"""Names of others become ids and keys that templates take, the same ones every time."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from engine.exchange.ids import Ids, id_of, option_keys, template_name

ID, KEY, TEMPLATE = r"[a-z][a-z0-9_]{0,59}", r"[A-Za-z0-9_-]{1,60}", r"([a-z][a-z0-9]*(-[a-z0-9]+)*)?"
NAMES = some.lists(some.text(max_size=80), max_size=12)


@pytest.mark.parametrize(
    ("name", "id"),
    [("namn", "namn"), ("Elevens ålder?", "elevens_alder"), ("1a", "id_1a"), ("house-hold.Size", "house_hold_size"), ("Ærø ß", "aero_ss")],
)
def test_an_id_is_spelt_like_its_name(name: str, id: str) -> None:
    assert id_of(name) == id


def test_names_without_latin_letters_have_ids_of_their_own() -> None:
    assert id_of("名前") != id_of("年齢")
    assert id_of("名前") == id_of("名前")


def test_a_taken_id_gets_the_name_of_what_is_around_it_and_then_a_number() -> None:
    ids = Ids()
    assert [ids.give("Namn"), ids.give("namn", "Barn"), ids.give("namn", "barn"), ids.give("period")] == [
        "namn",
        "barn_namn",
        "barn_namn_2",
        "period_2",
    ]


def test_a_name_that_is_a_key_keeps_itself_whatever_comes_before_it() -> None:
    assert dict(option_keys(["Övrigt", "Ovrigt", "5", "a b", "名"])) == {
        "Övrigt": "Ovrigt_2",
        "Ovrigt": "Ovrigt",
        "5": "5",
        "a b": "a_b",
        "名": option_keys(["名"])["名"],
    }


def test_a_template_is_never_called_what_an_address_has_for_something_else() -> None:
    assert (template_name("2 Min Enkät_v3"), template_name("Status"), template_name("名")) == ("min-enkat-v3", "", "")


@given(NAMES)
def test_every_name_becomes_an_id_of_its_own(names: list[str]) -> None:
    ids = Ids()
    found = [ids.give(name, name[:3]) for name in names]
    assert len(set(found)) == len(names)
    assert all(re.fullmatch(ID, id) for id in found)


@given(NAMES)
def test_every_name_of_a_list_becomes_a_key_of_its_own(names: list[str]) -> None:
    found = option_keys(names)
    assert list(found) == list(dict.fromkeys(names))
    assert len(set(found.values())) == len(found)
    assert all(re.fullmatch(KEY, key) for key in found.values())
    assert all(re.fullmatch(TEMPLATE, template_name(name)) for name in names)
