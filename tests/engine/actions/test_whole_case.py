"""All that a page shows, read in one moment."""

from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.read_it import read_it
from engine.actions.shut_out import shut_out
from engine.actions.start_case import mark_wrong
from engine.actions.whole_case import Afterwards, WholeCase, WholeReport, afterwards, whole_case, whole_report
from engine.store import tables
from tests.site import Site, fault


def whole(site: Site, case: tables.Case, person: str = "ada") -> WholeCase:
    """The case as a person opens it."""
    scene, actor = site.scene(case.template), site.actor(person)
    return site.read(lambda session: whole_case(session, scene, site.own(session, case), actor, signed_in="a"))


def report(site: Site, submission: UUID, person: str = "ada") -> WholeReport:
    """The report as a person opens it."""
    (row,) = site.all(tables.Submission, id=submission)
    scene, actor = site.scene(row.template), site.actor(person)
    return site.read(lambda session: whole_report(session, scene, row, actor, signed_in="a"))


def after(site: Site, case: tables.Case, *persons: str, by: str = "ada") -> Afterwards:
    """How the case stands once some are shut out."""
    scene, actor = site.scene(case.template), site.actor(by)
    site.write(lambda session: shut_out(session, scene, case.id, [site.people[person] for person in persons], actor))
    return site.read(lambda session: afterwards(session, scene, case.id, actor))


def test_a_case_is_unread_until_its_reading_is_written(site: Site) -> None:
    case, scene, ada = site.case(), site.scene(), site.actor("ada")
    assert whole(site, case).unread

    def read(session: Session) -> None:
        read_it(session, scene, case.id, [], actor=ada, signed_in="a")

    site.write(read)
    assert not whole(site, case).unread


def test_everyone_in_the_journal_and_in_the_rounds_has_a_name(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    site.act(case, "eve", site.press(case, "talk", "add", said="Hej."))
    assert set(whole(site, case).names.values()) == {"Ada", "Eve"}


def test_siblings_are_those_that_the_reader_may_read(site: Site) -> None:
    first, second = site.cases(site.report(fault("Kim", "Lo")).submission)
    assert [item.id for item in whole(site, first).siblings] == [second.id]
    after(site, second, "bo")
    assert whole(site, first, "bo").siblings == ()


def test_a_report_shows_its_answers_only_while_there_is_no_case_to_read_them_in(site: Site) -> None:
    submission = site.waiting()
    assert report(site, submission).answers is not None
    site.start(submission, "ada")
    started = report(site, submission)
    assert started.answers is None
    assert len(started.cases) == 1
    assert not started.unread


def test_a_report_that_was_marked_as_wrong_can_still_be_read(site: Site) -> None:
    submission, scene, ada = site.waiting(), site.scene("by-hand"), site.actor("ada")
    site.write(lambda session: mark_wrong(session, scene, submission, "duplicate", ada))
    wrong = report(site, submission)
    assert wrong.answers is not None
    assert wrong.joinable == ()


def test_afterwards_it_is_known_who_acts_and_whether_one_is_still_in(site: Site) -> None:
    case = site.case()
    assert after(site, case, "ada") == Afterwards(False, ("North box",))
    assert after(site, case, "bo", by="bo") == Afterwards(False, ("Region box",))
