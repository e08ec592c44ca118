"""The pages of reports by mail: who gets what and how it went, and everything that can be changed about it."""

from datetime import timedelta

import pytest

from engine.mails import Refused
from engine.store import tables
from engine.store.database import Database
from tests.admin.staff import Browser, Page, Staff
from tests.mailed_site import NOVEMBER, ORGANISATION, filled, mailed_site, states, work
from tests.site import Postbox, Site

OCTOBER = "2026-10-01--2026-10-31"
ONE = "schedules/faults/rooms/0"
KEEPING = ORGANISATION.replace("people:\n", "people:\n  lu: {name: Lu, email: lu@acme.example, grants: [{right: administer}]}\n", 1)


@pytest.fixture
def site(database: Database) -> Site:
    """The site after the first of November, when its report has gone out."""
    made = mailed_site(database, organisation=KEEPING)
    filled(made)
    made.clock.now = NOVEMBER + timedelta(hours=2)
    work(made)
    return made


@pytest.fixture
def gus(site: Site) -> Browser:
    """Whoever administers, and may see numbers."""
    return Staff.of(site).browser("gus")


def press(browser: Browser, words: str, page: str = ONE, **typed: object) -> Page:
    """Presses a button of a page; the names of inputs have - where Python wants _."""
    return browser.press(browser.get(page), words, **{name.replace("__", "-"): value for name, value in typed.items()})


def row(site: Site) -> tables.ReportSchedule:
    """The template's schedule as the organisation has it."""
    (found,) = site.all(tables.ReportSchedule, number=0)
    return found


def test_the_list_says_to_whom_when_and_how_it_went(gus: Browser) -> None:
    page = gus.get(gus.get("reports").link("Utskick"))
    assert "Var är felen? Felanmälan Skötare, Ägare Varje månad, dagen efter, klockan 07.00 tisdag 1 december 07.00" in page.text
    assert "2 av 3 skickade" in page.text


def test_a_schedule_says_of_each_mailbox_what_it_got_and_why_not(gus: Browser) -> None:
    text = gus.get(ONE).text
    assert "North box North works En i brevlådan får se talen" in text
    assert "South box South works Ingen i brevlådan får se talen" in text
    assert "1–31 oktober 2026 Top box Skickat i dag 09.00" in text


@pytest.mark.parametrize(
    ("final", "words"), [(True, "Kom inte fram. Mejlservern svarade: 550 no"), (False, "Försöker igen. Mejlservern svarade: 550 no")]
)
def test_what_the_mail_server_said_is_told(database: Database, final: bool, words: str) -> None:
    site = mailed_site(database, organisation=KEEPING)
    site.clock.now = NOVEMBER
    work(site, Postbox(refusal=Refused("550 no", final=final)))
    assert words in Staff.of(site).browser("lu").get(ONE).text


def test_the_preview_is_exactly_the_mail(site: Site, gus: Browser) -> None:
    page = gus.get(f"{ONE}/mail/north")
    site.clock.now = NOVEMBER
    (mail,) = [one for one in site.all(tables.OutgoingMail, mailbox="north", kind="statistics")]
    assert mail.subject in page.text
    assert " ".join(mail.body.replace("kl. 07.00", "kl. 09.00").split()).partition("Hämtat")[0] in page.text


def test_whoever_keeps_the_schedules_sees_no_numbers_by_that(site: Site) -> None:
    page = Staff.of(site).browser("lu").get(f"{ONE}/mail/north")
    assert "Du får inte se statistik för de här enheterna" in page.text
    assert "12 anmälningar" not in page.text


@pytest.mark.parametrize("address", ["schedules/faults/nothing/0", "schedules/faults/trend/0", "schedules/gone/rooms/0", f"{ONE}/mail/lab"])
def test_what_there_is_not_is_not_there(gus: Browser, address: str) -> None:
    assert gus.get(address).status == 404


def test_what_is_paused_does_not_go_and_says_who_has_paused_it(site: Site, gus: Browser) -> None:
    assert "Pausat. Inget skickas" in press(gus, "Pausa").text
    assert "Pausat av Gus i dag 09.00" in gus.get(ONE).text
    site.clock.move(days=40)
    work(site)
    assert {period for _, period in states(site)} == {OCTOBER}
    later = Staff.of(site).browser("gus")
    assert "Återupptaget." in press(later, "Återuppta").text
    site.clock.move(days=30)
    work(site)
    assert {period for _, period in states(site)} == {OCTOBER, "2026-12-01--2026-12-31"}
    kinds = [kind for kind in site.lines("organisation") if kind.startswith("schedule-")]
    assert kinds == ["schedule-paused", "schedule-resumed"]


def test_the_organisations_own_plan_goes_before_the_templates_until_it_follows_that_again(site: Site, gus: Browser) -> None:
    page = press(gus, "Spara", plan__every="half", plan__weekday="1", plan__at="6.30", plan__functions=["owner"])
    assert "Sparat. Det gäller nu." in page.text
    assert "Efter varje period i ”half”, på en måndag, klockan 06.30" in page.text
    assert row(site).plan == {"every": "half", "to": ["owner"], "weekday": 1, "at": "06:30"}
    assert "North box North works" not in page.text
    assert "Varje månad, dagen efter, klockan 07.00" in press(gus, "Följ formuläret").text
    assert row(site).plan == {}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"plan-at": "sju"}, "Skriv klockslaget så här, 07.00"),
        ({"plan-at": "24.00"}, "Skriv klockslaget så här, 07.00"),
        ({"plan-every": "day"}, "Välj när den går ut"),
        ({"plan-weekday": "8"}, "Välj en dag"),
        ({"plan-functions": []}, "Välj minst en funktion"),
    ],
)
def test_what_is_typed_wrong_is_shown_with_what_was_typed(site: Site, gus: Browser, typed: dict[str, object], words: str) -> None:
    page = press(gus, "Spara", **typed)
    assert page.status == 422
    assert words in page.text
    assert row(site).plan == {}


def test_a_sensitive_answer_can_not_go_out_every_week(gus: Browser) -> None:
    page = press(gus, "Gå vidare", "schedules", new__report="faults/illness")
    assert "Varje månad" in page.text
    assert "Varje vecka" not in page.text


def test_a_further_schedule_goes_besides_the_templates_and_can_be_taken_away(site: Site, gus: Browser) -> None:
    page = press(gus, "Gå vidare", "schedules", new__report="faults/trend")
    assert page.url.endswith("/schedules/faults/trend/1")
    gus.press(page, "Spara", **{"plan-every": "week", "plan-at": "7", "plan-functions": ["owner"]})
    site.clock.now = NOVEMBER + timedelta(days=1, hours=1)
    work(site)
    assert ("top", "2026-10-26--2026-11-01") in states(site)
    later = Staff.of(site).browser("gus")
    assert "Borttaget." in press(later, "Ta bort", "schedules/faults/trend/1").text
    assert [found.report for found in site.all(tables.ReportSchedule)] == ["rooms"]


def test_a_report_goes_to_a_mailbox_once_whichever_schedules_it_has(site: Site, gus: Browser) -> None:
    page = press(gus, "Gå vidare", "schedules", new__report="faults/rooms")
    gus.press(page, "Spara", **{"plan-every": "month", "plan-at": "8", "plan-functions": ["owner"]})
    site.clock.move(days=31)
    work(site)
    assert [(found.mailbox, found.number) for found in site.all(tables.ReportMail, period="2026-11-01--2026-11-30")] == [
        ("north", 0),
        ("south", 0),
        ("top", 0),
    ]


def test_sending_again_sends_once_more_and_is_told_with_who_did_it(site: Site, gus: Browser) -> None:
    assert "Skickas om en liten stund." in press(gus, "Skicka igen").text
    again = work(site).sent
    assert sorted(mail.recipients for mail in again) == [("ada@acme.example",), ("gus@acme.example",)]
    assert {(found.mailbox, found.copy) for found in site.all(tables.ReportMail, mailbox="top")} == {("top", 0), ("top", 1)}
    assert "Skickat igen av Gus" in gus.get(ONE).text
    assert site.lines("organisation")[-1] == "report-sent-again"
    assert work(site).sent == []


def test_pressing_twice_sends_again_once(site: Site, gus: Browser) -> None:
    page = gus.get(ONE)
    gus.press(page, "Skicka igen")
    assert gus.press(page, "Skicka igen").status == 409
    assert len(work(site).sent) == 2


def test_what_somebody_else_has_changed_meanwhile_is_not_changed(site: Site, gus: Browser) -> None:
    before, other = gus.get(ONE), Staff.of(site).browser("lu")
    press(other, "Pausa")
    page = gus.press(before, "Pausa")
    assert page.status == 409
    assert "Pausat av Lu" in page.text


def test_whoever_administers_without_seeing_numbers_finds_the_page_too(site: Site) -> None:
    lu = Staff.of(site).browser("lu")
    assert "Var är felen?" in lu.get(lu.get("").link("Utskick")).text


def test_nobody_else_keeps_schedules(site: Site) -> None:
    assert Staff.of(site).browser("ada").get("schedules").status == 404
    assert "Utskick" not in Staff.of(site).browser("ada").get("reports").text
