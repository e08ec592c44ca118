"""Two cases become one: every report is still counted, nobody who is shut out of either gets in, and nothing that was done is lost."""

from uuid import UUID

import pytest

from engine.actions.merge_case import merge_case
from engine.errors import NotPossible
from engine.store import tables
from tests.engine.actions.test_hand_over import may
from tests.racing import together
from tests.site import Site, fault


def merge(site: Site, case: tables.Case, into: tables.Case, by: str = "ada") -> None:
    """Somebody merges a case into another."""
    scene, actor = site.scene(), site.actor(by)
    site.write(lambda session: merge_case(session, scene, case.id, into.id, actor))


def refused(site: Site, case: tables.Case, into: tables.Case, by: str = "ada") -> str:
    """Why not; nothing is stored."""
    before = site.count()
    with pytest.raises(NotPossible) as caught:
        merge(site, case, into, by)
    assert site.count() == before
    return caught.value.code


def reports(site: Site, case: tables.Case) -> list[UUID]:
    """The reports of a case."""
    return [report.id for report, _ in site.file(case).reports]


def test_the_reports_of_one_become_reports_of_the_other_and_it_closes(site: Site) -> None:
    first, second = site.case(fault("Lo")), site.case(fault("Lo L", what="Igen."))
    site.clock.move(hours=1)
    before, whole = len(site.all(tables.Fact)), [*reports(site, second), *reports(site, first)]
    merge(site, first, second)
    assert reports(site, second) == whole
    assert [answers["what"] for _, answers in site.file(second).reports] == ["Igen.", fault()["what"]]
    assert (site.again(first).closed_at, site.runs(first)) == (site.clock(), {})
    assert site.runs(second) == {"verdict": "keeper@north"}
    assert len(site.all(tables.Fact, sign=1)) == before
    assert (site.lines(first.id)[-1], site.lines(second.id)[-1]) == ("merged", "case-merged")


def test_of_a_report_with_several_rows_only_the_row_of_the_case_comes_along(site: Site) -> None:
    one, two = site.cases(site.report(fault("Lo", "Mo")).submission)
    other = site.case(fault("Mo M"))
    site.clock.move(hours=1)
    merge(site, two, other)
    assert [answers["hurt"][0]["name"] for _, answers in site.file(other).reports] == ["Mo M", "Mo"]
    assert site.runs(one) == {"verdict": "keeper@north"}


def test_whoever_is_shut_out_of_either_is_shut_out_of_both(site: Site) -> None:
    first, second = site.case(), site.case()
    site.shut_out(first, "ada", "bo")
    merge(site, first, second)
    assert (may(site, "bo", second), may(site, "ada", second)) == (False, True)


def test_what_was_done_in_the_merged_case_is_still_there_to_read(site: Site) -> None:
    first, second = site.case(), site.case()
    site.decide(first, "ada", "look")
    merge(site, first, second)
    assert [item.answers["outcome"] for item in site.file(first).rounds] == ["look"]
    assert site.runs(first) == {}


def test_cases_of_the_same_report_are_about_different_people_and_are_not_merged(site: Site) -> None:
    one, two = site.cases(site.report(fault("Lo", "Mo")).submission)
    assert refused(site, one, two) == "same-report"


def test_a_case_is_not_merged_into_itself_a_closed_one_or_one_of_another_form(site: Site) -> None:
    first, second = site.case(), site.case()
    assert refused(site, first, first) == "no-such-case"
    other = site.start(site.waiting(), "ada")[0]
    assert refused(site, first, other) == "another-template"
    merge(site, first, second)
    assert refused(site, second, first) == "changed-meanwhile"


@pytest.mark.parametrize("who", ["cy", "eve", "gus", "hal"])
def test_only_who_received_both_merges_them(site: Site, who: str) -> None:
    assert refused(site, site.case(), site.case(), who) == "not-yours"
    assert refused(site, site.case(), site.case({**fault(), "place": "south"})) == "not-yours"


def test_two_who_merge_crosswise_leave_one_case_open(site: Site) -> None:
    first, second = site.case(), site.case()
    results = together(lambda: merge(site, first, second), lambda: merge(site, second, first, "bo"))
    assert sorted(str(result) for result in results) == ["None", "changed-meanwhile"]
    assert [site.again(case).closed_at is None for case in (first, second)].count(True) == 1
