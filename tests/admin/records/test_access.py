"""Who is let in to the pages about a person: every kind of reader against every route."""

from uuid import UUID

import pytest

from tests.admin.staff import Staff
from tests.engine.actions.registry import Registry
from tests.persons import hurt

RECORD = ["people/{record}"]
IN_CASE = ["cases/{case}/people", "cases/{case}/people/0"]
DOING = ["people/{record}/reason", "people/{record}/name", "people/{record}/protection"]
LET_IN = {"ada": [*RECORD, *IN_CASE], "bo": [*RECORD, *IN_CASE], "hal": [*RECORD, "people"], "kit": ["people"]}
"""Ada and Bo receive the case; Hal is granted cases and records of its unit, Kit records of everywhere and no case."""


def let_in(people: Staff, who: str, case: UUID, record: UUID) -> list[str]:
    """The pages that somebody gets."""
    browser, paths = people.browser(who), [*RECORD, *IN_CASE, "people"]
    return [path for path in paths if browser.get(path.format(case=case, record=record)).status != 404]


@pytest.mark.parametrize("who", ["ada", "bo", "cy", "eve", "fay", "gus", "hal", "kit"])
def test_only_those_who_may_are_let_in(registry: Registry, people: Staff, who: str) -> None:
    case = registry.site.case(hurt())
    record = registry.new(case)
    assert let_in(people, who, case.id, record) == LET_IN.get(who, [])
    browser = people.browser(who)
    done = [path for path in DOING if browser.post(path.format(record=record)).status != 404]
    assert bool(done) is (who in ("ada", "bo", "hal"))


@pytest.mark.parametrize("who", ["ada", "hal"])
def test_whoever_is_shut_out_of_the_case_is_out_of_all_that_is_about_it(registry: Registry, people: Staff, who: str) -> None:
    case = registry.site.case(hurt())
    record = registry.new(case)
    registry.site.shut_out(case, "bo", who)
    assert set(let_in(people, who, case.id, record)) <= {"people"}


def test_a_stranger_is_led_to_the_way_in(registry: Registry, people: Staff) -> None:
    record = registry.new(registry.site.case(hurt()))
    assert people.stranger().get(f"people/{record}").url.endswith("/sign-in")
    assert people.stranger().get("people").url.endswith("/sign-in")
