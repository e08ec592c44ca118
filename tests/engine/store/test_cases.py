"""Cases as the store keeps them: the value comes back as it was saved, exclusions cover persons, and a finished run stays as it is."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from engine.ids import new_id
from engine.organisation import Holder
from engine.store import cases, tables
from tests.site import Site, fault


def test_a_case_comes_back_as_it_was_saved(site: Site) -> None:
    case = site.case(fault(who="keeper"))
    found = site.file(case).case
    assert (found.receiver, found.unit, found.excluded) == (Holder("chief", "region"), "north", {Holder("keeper", "north")})
    assert [(run.number, run.step, run.status, run.holder) for run in found.runs] == [
        (1, "told", "done", None),
        (2, "verdict", "open", Holder("chief", "region")),
    ]
    assert found.run(2).due == datetime(2026, 9, 9, 21, 59, tzinfo=UTC)


def test_a_case_has_a_number_of_its_local_year(site: Site) -> None:
    site.clock.now = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert site.case().number.startswith("2027-")


def test_a_case_that_is_not_there_is_none(site: Site) -> None:
    assert site.read(lambda session: cases.get(session, site.org, new_id())) is None
    assert site.write(lambda session: cases.locked(session, site.org, new_id())) is None


def test_the_reports_of_a_case_come_in_the_order_in_which_they_joined(site: Site) -> None:
    case = site.case()
    (first,) = site.read(lambda session: cases.submissions_of(session, case))
    assert (first[0].id, first[1]) == (site.all(tables.Submission)[0].id, 0)
    assert site.read(lambda session: cases.first_submission(session, case)).id == first[0].id


def test_a_save_of_a_case_that_was_changed_meanwhile_fails(site: Site) -> None:
    case = site.case()

    def stale(session: Session) -> None:
        found = session.get_one(tables.Case, (site.org, case.id))
        session.connection().exec_driver_sql("UPDATE case_ SET revision = revision + 1")
        found.closed_at = site.clock()
        session.flush()

    with pytest.raises(StaleDataError):
        site.write(stale)


def test_a_case_is_told_as_it_is_once_it_is_held_whatever_was_read_of_it_before(site: Site) -> None:
    case, organisation, run = site.case(), site.scene().organisation, tables.StepRun

    def verb(session: Session) -> str:
        before = session.get_one(run, (site.org, case.id, 2))
        # what another transaction does behind the session's back
        ended = update(run).where(run.org == site.org, run.case == case.id, run.number == 2).values(status="skipped")
        session.execute(ended, execution_options={"synchronize_session": False})
        assert before.status == "open"
        held = cases.locked(session, site.org, case.id)
        assert held is not None
        return cases.as_value(session, organisation, held).run(2).status

    assert site.write(verb) == "skipped"


def test_those_who_hold_a_shut_function_and_those_who_are_named_are_shut_out(site: Site) -> None:
    case = site.case(fault(who="keeper"))
    site.shut_out(case, "fay", "hal")
    organisation = site.scene().organisation
    found = site.read(lambda session: cases.excluded(session, organisation, case.id, date(2026, 9, 7)))
    assert found.holders == {Holder("keeper", "north")}
    assert found.persons == {site.people[name] for name in ("ada", "bo", "hal")}


def test_shutting_out_again_adds_nothing(site: Site) -> None:
    subject = new_id()
    for _ in range(2):
        site.write(
            lambda session: cases.exclude(session, site.org, subject, [("holder", "keeper@north", "x"), ("person", str(subject), "y")])
        )
    assert len(site.all(tables.Exclusion, subject=subject)) == 2


def test_what_is_shut_out_of_one_is_shut_out_of_the_other(site: Site) -> None:
    one, other = new_id(), new_id()
    site.write(
        lambda session: cases.exclude(session, site.org, one, [("holder", "keeper@north", "never_to"), ("person", str(one), "declared")])
    )
    site.write(lambda session: cases.exclude_too(session, site.org, one, other))
    found = {(row.kind, row.key, row.why) for row in site.all(tables.Exclusion, subject=other)}
    assert found == {("holder", "keeper@north", "never_to"), ("person", str(one), "declared")}


def test_a_run_that_moves_keeps_how_often_it_was_reminded_of(site: Site) -> None:
    case = site.case()
    reminded = tables.StepRun

    def mark(session: Session) -> None:
        session.get_one(reminded, (site.org, case.id, 2)).reminded = 1

    site.write(mark)
    site.shut_out(case, "ada", "ada", "bo")
    (run,) = site.all(reminded, case=case.id, number=2)
    assert (run.mailbox, run.reminded) == ("region", 1)


def test_what_is_done_is_not_reminded_of(site: Site) -> None:
    case = site.case()
    assert site.all(tables.StepRun, case=case.id, number=2)[0].remind_at is not None
    site.decide(case, "ada", "drop")
    assert site.all(tables.StepRun, case=case.id, number=2)[0].remind_at is None


def test_notices_on_a_report_are_known(site: Site) -> None:
    receipt = site.report()
    assert site.read(lambda session: cases.noticed(session, site.org, receipt.submission)) == {"told"}
