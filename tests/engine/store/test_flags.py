"""What a case was marked with as it opened stays with it, and lists find it by that."""

from typing import Any

from sqlalchemy.orm import Session

from engine.store import case_list, journal, tables
from engine.store.case_list import Wanted
from engine.store.sight import sight
from tests.site import FLAGGED, Site, fault

KEEPER = fault(who="keeper")


def listed(site: Site, person: str, **wanted: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Number and marks of each case that someone lists."""
    organisation, actor = site.scene().organisation, site.actor(person)

    def ask(session: Session) -> list[case_list.Listed]:
        return case_list.list_cases(session, sight(session, organisation, actor), Wanted(**wanted))[0]

    return [(item.number, item.flags) for item in site.read(ask)]


def test_a_case_is_marked_as_it_opens_and_its_journal_says_so(site: Site) -> None:
    site.publish(FLAGGED)
    marked, plain = site.case(KEEPER), site.case()
    assert [(row.case, row.key) for row in site.all(tables.CaseFlag)] == [(marked.id, "inside")]
    first = {case.id: site.read(lambda session, id=case.id: journal.lines(session, site.org, id))[0].facts for case in (marked, plain)}
    assert first[marked.id]["flags"] == ["inside"]
    assert "flags" not in first[plain.id]


def test_a_running_case_keeps_its_marks_when_a_new_version_has_none(site: Site) -> None:
    site.publish(FLAGGED)
    case = site.case(KEEPER)
    site.publish(FLAGGED.replace("flags: {inside: {label: Egen personal, when: {who: keeper}}}", "compartment: false"))
    later = site.case(KEEPER)
    assert dict(listed(site, "fay")) == {case.number: ("inside",), later.number: ()}


def test_cases_are_found_by_their_mark(site: Site) -> None:
    site.publish(FLAGGED)
    marked, _ = site.case(KEEPER), site.case()
    assert listed(site, "gus", flag="inside") == [(marked.number, ("inside",))]
    assert listed(site, "gus", flag="other") == []


def test_a_mark_finds_nothing_for_who_may_not_read_its_cases(site: Site) -> None:
    site.publish(FLAGGED)
    site.case(KEEPER)
    assert listed(site, "ada", flag="inside") == []
