"""The cases that someone may read, in pages and by what they have in common."""

from typing import Any

from sqlalchemy.orm import Session

from engine.store import case_list
from engine.store.case_list import Wanted
from engine.store.sight import sight
from tests.site import Site, fault


def ask(site: Site, person: str, question: Any) -> Any:
    """What a question gives a person."""
    organisation, actor = site.scene().organisation, site.actor(person)

    def look(session: Session) -> Any:
        return question(session, sight(session, organisation, actor))

    return site.read(look)


def test_a_listed_case_has_its_open_steps_with_doer_and_deadline(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    (listed,), total = ask(site, "ada", lambda session, eyes: case_list.list_cases(session, eyes, Wanted()))
    assert total == 1
    assert [(step.step, step.holder) for step in listed.steps] == [("talk", "inspector"), ("check", "keeper@north")]


def test_a_page_beyond_the_last_is_empty_and_still_counts(site: Site) -> None:
    site.case()
    assert ask(site, "ada", lambda session, eyes: case_list.list_cases(session, eyes, Wanted(page=9))) == ([], 1)


def test_a_report_can_join_running_cases_of_its_template_that_the_mailbox_received(site: Site) -> None:
    (mine,) = site.start(site.waiting(), "ada")
    (closed,) = site.start(site.waiting(), "ada")
    site.decide(closed, "ada", "drop")
    site.act(closed, "ada", site.press(closed, "close"))
    site.start(site.waiting(fault(place="south")), "cy")
    site.case()
    found = ask(site, "ada", lambda session, eyes: case_list.joinable(session, eyes, "by-hand"))
    assert [item.id for item in found] == [mine.id]
    assert ask(site, "gus", lambda session, eyes: case_list.joinable(session, eyes, "by-hand")) == []


def test_the_cases_of_one_event_are_found_from_each_other(site: Site) -> None:
    first, second = site.cases(site.report(fault("Kim", "Lo")).submission)
    site.case()
    found = ask(site, "ada", lambda session, eyes: case_list.of_incident(session, eyes, first.incident))
    assert [item.id for item in found] == [first.id, second.id]
    assert ask(site, "cy", lambda session, eyes: case_list.of_incident(session, eyes, first.incident)) == []


def test_a_search_takes_its_signs_literally(site: Site) -> None:
    site.case()
    for typed in ("%", "_", "2026-____", "\\"):
        assert ask(site, "ada", lambda session, eyes, typed=typed: case_list.list_cases(session, eyes, Wanted(number=typed))) == ([], 0)
