"""What lists and counts show is exactly what access allows: for every person, every case and every report, at every time."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.access import may_handle, may_read
from engine.store import access_facts, inbox, tables
from engine.store.sight import sight
from tests.site import COMPARTMENT, FAULTS, ORGANISATION, Site, fault

COMING_AND_GOING = (
    ("members: [ada, bo]", "members: [{person: ada, until: 2026-09-08}, bo, {person: cy, from: 2026-09-10}]"),
    ("members: [fay]", "members: [fay, ada, {person: dan, from: 2026-09-01, until: 2026-09-09}]"),
)


@pytest.fixture
def busy(site: Site) -> Site:
    """Cases and reports of every sort, some made before people came and went, some after."""
    for _ in range(2):
        for answers in (fault(), fault(who="keeper"), fault(place="south"), fault(urgent=True), fault("Kim", "Lo", who="keeper")):
            site.report(answers)
            site.waiting(answers)
        site.decide(site.case(), "bo", "look")
        site.start(site.waiting(fault(who="keeper")), "fay")
        if site.clock().day == 7:
            site.change(*COMING_AND_GOING)
        site.clock.move(days=2)
    site.publish(COMPARTMENT)
    for answers in (fault(), fault(who="keeper"), fault(place="south"), fault("Kim", "Lo", urgent=True)):
        site.report(answers)
        site.waiting(answers)
    return site


def seen(site: Site, person: str, model: Any) -> set[UUID]:
    """The ids of the cases or reports that a person's lists can hold, in either way of asking."""
    organisation, actor = site.scene().organisation, site.actor(person)

    def look(session: Session) -> set[UUID]:
        eyes = sight(session, organisation, actor)
        ways = (eyes.case(), eyes.case_among_all()) if model is tables.Case else (eyes.report(),)
        found = [set(session.scalars(select(model.id).where(way))) for way in ways]
        assert found[0] == found[-1]
        return found[0]

    return site.read(look)


@pytest.mark.parametrize("days", [0, 3])
def test_a_list_holds_exactly_the_cases_that_may_be_read(busy: Site, days: int) -> None:
    busy.clock.move(days=days)
    organisation = busy.scene().organisation
    for person in busy.people:
        actor = busy.actor(person)
        allowed = {
            case.id
            for case in busy.all(tables.Case)
            if may_read(actor, busy.read(lambda session, case=case: access_facts.of_case(session, organisation, case)), organisation)
        }
        assert seen(busy, person, tables.Case) == allowed, person


def test_no_list_holds_a_report_of_someone_who_is_shut_out(busy: Site) -> None:
    organisation = busy.scene().organisation
    for person, id in busy.people.items():
        shut = {
            row.id
            for row in busy.all(tables.Submission)
            if id in busy.read(lambda session, row=row: access_facts.of_submission(session, organisation, row)).excluded
        }
        assert seen(busy, person, tables.Submission).isdisjoint(shut), person
        assert len(seen(busy, person, tables.Submission)) == len(busy.all(tables.Submission)) - len(shut), person


def test_what_waits_for_someone_is_what_they_may_take_care_of(busy: Site) -> None:
    organisation = busy.scene().organisation
    for person in busy.people:
        actor = busy.actor(person)
        todo = busy.read(lambda session, actor=actor: inbox.todo(session, organisation, actor))
        allowed = {
            row.id
            for row in busy.all(tables.Submission, state="new")
            if may_handle(actor, busy.read(lambda session, row=row: access_facts.of_submission(session, organisation, row)))
        }
        assert {report.id for report in todo.reports} == allowed, person
        counted = busy.read(lambda session, actor=actor: inbox.how_many(session, sight(session, organisation, actor)))
        assert counted == len(todo.reports) + len(todo.steps), person


def test_a_notice_is_shown_to_its_mailbox_alone_and_names_only_what_may_be_read(busy: Site) -> None:
    organisation = busy.scene().organisation
    for person in busy.people:
        actor = busy.actor(person)
        todo = busy.read(lambda session, actor=actor: inbox.todo(session, organisation, actor))
        assert {notice.mailbox for notice in todo.notices} <= actor.mailboxes
        assert {id for notice in todo.notices for id, _ in notice.cases} <= seen(busy, person, tables.Case)
        assert todo.unseen == len(todo.notices)


def test_nothing_of_another_organisation_is_seen(busy: Site) -> None:
    other = Site.over(busy.office.database, ORGANISATION.replace("key: acme", "key: other"), [FAULTS])
    organisation = other.office.organisation("other")
    assert organisation is not None
    gus = busy.actor("gus")
    assert other.read(lambda session: inbox.todo(session, organisation, gus)) == inbox.Todo((), (), (), (), (), 0)
    assert other.read(lambda session: list(session.scalars(select(tables.Case).where(sight(session, organisation, gus).case())))) == []
