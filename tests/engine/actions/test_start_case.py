"""What a mailbox can do with a report that waits: start its cases, join it to a running one, send it on, or mark it as wrong."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from engine.access import may_read
from engine.actions.start_case import REASONS, forward, join_case, mark_wrong, start_case
from engine.errors import NotPossible
from engine.store import access_facts, tables
from tests.racing import together
from tests.site import Site, fault


def do(site: Site, verb: Callable[..., Any], submission: UUID, *more: Any, by: str) -> Any:
    """Someone does something with a report that waits."""
    scene, actor = site.scene("by-hand"), site.actor(by)
    return site.write(lambda session: verb(session, scene, submission, *more, actor))


def refused(site: Site, verb: Callable[..., Any], submission: UUID, *more: Any, by: str) -> str:
    """Why it can not be done; nothing is stored."""
    before = site.count()
    with pytest.raises(NotPossible) as caught:
        do(site, verb, submission, *more, by=by)
    assert site.count() == before
    return caught.value.code


def started(site: Site, by: str = "ada", **answers: Any) -> tables.Case:
    """A case that was started by hand."""
    return site.start(site.waiting(fault(**answers)), by)[0]


def state(site: Site, submission: UUID) -> str:
    """How the report stands."""
    (row,) = site.all(tables.Submission, id=submission)
    return row.state


def may(site: Site, person: str, case: tables.Case) -> bool:
    """Whether a person may read a case."""
    organisation = site.scene().organisation

    def subject(session: Session) -> Any:
        return access_facts.of_case(session, organisation, site.own(session, case))

    return may_read(site.actor(person), site.read(subject), organisation)


def test_the_mailbox_starts_a_case_for_each_row(site: Site) -> None:
    submission = site.waiting(fault("Kim", "Lo"))
    first, second = site.start(submission, "ada")
    assert state(site, submission) == "started"
    assert [site.file(case).own_row for case in (first, second)] == [{"name": "Kim", "age": "young"}, {"name": "Lo", "age": "young"}]
    assert first.incident == second.incident
    assert site.runs(first) == {"verdict": "keeper@north"}


def test_the_notice_that_came_with_the_report_is_not_sent_again_when_its_cases_start(site: Site) -> None:
    site.start(site.waiting(fault("Kim", "Lo")), "ada")
    assert len(site.all(tables.Notice)) == 1
    assert site.told().count(("top", "notice")) == 1


def test_whoever_was_noticed_may_read_the_cases_that_are_started_later(site: Site) -> None:
    for case in site.start(site.waiting(fault("Kim", "Lo")), "ada"):
        assert {(row.mailbox, row.why) for row in site.all(tables.CaseMailbox, case=case.id)} >= {("top", "notice")}


def test_the_incident_is_counted_once_and_when_the_first_case_starts(site: Site) -> None:
    submission = site.waiting(fault("Kim", "Lo"))
    grains = [fact.grain for fact in site.all(tables.Fact)]
    assert sorted(grains) == ["hurt", "hurt", "submissions"]
    site.start(submission, "ada")
    assert sorted(fact.grain for fact in site.all(tables.Fact)) == ["cases", "cases", "hurt", "hurt", "incidents", "submissions"]


def test_a_report_is_started_once(site: Site) -> None:
    submission = site.waiting()
    site.start(submission, "ada")
    assert refused(site, start_case, submission, by="bo") == "changed-meanwhile"


def test_of_all_who_start_a_report_at_once_one_does(site: Site) -> None:
    submission = site.waiting()
    scene, actor = site.scene("by-hand"), site.actor("ada")
    results = together(*[lambda: site.write(lambda session: start_case(session, scene, submission, actor))] * 8)
    assert sorted(getattr(result, "code", "done") for result in results) == ["changed-meanwhile"] * 7 + ["done"]
    assert len(site.cases(submission)) == 1
    assert site.broken_chains() == []


@pytest.mark.parametrize("person", ["cy", "eve", "fay", "gus", "hal"])
def test_only_the_mailbox_where_it_lies_takes_care_of_a_report(site: Site, person: str) -> None:
    assert refused(site, start_case, site.waiting(), by=person) == "not-yours"


def test_a_report_that_is_not_there_can_not_be_started(site: Site) -> None:
    assert refused(site, start_case, UUID(int=1), by="ada") == "no-such-report"


def test_nobody_gets_mail_about_a_case_they_started_themselves(site: Site) -> None:
    submission = site.waiting()
    site.deliver()
    site.start(submission, "ada")
    assert site.deliver().recipients() == ["bo@acme.example"]


def test_whoever_is_accused_is_shut_out_of_the_report_before_and_of_the_case_after(site: Site) -> None:
    site.change(("members: [fay]", "members: [fay, ada]"))
    submission = site.waiting(fault(who="keeper"))
    assert refused(site, start_case, submission, by="ada") == "not-yours"
    (case,) = site.start(submission, "fay")
    assert case.receiver == "chief@region"
    assert not may(site, "ada", case)


def test_a_report_that_was_sent_on_is_received_by_the_mailbox_where_it_lies(site: Site) -> None:
    submission = site.waiting()
    do(site, forward, submission, "region", by="ada")
    (case,) = site.start(submission, "fay")
    assert (case.receiver, case.mailbox) == ("chief@region", "region")
    assert site.runs(case) == {"verdict": "chief@region"}


def test_a_report_joins_a_running_case_and_stays_counted(site: Site) -> None:
    case, submission = started(site), site.waiting(fault("Lo"))
    facts = site.all(tables.Fact)
    do(site, join_case, submission, case.id, by="ada")
    assert state(site, submission) == "joined"
    assert [answers["hurt"][0]["name"] for _, answers in site.file(case).reports] == ["Kim", "Lo"]
    assert len(site.all(tables.Fact)) == len(facts)
    assert site.all(tables.Submission, id=submission)[0].incident == case.incident
    assert site.lines(submission) == ["submission-received", "report-joined"]
    assert site.lines(case.id)[-1] == "report-joined"


def test_conditions_still_read_the_report_that_the_case_was_opened_for(site: Site) -> None:
    case = started(site)
    do(site, join_case, site.waiting(fault("Lo", what="Annat.")), case.id, by="ada")
    assert site.file(case).answers["what"] == "Ett rör gick av."
    assert site.file(case).lookup("name") == "Kim"


def test_joining_shuts_out_whom_the_report_shuts_out(site: Site) -> None:
    submission = site.waiting()
    do(site, forward, submission, "region", by="ada")
    (case,) = site.start(submission, "fay")
    do(site, join_case, site.waiting(fault(who="keeper")), case.id, by="fay")
    assert {row.key for row in site.all(tables.Exclusion, subject=case.id, kind="holder")} == {"keeper@north"}
    assert not may(site, "ada", case)


def test_a_step_that_waited_for_someone_whom_a_joined_report_shuts_out_goes_to_the_receiver(site: Site) -> None:
    submission = site.waiting()
    do(site, forward, submission, "region", by="ada")
    (case,) = site.start(submission, "fay")
    site.decide(case, "fay", "look")
    assert site.runs(case)["check"] == "keeper@north"
    do(site, join_case, site.waiting(fault(who="keeper")), case.id, by="fay")
    assert site.runs(case)["check"] == "chief@region"
    assert "passed-on" in site.lines(case.id)


def test_the_notices_of_a_joined_report_are_sent_once(site: Site) -> None:
    case, submission = started(site), site.waiting()
    told = site.told()
    do(site, join_case, submission, case.id, by="ada")
    assert site.told() == told
    assert len(site.all(tables.Notice, submission=submission)) == 1


@pytest.mark.parametrize(("by", "place"), [("cy", "south"), ("fay", "north")])
def test_a_report_joins_no_case_of_another_mailbox(site: Site, by: str, place: str) -> None:
    case, submission = started(site), site.waiting(fault(place=place))
    assert refused(site, join_case, submission, case.id, by=by) == "not-yours"


def test_a_report_joins_no_case_that_is_closed(site: Site) -> None:
    case = started(site)
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    assert refused(site, join_case, site.waiting(), case.id, by="ada") == "no-such-case"


def test_a_report_joins_no_case_of_another_template(site: Site) -> None:
    assert refused(site, join_case, site.waiting(), site.case().id, by="ada") == "no-such-case"


def test_a_report_is_either_started_or_joined(site: Site) -> None:
    case, submission = started(site), site.waiting()
    scene, actor = site.scene("by-hand"), site.actor("ada")
    results = together(
        lambda: site.write(lambda session: start_case(session, scene, submission, actor)),
        lambda: site.write(lambda session: join_case(session, scene, submission, case.id, actor)),
    )
    assert sorted(getattr(result, "code", "done") for result in results) == ["changed-meanwhile", "done"]
    assert len(site.cases(submission)) == 1


def test_a_report_is_sent_on_to_another_mailbox_which_is_told(site: Site) -> None:
    submission = site.waiting()
    site.deliver()
    do(site, forward, submission, "south", by="ada")
    assert site.deliver().recipients() == ["south@acme.example"]
    assert refused(site, start_case, submission, by="ada") == "not-yours"
    assert site.lines(submission) == ["submission-received", "forwarded"]


def test_whoever_sent_a_report_on_is_not_told_of_it(site: Site) -> None:
    site.change(("members: [fay]", "members: [fay, ada]"))
    submission = site.waiting()
    site.deliver()
    do(site, forward, submission, "region", by="ada")
    assert site.deliver().recipients() == ["fay@acme.example"]


def test_a_report_is_never_sent_on_to_whom_it_shuts_out(site: Site) -> None:
    assert refused(site, forward, site.waiting(fault(who="keeper")), "north", by="fay") == "no-such-mailbox"


def test_a_report_is_never_sent_on_to_a_mailbox_where_everybody_is_shut_out(site: Site) -> None:
    site.change(("members: [eve]", "members: [{person: eve, until: 2026-09-06}, ada]"))
    assert refused(site, forward, site.waiting(fault(who="keeper")), "lab", by="fay") == "no-such-mailbox"


def test_a_report_whose_mailbox_has_nobody_but_the_accused_passes_on_as_it_comes_in(site: Site) -> None:
    site.change(("members: [fay]", "members: [{person: fay, until: 2026-09-06}, ada]"))
    submission = site.waiting(fault(who="keeper"))
    assert site.all(tables.Submission, id=submission)[0].mailbox == "top"
    assert site.lines(submission) == ["submission-received", "passed-on"]
    assert site.deliver().recipients() == ["gus@acme.example", "gus@acme.example"]
    assert [case.receiver for case in site.start(submission, "gus")] == ["owner"]


def test_a_report_is_never_sent_on_to_a_mailbox_that_is_not_there(site: Site) -> None:
    assert refused(site, forward, site.waiting(), "nowhere", by="ada") == "no-such-mailbox"


@pytest.mark.parametrize("reason", REASONS)
def test_a_report_is_marked_as_wrong_and_stays(site: Site, reason: str) -> None:
    submission = site.waiting()
    before = site.count()
    do(site, mark_wrong, submission, reason, by="bo")
    assert state(site, submission) == "wrong"
    assert site.count() == before | {"JournalLine": before["JournalLine"] + 1}
    assert site.lines(submission) == ["submission-received", "report-wrong"]


def test_a_report_is_marked_as_wrong_for_a_known_reason_only(site: Site) -> None:
    assert refused(site, mark_wrong, site.waiting(), "Kim ljuger", by="ada") == "no-such-reason"


def test_what_is_marked_as_wrong_is_done_with(site: Site) -> None:
    submission = site.waiting()
    do(site, mark_wrong, submission, "duplicate", by="ada")
    for verb, more in ((start_case, ()), (forward, ("south",)), (mark_wrong, ("duplicate",))):
        assert refused(site, verb, submission, *more, by="ada") == "changed-meanwhile"


def test_the_journal_verifies_after_every_way(site: Site) -> None:
    case = started(site)
    do(site, join_case, site.waiting(), case.id, by="ada")
    do(site, mark_wrong, site.waiting(), "duplicate", by="ada")
    do(site, forward, site.waiting(), "south", by="ada")
    assert site.broken_chains() == []
