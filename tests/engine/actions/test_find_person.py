"""People whom cases are about are found by name, number and pseudonym, only within one's rights, and each search is written down."""

from uuid import UUID

import pytest

from engine.actions.find_person import SEARCHES
from engine.errors import NotPossible
from engine.store import journal, tables
from engine.store.database import Database
from engine.store.journal import ORGANISATION
from tests.engine.actions.registry import Registry
from tests.persons import PERSONS, hurt

SECRET = PERSONS.replace("one_per: hurt}", "one_per: hurt, compartment: true}")


@pytest.fixture
def registry(database: Database) -> Registry:
    """The small organisation, where Hal has said why he searches."""
    found = Registry(database)
    found.why("hal")
    return found


def names(registry: Registry, text: str, who: str = "hal") -> list[str]:
    """The names of what somebody finds."""
    return [hit.name for hit in registry.search(who, text)]


def made(registry: Registry, name: str = "Kim Berg", **more: object) -> UUID:
    """A record of somebody in the north."""
    return registry.new(registry.site.case(hurt(name, **more)))


@pytest.mark.parametrize("text", ["Åsa Berg", "berg", "ASA", "Berg, Åsa"])
def test_a_name_is_found_by_its_words_whatever_their_marks_case_and_order(registry: Registry, text: str) -> None:
    made(registry, "Åsa Lind Berg")
    made(registry, "Bo Holm")
    assert names(registry, text) == ["Åsa Lind Berg"]


@pytest.mark.parametrize("text", ["Kim Holm", "Ki", "Gatan", "young", "", "%", "2014"])
def test_nothing_is_found_by_anything_else(registry: Registry, text: str) -> None:
    made(registry, street="Gatan 1", birth=2014)
    assert names(registry, text) == []


def test_an_identity_number_is_found_whole(registry: Registry) -> None:
    registry.new(registry.site.case(hurt()), number="20120304-1234")
    assert names(registry, "201203041234") == ["Kim Berg"]
    assert names(registry, "20120304") == []


def test_others_that_share_a_token_are_not_told(registry: Registry) -> None:
    made(registry, "Kim Berg")
    other, row = made(registry, "Bo Holm"), tables.RecordToken
    # as if every name in the world had the same token
    shared = {token.token for token in registry.site.all(row)}
    rows = [row(org=registry.site.org, kind="word", token=token, record=other) for token in shared]
    registry.site.write(lambda session: [session.merge(each) for each in rows])
    assert names(registry, "Kim Berg") == ["Kim Berg"]


def test_nobody_searches_without_the_right_or_a_reason(registry: Registry) -> None:
    for who, code in (("ada", "not-yours"), ("kit", "no-reason")):
        with pytest.raises(NotPossible) as caught:
            registry.search(who, "Kim")
        assert caught.value.code == code
    with pytest.raises(NotPossible):
        registry.why("ada")
    with pytest.raises(NotPossible):
        registry.why("hal", reason="  ")


def test_only_so_many_searches_are_made(registry: Registry) -> None:
    for _ in range(SEARCHES):
        registry.search("hal", "Kim")
    with pytest.raises(NotPossible) as caught:
        registry.search("hal", "Kim")
    assert caught.value.code == "too-many"
    registry.site.clock.move(minutes=30)
    assert registry.search("hal", "Kim") == ()


def test_each_search_is_a_line_that_does_not_tell_what_was_asked(registry: Registry) -> None:
    for text in ("Kim Berg", "berg kim", "Bo"):
        registry.search("hal", text)
    lines = registry.site.read(lambda session: journal.of_kind(session, registry.site.org, ORGANISATION, "record-searched"))
    first, again, other = (line.facts["digest"] for line in lines)
    assert first == again != other
    assert all("kim" not in str(line.facts).lower() for line in lines)
    assert registry.site.broken_chains() == []


def test_hits_are_of_ones_own_units(registry: Registry) -> None:
    registry.new(registry.site.case(hurt() | {"place": "south"}), "cy")
    assert names(registry, "Kim") == []


def test_a_right_to_records_shows_nobody_in_whose_cases_one_may_read_nothing(registry: Registry) -> None:
    made(registry)
    registry.why("kit")
    assert names(registry, "Kim", "kit") == []
    assert names(registry, "Kim") == ["Kim Berg"]


def test_whoever_is_shut_out_of_the_only_case_does_not_find_the_person(registry: Registry) -> None:
    case = registry.site.case(hurt())
    registry.new(case)
    registry.site.shut_out(case, "ada", "hal")
    assert names(registry, "Kim") == []


def test_a_case_in_a_compartment_makes_nobody_findable(database: Database) -> None:
    registry = Registry(database, SECRET)
    registry.why("hal")
    made(registry)
    assert names(registry, "Kim") == []


def test_a_protected_person_is_found_by_the_pseudonym_alone(registry: Registry) -> None:
    record = registry.new(registry.site.case(hurt()), number="20120304-1234")
    registry.protect("hal", record)
    assert names(registry, "Kim") == names(registry, "20120304-1234") == []
    assert registry.site.all(tables.RecordToken) == []
    assert names(registry, " person  a") == ["Person A"]
    assert [hit.born for hit in registry.search("hal", "Person A")] == [None]
