"""Those who work on a report write to whoever sent it, from the case or from the waiting report; everybody else sees the same nothing."""

from uuid import UUID

import pytest

from engine.actions.write_message import Written, write_as_reporter
from engine.attachments.receiving import Received, receive
from engine.store import attachments, tables
from tests.admin.staff import Browser, Staff
from tests.engine.attachments.files import PDF
from tests.site import Site, fault


@pytest.fixture
def staff(site: Site) -> Staff:
    """The signed-in side of the small organisation."""
    return Staff.of(site)


def received() -> Received:
    """A file that was taken."""
    return receive("kanarie.pdf", PDF, accepted=["pdf"], most=len(PDF))


def says(site: Site, report: UUID, text: str = "Kanarie", template: str = "faults", *, file: bool = False) -> None:
    """Whoever sent the report writes."""
    scene = site.scene(template)
    files = (attachments.seal(site.office.sealer, site.org, received()),) if file else ()
    site.write(lambda session: write_as_reporter(session, scene, report, Written(text, files)))


def one(site: Site, *names: str) -> tuple[UUID, tables.Case]:
    """A report with its first case."""
    report = site.report(fault(*names)).submission
    return report, site.cases(report)[0]


def status(browser: Browser, path: str, *, post: bool = False) -> int:
    """What an address answers."""
    return browser.post(path, {"text": "Hej."}, follow=False).status if post else browser.get(path, follow=False).status


def test_a_question_is_asked_from_the_case_and_stands_on_its_page(staff: Staff) -> None:
    _, case = one(staff.site)
    ada = staff.browser("ada")
    page = ada.get(f"cases/{case.id}")
    page = ada.get(page.link("Skriv till den som anmälde"))
    page = ada.press(page, "Skicka", text="När var det?")
    assert "Meddelandet är skickat." in page.text
    assert "Ada (visas som Skötare)" in page.text
    assert "När var det?" in page.text
    assert [(row.named, row.function) for row in staff.site.all(tables.Message)] == [(False, "keeper@north")]


def test_a_name_is_shown_only_by_choice(staff: Staff) -> None:
    report, case = one(staff.site)
    ada = staff.browser("ada")
    page = ada.get(f"cases/{case.id}/dialogue/{report}")
    page = ada.press(page, "Skicka", text="Hej.", named="yes")
    assert [row.named for row in staff.site.all(tables.Message)] == [True]


def test_an_empty_message_is_not_sent_and_the_choice_is_kept(staff: Staff) -> None:
    report, case = one(staff.site)
    ada = staff.browser("ada")
    page = ada.press(ada.get(f"cases/{case.id}/dialogue/{report}"), "Skicka", text=" ", named="yes")
    assert page.status == 422
    assert "Skriv ett meddelande" in page.text
    assert ("named", "yes") in page.button("Skicka")[0].fields
    assert staff.site.all(tables.Message) == []


def test_news_stand_in_the_inbox_until_someone_has_looked(staff: Staff) -> None:
    report, case = one(staff.site)
    says(staff.site, report)
    ada = staff.browser("ada")
    page = ada.get("")
    assert "Nya meddelanden" in page.text
    assert "Ett meddelande" in page.text
    assert "Kanarie" not in page.html
    assert "Kanarie" in ada.get(f"cases/{case.id}").text
    assert "Nya meddelanden" not in staff.browser("bo").get("").text


def test_a_new_message_is_news_also_in_a_session_that_has_read_the_case(staff: Staff) -> None:
    report, case = one(staff.site)
    ada = staff.browser("ada")
    ada.get(f"cases/{case.id}")
    says(staff.site, report)
    assert "Nya meddelanden" in ada.get("").text
    ada.get(f"cases/{case.id}")
    assert staff.site.lines(case.id)[-1] == "message-seen"
    assert "Nya meddelanden" not in ada.get("").text


def test_a_waiting_report_has_its_dialogue_on_its_own_page(staff: Staff) -> None:
    report = staff.site.waiting()
    says(staff.site, report, template="by-hand")
    ada = staff.browser("ada")
    assert "Nya meddelanden" in ada.get("").text
    page = ada.get(f"submissions/{report}")
    assert "Kanarie" in page.text
    page = ada.press(ada.get(page.link("Skriv till den som anmälde")), "Skicka", text="När var det?")
    assert "Meddelandet är skickat." in page.text
    assert "När var det?" in page.text


def test_a_file_of_a_message_can_be_saved(staff: Staff) -> None:
    report, case = one(staff.site)
    says(staff.site, report, file=True)
    ada = staff.browser("ada")
    link = ada.get(f"cases/{case.id}").link("kanarie.pdf (1 kB)")
    saved = ada.get(link)
    assert (saved.status, saved.response.mimetype) == (200, "application/pdf")


def test_who_is_shut_out_of_one_case_sees_no_dialogue_in_another(staff: Staff) -> None:
    site = staff.site
    report, first = one(site, "Kim", "Lo")
    second = site.cases(report)[1]
    site.shut_out(first, "ada", "bo")
    says(site, report)
    bo = staff.browser("bo")
    page = bo.get(f"cases/{second.id}")
    assert page.status == 200
    assert "Kanarie" not in page.html
    assert "Dialog med den som anmälde" not in page.text
    assert "Nya meddelanden" not in bo.get("").text
    for post in (False, True):
        assert status(bo, f"cases/{second.id}/dialogue/{report}", post=post) == 404
        assert status(bo, f"cases/{first.id}/dialogue/{report}", post=post) == 404


@pytest.mark.parametrize(("person", "may"), [("ada", True), ("bo", True), ("hal", False), ("cy", False), ("eve", False), ("gus", False)])
def test_only_those_who_work_on_the_case_write(staff: Staff, person: str, may: bool) -> None:
    report, case = one(staff.site)
    browser, path = staff.browser(person), f"cases/{case.id}/dialogue/{report}"
    assert status(browser, path) == (200 if may else 404)
    assert status(browser, path, post=True) == (303 if may else 404)
    assert len(staff.site.all(tables.Message)) == int(may)


def test_a_reader_sees_the_dialogue_without_a_way_to_write(staff: Staff) -> None:
    report, case = one(staff.site)
    says(staff.site, report)
    page = staff.browser("hal").get(f"cases/{case.id}")
    assert "Kanarie" in page.text
    assert "Skriv till den som anmälde" not in page.text


def test_a_report_of_another_case_is_not_there(staff: Staff) -> None:
    _, case = one(staff.site)
    other, _ = one(staff.site)
    assert status(staff.browser("ada"), f"cases/{case.id}/dialogue/{other}") == 404


def test_a_closed_case_has_a_neutral_last_message_begun(staff: Staff) -> None:
    site = staff.site
    report, case = one(site)
    site.decide(case, "ada", "drop")
    site.clock.move(days=1)
    site.act(case, "ada", site.press(case, "close"))
    ada = staff.browser("ada")
    page = ada.get(f"cases/{case.id}/dialogue/{report}")
    page = ada.press(page, "Skicka")
    assert "Ärendet är avslutat. Tack för att du berättade." in page.text
    assert ada.get(f"cases/{case.id}/dialogue/{report}").button("Skicka")[0].fields[-1] == ("text", "")
