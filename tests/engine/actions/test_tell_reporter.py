"""An address that was left is told that something has happened and nothing else, and is readable nowhere."""

from uuid import UUID

import pytest

from engine.actions.tell_reporter import contact_of, keep_contact
from engine.actions.write_message import write_in_case
from engine.mails import Refused
from engine.store import tables
from engine.store.dialogue import Contact
from engine.worker import Worker
from tests.site import Postbox, Site

ADDRESS = "kanarie@acme.example"


def kept(site: Site, language: str = "sv") -> tuple[UUID, tables.Case]:
    """A report whose sender has left an address, and its case."""
    report, scene = site.report().submission, site.scene()
    site.write(lambda session: keep_contact(session, scene, report, Contact(ADDRESS, language)))
    return report, site.cases(report)[0]


def asks(site: Site, report: UUID, case: tables.Case) -> None:
    """Someone writes to whoever sent the report."""
    scene, ada = site.scene(), site.actor("ada")
    site.write(lambda session: write_in_case(session, scene, case.id, report, "Hemligt?", actor=ada))


def delivered(site: Site, postbox: Postbox | None = None) -> Postbox:
    """All that is due goes out."""
    postbox = postbox or Postbox()
    while Worker(site.office, postbox).once():
        pass
    return postbox


def to_reporter(site: Site) -> list[tables.OutgoingMail]:
    """The mails to whoever reported."""
    return site.all(tables.OutgoingMail, kind="reporter")


def test_the_mail_says_that_something_has_happened_and_nothing_else(site: Site) -> None:
    report, case = kept(site)
    asks(site, report, case)
    (mail,) = to_reporter(site)
    (row,) = site.all(tables.Submission)
    assert mail.subject == "Något har hänt i ditt ärende"
    assert "https://acme.example/acme/status" in mail.body
    told = mail.subject + mail.body
    assert not [word for word in (row.reference, case.number, str(case.id), "Ada", "Kim", "North", "Skötare", "Hemligt") if word in told]


def test_it_goes_to_the_address_which_is_written_nowhere(site: Site) -> None:
    report, case = kept(site)
    asks(site, report, case)
    sent = [waiting for waiting in delivered(site).sent if waiting.private]
    assert [waiting.recipients for waiting in sent] == [(ADDRESS,)]
    (mail,) = to_reporter(site)
    assert (mail.sent_at is not None, mail.recipients, mail.error) == (True, [], None)
    (row,) = site.all(tables.Dialogue)
    assert ADDRESS.encode() not in (row.contact or b"")


def test_it_speaks_the_language_that_was_chosen(site: Site) -> None:
    report, case = kept(site, "en")
    asks(site, report, case)
    assert to_reporter(site)[0].subject == "Something has happened in your case"


def test_one_mail_waits_however_much_happens(site: Site) -> None:
    report, case = kept(site)
    for _ in range(3):
        asks(site, report, case)
    assert len(to_reporter(site)) == 1
    delivered(site)
    asks(site, report, case)
    assert len(to_reporter(site)) == 2


def test_a_decision_and_a_closing_are_told_too(site: Site) -> None:
    _, case = kept(site)
    site.decide(case, "ada", "drop")
    delivered(site)
    site.act(case, "ada", site.press(case, "close"))
    assert len(to_reporter(site)) == 2


def test_without_an_address_nothing_is_sent(site: Site) -> None:
    report = site.report().submission
    asks(site, report, site.cases(report)[0])
    assert to_reporter(site) == []


def test_an_address_that_was_taken_away_meanwhile_gets_nothing(site: Site) -> None:
    report, case = kept(site)
    asks(site, report, case)
    scene = site.scene()
    site.write(lambda session: keep_contact(session, scene, report, None))
    assert not [waiting for waiting in delivered(site).sent if waiting.private]
    (mail,) = to_reporter(site)
    assert (mail.failed_at is not None, mail.error) == (True, "address-gone")


@pytest.mark.parametrize("final", [True, False])
def test_a_server_that_refuses_changes_nothing_else_and_its_words_are_not_kept(site: Site, final: bool) -> None:
    report, case = kept(site)
    asks(site, report, case)
    delivered(site, Postbox(refusal=Refused(f"550 no {ADDRESS} here", final=final)))
    (mail,) = to_reporter(site)
    assert (mail.error, mail.failed_at is not None) == ("not taken", final)
    assert len(site.all(tables.Message)) == 1
    sealer = site.office.sealer
    assert site.read(lambda session: contact_of(session, site.org, sealer, report)) == Contact(ADDRESS, "sv")


def test_the_address_dies_with_the_report_s_key(site: Site) -> None:
    report, case = kept(site)
    sealer = site.office.sealer
    site.write(lambda session: sealer.forget(session, site.org, report))
    assert site.read(lambda session: contact_of(session, site.org, sealer, report)) is None
    site.decide(case, "ada", "drop")
    assert to_reporter(site) == []
