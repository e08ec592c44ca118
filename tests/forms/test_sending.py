"""Answers are checked, sent once, and answered by a receipt that stays the same."""

import pytest

from engine.actions.submit import Receipt
from engine.store import submissions, tables
from tests.forms.leaks import FIRST, LEAKS, SEEN, TOKEN, at_check, at_first, at_receipt, at_seen, reference
from tests.forms.visitor import visitor
from tests.site import Site


def test_the_check_shows_every_answer_and_the_way_back_to_it(site: Site) -> None:
    page = at_check(site).page
    assert "Anmälan är inte skickad än. Den går till skötare på North works när du skickar den." in page.text
    assert "Sedan när? måndag 7 september 2026" in page.text
    assert page.links["Ändra Sedan när?"] == "/acme/leaks/p/where#since"
    assert page.links["Ändra Namn"] == "/acme/leaks/p/seen#people.0.called"


def test_an_answer_that_was_left_out_is_said_to_be(site: Site) -> None:
    assert "Din e-post Ej angivet" in at_check(site).page.text


def test_a_text_to_read_is_no_answer(site: Site) -> None:
    assert "Bra att veta" not in at_check(site).page.text


def test_a_sent_report_is_stored_with_its_case_and_its_mails(site: Site) -> None:
    someone = at_receipt(site)
    assert someone.url == "/acme/leaks/receipt"
    assert len(site.all(tables.Submission)) == len(site.all(tables.Case)) == 1
    assert {kind for _, kind in site.told()} == {"step", "notice"}


def test_what_was_answered_is_what_is_stored(site: Site) -> None:
    at_receipt(site)
    (row,) = site.all(tables.Submission)
    answers, _ = site.read(lambda session: submissions.open_answers(session, site.office.sealer, row, row.id))
    people = [{"called": "Kim", "near": False}]
    assert answers == {"place": "north", "what": "water", "since": "2026-09-07", "people": people}


def test_the_receipt_says_what_happens_by_when(site: Site) -> None:
    text = at_receipt(site).page.text
    assert "Skötare på North works har fått veta att det finns en ny anmälan." in text
    assert "Ägare har fått veta att den har kommit in." in text
    assert "Skötare tar ställning senast onsdag 9 september." in text


def test_sending_twice_gives_the_same_receipt(site: Site) -> None:
    someone = at_check(site)
    check = someone.page
    first = reference_after(someone)
    someone.page = check
    assert reference_after(someone) == first
    assert "Anmälan är redan skickad" in someone.page.text
    assert len(site.all(tables.Submission)) == 1


def reference_after(someone: object) -> str:
    """The reference that sending gives."""
    someone.press("Skicka anmälan")  # type: ignore[attr-defined]
    return reference(someone)  # type: ignore[arg-type]


def test_sending_from_two_windows_at_once_gives_one_report(site: Site) -> None:
    someone = at_check(site)
    token = site.office.sealer.token_id(bytes.fromhex(someone.cookies()[TOKEN]))
    other: Receipt = site.report(token=token, template="faults")
    someone.press("Skicka anmälan")
    assert reference(someone).replace("-", "") == other.reference
    assert len(site.all(tables.Submission)) == 1


@pytest.mark.parametrize("path", ["check", "p/where", "p/seen", "move"])
def test_going_back_after_sending_gives_the_receipt(site: Site, path: str) -> None:
    someone = at_receipt(site)
    number = reference(someone)
    someone.open(path)
    assert "Anmälan är redan skickad" in someone.page.text
    assert reference(someone) == number


def test_a_page_sent_from_an_old_window_after_sending_changes_nothing(site: Site) -> None:
    someone = at_check(site)
    someone.open("p/seen")
    old = someone.page
    someone.open("check")
    someone.press("Skicka anmälan")
    someone.page = old
    assert "Anmälan är redan skickad" in someone.press("Fortsätt", SEEN).text


def test_nothing_that_was_typed_is_kept_once_it_is_sent(site: Site) -> None:
    at_receipt(site)
    assert [draft.sealed for draft in site.all(tables.Draft)] == [b""]


def test_a_new_report_begins_empty_after_a_sent_one(site: Site) -> None:
    someone = at_receipt(site)
    someone.open("")
    page = someone.press("Börja anmälan")
    assert someone.url == "/acme/leaks/p/where"
    assert page.value("place") is None
    someone.press("Fortsätt", FIRST)
    assert someone.url == "/acme/leaks/p/seen"


def test_a_draft_with_something_wrong_leads_to_it_instead_of_being_sent(site: Site) -> None:
    someone = at_check(site)
    check = someone.page
    someone.open("p/where")
    someone.press("Fortsätt", {"mail": "kim@"})
    someone.page = check
    page = someone.press("Skicka anmälan")
    assert someone.url == "/acme/leaks/p/where"
    assert page.errors == ["Skriv e-postadressen så här: namn@exempel.se"]
    assert site.all(tables.Submission) == []


def test_an_answer_that_brings_a_question_on_another_page_leads_there(site: Site) -> None:
    someone = at_check(site)
    check = someone.page
    someone.open("p/where")
    someone.press("Visa följdfrågor", {"what": "gas"})
    someone.press("Fortsätt", {"smell": "Ägg"})
    someone.page = check
    someone.press("Skicka anmälan")
    assert someone.url == "/acme/leaks/p/gas"


def test_an_answer_to_a_hidden_question_is_left_out(site: Site) -> None:
    someone = at_first(site)
    someone.press("Visa följdfrågor", FIRST | {"what": "gas"})
    someone.press("Fortsätt", {"smell": "Ägg", "what": "water"})
    someone.press("Fortsätt", SEEN)
    assert "Hur luktar det?" not in someone.page.text
    someone.press("Skicka anmälan")
    (row,) = site.all(tables.Submission)
    answers, _ = site.read(lambda session: submissions.open_answers(session, site.office.sealer, row, row.id))
    assert "smell" not in answers


def test_sending_an_expired_draft_says_so_and_stores_nothing(site: Site) -> None:
    someone = at_check(site)
    site.clock.move(hours=23, minutes=59)
    someone.open("check")
    site.clock.move(minutes=2)
    assert "Svaren är borttagna" in someone.press("Skicka anmälan").text
    assert site.all(tables.Submission) == []


def test_sending_without_a_draft_leads_to_the_beginning(site: Site) -> None:
    someone = at_seen(site)
    someone.open("check")
    someone.client.delete_cookie(TOKEN, path="/acme/leaks/")
    form = someone.page.forms[0]
    sent = someone.client.post("/acme/leaks/send", data={"csrf_token": dict(form.values)["csrf_token"]})
    assert sent.headers["Location"] == "/acme/leaks/"


def test_the_receipt_is_gone_after_a_day(site: Site) -> None:
    someone = at_receipt(site)
    site.clock.move(hours=25)
    assert someone.open("receipt").status == 410


def test_a_form_that_waits_for_its_mailbox_says_who_reads_it(site: Site) -> None:
    assert "Skötare" in at_receipt(site).page.text


def test_where_nobody_can_receive_a_report_nobody_is_said_to_have_been_told(site: Site) -> None:
    site.publish(
        LEAKS.replace("held_by: organisation", "held_by: unit")
        .replace("keeper", "nobody")
        .replace("chief", "noone")
        .replace("owner", "never")
    )
    someone = visitor(site, "leaks")
    start = someone.open("?unit=north")
    assert "Anmälan sparas och väntar på den som har hand om anmälningar" in start.text
    assert "tar ställning" not in start.text
    someone.open("p/where")
    someone.press("Fortsätt", FIRST)
    someone.press("Fortsätt", SEEN)
    assert f"Den går till {site.scene().organisation.name} när du skickar den." in someone.page.text
    someone.press("Skicka anmälan")
    assert "väntar på den som har hand om anmälningar" in someone.page.text
    assert "har fått veta" not in someone.page.text
    assert [row.mailbox for row in site.all(tables.Submission)] == [None]
    assert site.all(tables.OutgoingMail) == []
