"""Taking in a report: all of it or none of it, once, with the right people told and shut out."""

import secrets
from dataclasses import replace
from itertools import count

import pytest
from sqlalchemy.exc import IntegrityError

from engine.access import may_read
from engine.actions.submit import prepare, write
from engine.ids import read_reference, show_reference
from engine.store import access_facts, cases, submissions, tables
from engine.store.inbox import todo
from engine.store.seal import KeyGone
from tests.racing import Cut, together, watched
from tests.site import FAULTS, UNHELD, Site, fault


def may(site: Site, person: str, case: tables.Case) -> bool:
    """Whether a person may read a case."""
    organisation = site.scene().organisation
    subject = site.read(lambda session: access_facts.of_case(session, organisation, case))
    return may_read(site.actor(person), subject, organisation)


def test_a_report_gets_a_reference_that_can_be_read_aloud(site: Site) -> None:
    receipt = site.report()
    assert read_reference(show_reference(receipt.reference).lower()) == receipt.reference
    assert not receipt.repeated


def test_the_same_token_gives_the_same_receipt(site: Site) -> None:
    first = site.report(token=b"t")
    rows = site.count()
    again = site.report(token=b"t")
    assert (again.reference, again.submission, again.repeated) == (first.reference, first.submission, True)
    assert site.count() == rows


def test_the_same_token_with_other_answers_changes_nothing(site: Site) -> None:
    first = site.report(fault("Kim"), token=b"t")
    assert site.report(fault("Lo", "Mo"), token=b"t").submission == first.submission
    assert [row["name"] for row in site.file(site.cases(first.submission)[0]).answers["hurt"]] == ["Kim"]


def test_fifty_equal_reports_at_once_are_one(site: Site) -> None:
    scene, answers = site.scene(), fault("Kim", "Lo")
    intake = scene.desk.take_in(answers)

    def send() -> object:
        ready = prepare(scene, intake, answers, b"one token")
        return site.write(lambda session: write(session, ready)).reference

    assert len(set(together(*[send] * 50))) == 1
    assert (len(site.all(tables.Submission)), len(site.all(tables.Case)), len(site.all(tables.Notice))) == (1, 2, 1)
    assert site.broken_chains() == []


def test_fifty_different_reports_at_once_are_all_there(site: Site) -> None:
    receipts = together(*[site.report] * 50)
    assert len({receipt.reference for receipt in receipts}) == 50  # type: ignore[union-attr]
    assert len(site.all(tables.Case)) == 50
    assert site.broken_chains() == []


def test_everything_of_a_report_is_stored_at_once(site: Site) -> None:
    before = site.count()
    site.report(fault("Kim", "Lo"))
    added = {name: number - before.get(name, 0) for name, number in site.count().items() if number != before.get(name)}
    assert added == {
        "Submission": 1,
        "SubmissionRow": 2,
        "KeyCopy": 3 + 2 * 3,
        "Case": 2,
        "Dialogue": 1,
        "CaseSubmission": 2,
        "CaseMailbox": 2 * 3,
        "StepRun": 4,
        "Notice": 1,
        "OutgoingMail": 3,
        "JournalLine": 1 + (1 + 3) + (1 + 3),
        "Fact": 6,
        "FactSource": 6,
        "FreshFact": 6,
        "FactValue": 2,
    }


def test_whatever_statement_fails_nothing_of_the_report_is_left(site: Site) -> None:
    before = site.count()
    for number in count(1):
        with watched(cut=number) as statements:
            try:
                site.report(fault("Kim", "Lo"), token=b"t")
            except Cut:
                assert site.count() == before, statements.sent[-1]
                continue
        break
    assert number > 12
    assert len(site.all(tables.Submission)) == 1


def statements(site: Site, *names: str) -> int:
    """How many statements a report takes."""
    scene, answers = site.scene(), fault(*names)
    ready = prepare(scene, scene.desk.take_in(answers), answers, secrets.token_bytes(32))
    with watched() as seen:
        site.write(lambda session: write(session, ready))
    return len(seen.sent)


def test_a_report_takes_as_many_statements_whatever_is_stored(site: Site) -> None:
    first = statements(site, "Kim")
    for _ in range(30):
        site.report(fault("Kim", "Lo"))
    assert statements(site, "Kim") == first


def test_a_report_takes_as_many_statements_however_many_are_hurt(site: Site) -> None:
    assert statements(site, *"ABCDEFGHIJ") == statements(site, "A")


def test_a_number_that_is_taken_is_chosen_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = site.case().number
    numbers = iter([taken, "2026-FRESH"])
    monkeypatch.setattr(cases, "new_number", lambda year: next(numbers))
    assert site.case().number == "2026-FRESH"


def test_a_report_that_the_database_will_never_take_is_refused_and_leaves_nothing(site: Site) -> None:
    scene, answers, before = site.scene(), fault(), site.count()
    intake = scene.desk.take_in(answers)
    unknown = replace(scene, published=replace(scene.published, version=9))
    stranger = prepare(unknown, intake, answers, b"t")
    with pytest.raises(IntegrityError):
        site.write(lambda session: write(session, stranger))
    assert site.count() == before


def test_two_who_are_hurt_get_a_case_each_and_share_the_incident(site: Site) -> None:
    first, second = site.cases(site.report(fault("Kim", "Lo")).submission)
    assert (first.row, second.row) == (0, 1)
    assert first.incident == second.incident
    assert first.number != second.number


def test_a_case_shows_only_its_own_row(site: Site) -> None:
    first, second = site.cases(site.report(fault("Kim", "Lo")).submission)
    assert [row["name"] for row in site.file(first).answers["hurt"]] == ["Kim"]
    assert [row["name"] for row in site.file(second).answers["hurt"]] == ["Lo"]


def test_the_keys_of_a_case_do_not_open_another_row(site: Site) -> None:
    receipt = site.report(fault("Kim", "Lo"))
    first = site.cases(receipt.submission)[0]
    row = site.all(tables.Submission)[0]
    with pytest.raises(KeyGone):
        site.read(lambda session: submissions.open_answers(session, site.office.sealer, row, first.id))
    with pytest.raises(KeyGone):
        site.read(lambda session: submissions.open_answers(session, site.office.sealer, row, first.id, only_row=1))


def test_no_answer_lies_open_in_the_database(site: Site) -> None:
    site.report(fault("Kanariefågel", what="Hemligheten läckte ut."))
    for table in (tables.Submission, tables.SubmissionRow, tables.JournalLine, tables.OutgoingMail, tables.Fact, tables.FactValue):
        for row in site.all(table):
            told = repr({column.name: getattr(row, column.name, None) for column in table.__table__.columns})
            assert "anarief" not in told
            assert "Hemlig" not in told


def test_a_notice_is_written_once_although_two_cases_open(site: Site) -> None:
    site.report(fault("Kim", "Lo"))
    assert [(row.step, row.mailbox) for row in site.all(tables.Notice)] == [("told", "top")]
    assert site.told().count(("top", "notice")) == 1


def test_whoever_is_noticed_may_read_every_case_of_the_report(site: Site) -> None:
    for case in site.cases(site.report(fault("Kim", "Lo")).submission):
        assert {(row.mailbox, row.why) for row in site.all(tables.CaseMailbox, case=case.id)} >= {("top", "notice")}


def test_the_notice_stands_before_the_decision_in_every_case(site: Site) -> None:
    for case in site.cases(site.report(fault("Kim", "Lo")).submission):
        assert [(run.step, run.status) for run in site.file(case).case.runs] == [("told", "done"), ("verdict", "open")]


def test_the_receiver_is_told_once_with_the_day(site: Site) -> None:
    case = site.case()
    (mail,) = site.all(tables.OutgoingMail, mailbox="north")
    assert mail.subject == f"Ett ärende väntar på dig ({case.number})"
    assert "onsdag 9 september" in mail.body
    assert f"https://acme.example/admin/acme/cases/{case.id}" in mail.body


def test_a_copy_is_told_and_may_not_read(site: Site) -> None:
    case = site.case(fault(urgent=True))
    assert ("lab", "copy") in site.told()
    assert not may(site, "eve", case)
    assert may(site, "ada", case)


def test_whoever_is_accused_never_gets_the_case(site: Site) -> None:
    case = site.case(fault(who="keeper"))
    assert case.receiver == "chief@region"
    assert site.told() == [("top", "notice"), ("region", "step")]
    assert not may(site, "ada", case)
    assert may(site, "fay", case)


def test_the_accused_gets_in_by_no_other_way(site: Site) -> None:
    site.change(("members: [fay]", "members: [fay, ada]"), ("ada@acme.example}", "ada@acme.example, grants: [{right: read_cases}]}"))
    case = site.case(fault(who="keeper"))
    assert not may(site, "ada", case)


def test_whoever_comes_to_the_function_later_is_shut_out_too(site: Site) -> None:
    case = site.case(fault(who="keeper"))
    site.change(("members: [ada, bo]", "members: [ada, bo, hal]"))
    assert not may(site, "hal", case)
    assert may(site, "hal", site.case())


def test_a_case_whose_receiver_is_nobody_but_the_accused_passes_on_at_once(site: Site) -> None:
    site.change(("members: [fay]", "members: [{person: fay, until: 2026-09-06}, ada]"))
    for case in site.cases(site.report(fault("Kim", "Lo", who="keeper")).submission):
        assert (case.receiver, site.runs(case)) == ("owner", {"verdict": "owner"})
        assert may(site, "gus", case)
        assert not may(site, "ada", case)
    assert set(site.deliver().recipients()) == {"gus@acme.example"}


def test_each_route_shuts_out_for_its_own_unit_only(site: Site) -> None:
    case = site.case(fault(who="keeper", place="south"))
    assert {row.key for row in site.all(tables.Exclusion, subject=case.id, kind="holder")} == {"keeper@south"}


def test_whoever_was_accused_stays_out_when_the_function_passes_to_another_mailbox(site: Site) -> None:
    submission = site.waiting(fault(who="keeper"))
    case = site.case(fault(who="keeper"))
    other = "  top: {name: Top box"
    site.change(
        ("holds: [keeper@north]", "holds: [chief@north]"),
        (other, "  fresh: {name: Fresh box, holds: [keeper@north], members: [hal]}\n" + other),
    )
    (started,) = site.start(submission, "fay")
    for found in (case, started):
        assert not may(site, "ada", found)
        assert not may(site, "hal", found)


def test_whoever_is_the_first_to_hold_the_function_at_the_unit_itself_is_shut_out_too(site: Site) -> None:
    unit = "south: {name: South works, kind: works, parent: region}"
    site.change(
        (unit, unit + "\n  east: {name: East works, kind: works, parent: region}"), ("[chief@region]", "[chief@region, keeper@region]")
    )
    case = site.case(fault(who="keeper", place="east"))
    assert case.receiver == "owner"
    assert may(site, "gus", case)
    other = "  top: {name: Top box"
    site.change(
        (unit, unit + "\n  east: {name: East works, kind: works, parent: region}"),
        (other, "  east: {name: East box, holds: [keeper@east], members: [gus]}\n" + other),
    )
    assert not may(site, "gus", case)


def test_a_report_for_a_mailbox_waits_there_and_opens_no_case(site: Site) -> None:
    receipt = site.report(template="by-hand")
    (row,) = site.all(tables.Submission)
    assert (row.state, row.mailbox, site.cases(row.id)) == ("new", "north", [])
    assert site.told() == [("north", "new"), ("top", "notice")]
    assert [(notice.submission, notice.case) for notice in site.all(tables.Notice)] == [(receipt.submission, None)]
    (mail,) = site.all(tables.OutgoingMail, mailbox="north")
    assert show_reference(receipt.reference) in mail.subject
    assert f"/submissions/{receipt.submission}" in mail.body


def test_a_report_that_nobody_can_receive_is_kept_for_those_who_read_everything(site: Site) -> None:
    site.publish(UNHELD)
    receipt = site.report()
    (row,) = site.all(tables.Submission)
    assert (row.id, row.state, row.mailbox, site.cases(row.id)) == (receipt.submission, "new", None, [])
    assert {grain.grain for grain in site.all(tables.Fact)} == {"submissions", "hurt"}
    organisation = site.scene().organisation

    def waits(person: str) -> bool:
        actor = site.actor(person)
        return bool(site.read(lambda session: todo(session, organisation, actor)).reports)

    assert [person for person in site.people if waits(person)] == ["gus"]


def test_a_report_keeps_the_version_it_was_filled_in(site: Site) -> None:
    scene, answers = site.scene(), fault()
    ready = prepare(scene, scene.desk.take_in(answers), answers, secrets.token_bytes(32))
    site.publish(FAULTS.replace("Felanmälan", "Skadeanmälan"))
    receipt = site.write(lambda session: write(session, ready))
    (case,) = site.cases(receipt.submission)
    assert (case.version, site.scene().published.version) == (1, 2)
    assert site.file(case).case.open()[0].step == "verdict"


def test_the_journal_holds_what_was_received_and_verifies(site: Site) -> None:
    receipt = site.report()
    (case,) = site.cases(receipt.submission)
    assert site.lines(receipt.submission) == ["submission-received"]
    assert site.lines(case.id) == ["case-opened", "step-opened", "step-done", "step-opened"]
    assert site.broken_chains() == []
