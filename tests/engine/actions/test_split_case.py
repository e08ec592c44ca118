"""A report gets a case of its own: routed anew, tied to the first, closed to whoever is shut out there."""

import pytest

from engine.actions.split_case import split_case
from engine.errors import NotPossible
from engine.store import tables
from tests.engine.actions.test_hand_over import may
from tests.engine.actions.test_merge_case import merge, reports
from tests.site import Site, fault


def split(site: Site, case: tables.Case, by: str = "ada", report: int = 0) -> tables.Case:
    """Somebody gives a report of a case one of its own."""
    scene, actor, submission = site.scene(), site.actor(by), reports(site, case)[report]
    about = site.write(lambda session: split_case(session, scene, case.id, submission, actor))
    return next(row for row in site.all(tables.Case) if row.id == about.id)


def test_the_first_report_gets_one_more_case_and_stays_in_its_own(site: Site) -> None:
    case = site.case()
    new = split(site, case)
    assert reports(site, new) == reports(site, case)
    assert (new.incident, site.runs(new)) == (case.incident, {"verdict": "keeper@north"})
    assert [(row.case, row.other, row.kind) for row in site.all(tables.CaseTie)] == [(case.id, new.id, "split")]
    assert (site.lines(case.id)[-1], site.lines(new.id)[0]) == ("case-split", "case-opened")


def test_the_notices_of_the_report_are_written_once_and_let_their_receiver_read_the_new_case(site: Site) -> None:
    case = site.case()
    before = len(site.all(tables.Notice))
    new = split(site, case)
    assert len(site.all(tables.Notice)) == before
    assert may(site, "gus", new)


def test_a_report_that_had_joined_leaves_the_case_which_can_not_open_it_any_more(site: Site) -> None:
    first, second = site.case(), site.case()
    site.clock.move(hours=1)
    merge(site, first, second)
    new = split(site, second, report=1)
    assert reports(site, second) == reports(site, second)[:1]
    assert reports(site, new) == reports(site, first)
    held = {row.key for row in site.all(tables.KeyCopy, holder=second.id)}
    assert not held & {row.key for row in site.all(tables.KeyCopy, holder=reports(site, first)[0])}


def test_whoever_is_shut_out_of_the_case_is_shut_out_of_the_new_one(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "bo")
    assert not may(site, "bo", split(site, case))


def test_a_case_is_counted_for_the_new_one_and_the_report_still_once(site: Site) -> None:
    case = site.case()
    before = [row.grain for row in site.all(tables.Fact)]
    split(site, case)
    after = [row.grain for row in site.all(tables.Fact)]
    assert (after.count("submissions"), after.count("cases")) == (before.count("submissions"), before.count("cases") + 1)


@pytest.mark.parametrize("who", ["cy", "eve", "gus"])
def test_only_who_received_the_case_splits_it(site: Site, who: str) -> None:
    case = site.case()
    with pytest.raises(NotPossible, match="not-yours"):
        split(site, case, who)


def test_a_report_of_another_case_is_not_there(site: Site) -> None:
    case, scene, actor = site.case(), site.scene(), site.actor("ada")
    other = reports(site, site.case(fault("Mo")))[0]
    with pytest.raises(NotPossible, match="no-such-report"):
        site.write(lambda session: split_case(session, scene, case.id, other, actor))
