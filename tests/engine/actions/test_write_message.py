"""Messages about a report: sealed under its key, told to who received it, written by those who work on it, seen by nobody shut out."""

from uuid import UUID

import pytest

from engine.actions.read_it import read_it
from engine.actions.start_case import join_case
from engine.actions.whole_case import whole_case
from engine.actions.write_message import Written, write_as_reporter, write_in_case, write_in_report
from engine.attachments.receiving import receive
from engine.errors import NotPossible
from engine.store import attachments, journal, tables
from engine.store.inbox import todo
from engine.store.seal import KeyGone
from engine.worker import Worker
from tests.engine.attachments.files import PDF
from tests.site import Postbox, Site, fault


def says(site: Site, report: UUID, text: str = "Det var de.", template: str = "faults", *, file: bool = False) -> None:
    """Whoever sent a report writes."""
    scene, sealer = site.scene(template), site.office.sealer
    files = (attachments.seal(sealer, site.org, receive("kanarie.pdf", PDF, accepted=["pdf"], most=len(PDF))),) if file else ()
    site.write(lambda session: write_as_reporter(session, scene, report, Written(text, files)))


def asks(site: Site, case: tables.Case, report: UUID, person: str, *, named: bool = False) -> None:
    """Someone asks from a case."""
    scene, actor = site.scene(), site.actor(person)
    site.write(lambda session: write_in_case(session, scene, case.id, report, "När?", actor=actor, named=named))


def seen(site: Site, case: tables.Case, person: str) -> list[str]:
    """The texts that a person reads on the case's page, once the reading is written down."""
    scene, actor = site.scene(), site.actor(person)
    whole = site.read(lambda session: whole_case(session, scene, site.own(session, case), actor, signed_in="s"))
    reports = [report.id for report, _ in whole.file.reports]
    site.write(lambda session: read_it(session, scene, case.id, reports, actor=actor, signed_in="s"))
    return [message.text for messages in whole.dialogues.values() for message in messages]


def news(site: Site, person: str) -> list[tuple[int, list[str]]]:
    """How much is new to a person, and in which cases."""
    actor, organisation = site.actor(person), site.scene().organisation
    found = site.read(lambda session: todo(session, organisation, actor)).messages
    return [(item.count, [number for _, number in item.cases]) for item in found]


def one(site: Site, **answers: object) -> tuple[UUID, tables.Case]:
    """A report with its only case."""
    report = site.report(fault(**answers)).submission
    return report, site.cases(report)[0]


def test_a_message_is_sealed_under_the_report_s_own_key(site: Site) -> None:
    report, case = one(site)
    says(site, report)
    (row,) = site.all(tables.Message)
    assert b"Det var" not in row.sealed
    assert seen(site, case, "ada") == ["Det var de."]
    site.write(lambda session: site.office.sealer.forget(session, site.org, report))
    assert seen(site, case, "ada") == ["Det var de."]
    site.write(lambda session: site.office.sealer.forget(session, site.org, case.id))
    with pytest.raises(KeyGone):
        seen(site, case, "ada")


def test_the_journal_tells_of_it_in_every_case_by_ids_alone(site: Site) -> None:
    report = site.report(fault("Kim", "Lo")).submission
    says(site, report)
    for case in site.cases(report):
        (line,) = site.read(lambda session, case=case: journal.of_kind(session, site.org, case.id, "message-received"))  # type: ignore[misc]
        assert set(line.facts) == {"submission", "message", "digest"}
    assert site.broken_chains() == []


def test_the_receiver_gets_one_mail_until_someone_has_looked(site: Site) -> None:
    report, case = one(site)
    for _ in range(3):
        says(site, report)
    assert site.told().count(("north", "message")) == 1
    assert news(site, "ada") == [(3, [case.number])]
    seen(site, case, "ada")
    assert news(site, "bo") == []
    says(site, report)
    assert site.told().count(("north", "message")) == 2


def test_the_mail_says_nothing_of_the_content(site: Site) -> None:
    report, case = one(site)
    says(site, report, "Kanarie")
    mail = site.all(tables.OutgoingMail, kind="message")[0]
    assert mail.subject == f"Nytt meddelande ({case.number})"
    assert "Kanarie" not in mail.body
    assert f"/admin/acme/cases/{case.id}" in mail.body


def test_a_reader_who_is_no_receiver_takes_no_news_from_those_who_are(site: Site) -> None:
    report, case = one(site)
    says(site, report)
    assert news(site, "hal") == []
    assert seen(site, case, "hal") == ["Det var de."]
    assert len(news(site, "ada")) == 1


def test_who_is_shut_out_of_one_case_of_a_report_sees_no_message_in_another(site: Site) -> None:
    report = site.report(fault("Kim", "Lo")).submission
    first, second = site.cases(report)
    site.shut_out(first, "ada", "bo")
    says(site, report)
    assert seen(site, second, "ada") == ["Det var de."]
    assert seen(site, second, "bo") == []
    assert news(site, "bo") == []
    with pytest.raises(NotPossible, match="not-yours"):
        asks(site, second, report, "bo")
    postbox = Postbox()
    while Worker(site.office, postbox).once():
        pass
    sent = [waiting for waiting in postbox.sent if waiting.subject.startswith("Nytt meddelande")]
    assert [address for waiting in sent for address in waiting.recipients] == ["ada@acme.example"]


@pytest.mark.parametrize("person", ["cy", "eve", "hal", "gus"])
def test_only_those_who_work_on_the_case_write(site: Site, person: str) -> None:
    report, case = one(site)
    with pytest.raises(NotPossible, match="not-yours"):
        asks(site, case, report, person)
    assert site.all(tables.Message) == []


def test_whoever_has_a_step_may_ask_as_that_function(site: Site) -> None:
    report, case = one(site)
    site.decide(case, "ada", "look")
    asks(site, case, report, "eve")
    assert [row.function for row in site.all(tables.Message)] == ["inspector"]


def test_a_report_that_is_not_the_case_s_is_not_written_about(site: Site) -> None:
    _, case = one(site)
    other, _ = one(site)
    with pytest.raises(NotPossible, match="no-such-report"):
        asks(site, case, other, "ada")


def test_a_report_without_a_code_has_no_dialogue(site: Site) -> None:
    report, case = one(site)
    site.write(lambda session: session.delete(session.get_one(tables.Dialogue, (site.org, report))))
    with pytest.raises(NotPossible, match="no-such-report"):
        asks(site, case, report, "ada")


def test_a_waiting_report_is_written_about_by_its_mailbox_until_a_case_has_it(site: Site) -> None:
    report, scene, ada = site.waiting(), site.scene("by-hand"), site.actor("ada")
    site.write(lambda session: write_in_report(session, scene, report, "När?", actor=ada))
    says(site, report, template="by-hand")
    assert site.lines(report)[-2:] == ["message-sent", "message-received"]
    assert news(site, "ada") == [(1, [])]
    site.start(report, "ada")
    with pytest.raises(NotPossible, match="not-yours"):
        site.write(lambda session: write_in_report(session, scene, report, "När?", actor=ada))


def test_a_joined_report_brings_its_dialogue_to_the_case(site: Site) -> None:
    first, second = site.waiting(), site.waiting()
    says(site, second, "Det andra.", template="by-hand")
    (case,) = site.start(first, "ada")
    scene, ada = site.scene("by-hand"), site.actor("ada")
    site.write(lambda session: join_case(session, scene, second, case.id, ada))
    whole = site.read(lambda session: whole_case(session, scene, site.own(session, case), ada, signed_in="s"))
    assert {report: [message.text for message in messages] for report, messages in whole.dialogues.items()} == {
        first: [],
        second: ["Det andra."],
    }


def test_a_file_is_read_by_those_who_read_the_message(site: Site) -> None:
    report = site.report(fault("Kim", "Lo")).submission
    first, second = site.cases(report)
    site.shut_out(first, "ada", "bo")
    says(site, report, file=True)
    scene = site.scene()
    for person, files in (("ada", 1), ("bo", 0)):
        actor = site.actor(person)
        whole = site.read(lambda session, actor=actor: whole_case(session, scene, site.own(session, second), actor, signed_in="s"))  # type: ignore[misc]
        assert (len(whole.files), len(whole.waiting)) == (files, 0)
