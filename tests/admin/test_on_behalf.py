"""Registering for someone: the public form, filled in by somebody signed in, with how and when it came in."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from engine.store import tables
from engine.store.database import Database
from tests.admin.staff import Browser, Page, Staff
from tests.forms.visitor import public_app, visitor
from tests.site import BY_HAND, FAULTS, MONDAY, ORGANISATION, Site

FORM = "register/faults/"
DRAFT = "__Host-on-behalf.acme.faults"


@pytest.fixture
def staff(database: Database) -> Staff:
    """The small organisation."""
    return Staff.of(Site.over(database, ORGANISATION, [FAULTS, BY_HAND]))


def begun(browser: Browser, form: str = FORM, **came: str) -> Page:
    """The person has said how it came in."""
    said = {name if name == "version" else f"_{name}": value for name, value in {"way": "phone", **came}.items()}
    return browser.press(browser.get(form), "Fortsätt", **said)


def filled(browser: Browser, page: Page) -> Page:
    """The form is filled in, up to the page that shows all of it."""
    page = browser.press(page, "Fortsätt", place="north", what="En vajer har gått av.", who="worker")
    return browser.press(page, "Fortsätt", **{"hurt.0.name": "Kim", "hurt.0.age": "young"})


def registered(browser: Browser, form: str = FORM, **came: str) -> Page:
    """All of it, up to the receipt."""
    return browser.press(filled(browser, begun(browser, form, **came)), "Skicka anmälan")


def newest(staff: Staff) -> tables.Submission:
    """The only report."""
    (row,) = staff.site.all(tables.Submission)
    return row


def test_every_form_that_takes_reports_can_be_filled_in_for_someone(staff: Staff) -> None:
    dan = staff.browser("dan")
    html = dan.get(dan.get("").link("Registrera åt någon")).html
    assert all(f'href="/acme/register/{name}/"' in html for name in ("faults", "by-hand"))


def test_what_is_registered_is_a_report_like_any_other(staff: Staff) -> None:
    registered(staff.browser("dan"), way="paper")
    row = newest(staff)
    assert (row.way, row.typed_by, row.received_at) == ("paper", staff.site.people["dan"], MONDAY)
    (case,) = staff.site.cases(row.id)
    assert staff.site.file(case).reports[0][1]["what"] == "En vajer har gått av."


def test_what_somebody_sends_for_themselves_says_so_of_nobody(staff: Staff) -> None:
    staff.site.report()
    assert (newest(staff).way, newest(staff).typed_by) == (None, None)


def test_deadlines_are_counted_from_when_it_came_in_and_the_journal_says_when_it_was_typed_in(staff: Staff) -> None:
    registered(staff.browser("dan"), day="2026-09-03", clock="14.30")
    row, came = newest(staff), MONDAY - timedelta(days=3, hours=19.5)
    assert row.received_at == came
    (line,) = [line for line in staff.site.all(tables.JournalLine, chain=str(row.id)) if line.kind == "submission-received"]
    assert (line.at, line.person, line.facts["way"], line.facts["came"]) == (
        MONDAY,
        row.typed_by,
        "phone",
        "2026-09-03T14:30:00+02:00",
    )
    (case,) = staff.site.cases(row.id)
    verdict = staff.site.file(case).case.last("verdict")
    assert verdict is not None
    assert verdict.due is not None
    assert (case.opened_at, verdict.due.astimezone(staff.site.scene().organisation.zone).date().isoformat()) == (MONDAY, "2026-09-07")


def test_it_is_counted_on_the_day_when_it_came_in(staff: Staff) -> None:
    registered(staff.browser("dan"), day="2026-09-03", clock="14.30")
    assert {fact.day.isoformat() for fact in staff.site.all(tables.Fact)} == {"2026-09-03"}


def test_a_time_alone_is_today(staff: Staff) -> None:
    registered(staff.browser("dan"), clock="08.15")
    assert newest(staff).received_at == MONDAY - timedelta(hours=1, minutes=45)


@pytest.mark.parametrize(
    ("came", "said"),
    [
        ({"way": ""}, "Välj ett svar på frågan ”Hur kom anmälan in?”"),
        ({"way": "pigeon"}, "Välj ett av alternativen"),
        ({"clock": "10.01"}, "Skriv ett klockslag från 00.00 till 10.00"),
        ({"day": "2026-09-08", "clock": "08.00"}, "Skriv ett datum som har varit"),
        ({"day": "2026-09-03"}, "Skriv ungefär vilken tid anmälan kom in"),
    ],
)
def test_what_can_not_be_is_told_and_what_was_typed_stays(staff: Staff, came: dict[str, str], said: str) -> None:
    dan = staff.browser("dan")
    page = begun(dan, **came)
    assert (page.status, said in page.text) == (422, True), page.text
    assert dict(page.button("Fortsätt")[0].fields).get("_clock") == came.get("clock", "")


def test_the_check_says_who_registers_and_how_it_came_in(staff: Staff) -> None:
    dan = staff.browser("dan")
    page = filled(dan, begun(dan, way="talk", clock="08.15"))
    for words in ("Registreras av Dan", "I ett samtal", "08.15", "Du får inte läsa anmälan efteråt"):
        assert words in page.text
    page = dan.press(dan.get(page.link("Ändra Hur kom anmälan in?")), "Fortsätt", _way="mail")
    assert ("Med brev eller mejl" in page.text, "En vajer har gått av." in page.text) == (True, True)


def test_nothing_is_sent_before_it_is_said_how_it_came_in(staff: Staff) -> None:
    dan = staff.browser("dan")
    sent = {"_asked": "place what who urgent", "_version": "1", "place": "north", "what": "En vajer har gått av.", "who": "worker"}
    page = dan.press(dan.post("register/faults/p/where", sent), "Fortsätt", **{"hurt.0.name": "Kim", "hurt.0.age": "young"})
    assert (urlsplit(page.url).path, staff.site.all(tables.Submission)) == ("/acme/register/faults/", [])
    page = dan.press(page, "Fortsätt", _way="phone")
    assert "En vajer har gått av." in page.text


def test_the_receipt_has_what_the_reporter_needs_and_is_shown_once(staff: Staff) -> None:
    dan = staff.browser("dan")
    page = registered(dan)
    reference = f"{newest(staff).reference[:4]}-{newest(staff).reference[4:]}"
    for words in (reference, "Den hemliga koden", "https://acme.example/acme/status", "Den visas bara en gång"):
        assert words in page.text
    assert "<svg" in page.html
    again = dan.get("register/faults/receipt")
    assert (again.url, reference in again.text) == ("/acme/register/faults/", False)
    assert DRAFT not in {cookie.key for cookie in dan.client._cookies.values()}


def test_the_code_opens_the_dialogue(staff: Staff) -> None:
    page = registered(staff.browser("dan"))
    code = page.html.split('mv-handed__code mv-ref">')[2].split("<")[0]
    reporter = visitor(staff.site)
    reporter.open("/acme/status")
    assert "Din anmälan" in reporter.press("Visa", {"reference": code}).text


@pytest.mark.parametrize("address", ["submissions/{submission}", "cases/{case}", "cases/"])
def test_having_registered_lets_nobody_read(staff: Staff, address: str) -> None:
    dan = staff.browser("dan")
    registered(dan)
    row = newest(staff)
    (case,) = staff.site.cases(row.id)
    page = dan.get(address.format(submission=row.id, case=case.id))
    assert (page.status == 404) or case.number not in page.text


def test_a_draft_is_of_the_person_who_fills_it_in(staff: Staff) -> None:
    dan, cy = staff.browser("dan"), staff.browser("cy")
    page = begun(dan)
    dan.press(page, "Fortsätt", place="north", what="En vajer har gått av.", who="worker")
    token = next(cookie.value for cookie in dan.client._cookies.values() if cookie.key == DRAFT)
    cy.client.set_cookie(DRAFT, token, domain="acme.example", secure=True, path="/")
    assert cy.get("register/faults/p/where").status == 410
    public = public_app(staff.site).test_client()
    public.set_cookie("draft.acme.faults", token, domain="localhost", path="/acme/faults/")
    assert public.get("/acme/faults/p/where").status_code == 410
    assert "En vajer har gått av." in dan.get("register/faults/p/where").html


def test_whoever_registers_gets_no_mail_of_it(staff: Staff) -> None:
    registered(staff.browser("ada"))
    recipients = staff.site.deliver().recipients()
    assert ("ada@acme.example" in recipients, "bo@acme.example" in recipients) == (False, True)


def test_the_case_says_who_registered_it_and_how(staff: Staff) -> None:
    registered(staff.browser("dan"))
    (case,) = staff.site.cases(newest(staff).id)
    page = staff.browser("ada").get(f"cases/{case.id}")
    assert page.text.count("Registrerad av Dan (telefon)") == 2


def test_a_waiting_report_says_who_registered_it_and_when_it_came_in(staff: Staff) -> None:
    registered(staff.browser("dan"), "register/by-hand/", way="paper", day="2026-09-03", clock="14.30")
    page = staff.browser("ada").get(f"submissions/{newest(staff).id}")
    for words in ("Registrerad av Dan (papper)", "Anmälan registrerad av Dan", "Kom in torsdag 3 september 14.30 (papper)"):
        assert words in page.text


NEWER = FAULTS.replace("label: Vad hände?", "label: Vad var det som hände?")


def test_an_old_paper_is_typed_in_with_its_own_version(staff: Staff) -> None:
    staff.site.publish(NEWER)
    dan = staff.browser("dan")
    page = begun(dan, version="1", way="paper")
    assert ("Vad hände?" in page.text, "Vad var det" in page.text) == (True, False)
    dan.press(filled(dan, page), "Skicka anmälan")
    (case,) = staff.site.cases(newest(staff).id)
    assert (newest(staff).version, case.version, {fact.version for fact in staff.site.all(tables.Fact)}) == (1, 1, {1})


def test_the_version_in_use_is_meant_unless_another_one_is_chosen(staff: Staff) -> None:
    staff.site.publish(NEWER)
    registered(staff.browser("dan"))
    assert newest(staff).version == 2


@pytest.mark.parametrize("version", ["3", "0", "-1", "x"])
def test_only_published_versions_can_be_typed_in(staff: Staff, version: str) -> None:
    staff.site.publish(NEWER)
    registered(staff.browser("dan"), version=version)
    assert newest(staff).version == 2


def test_another_version_begins_the_form_anew(staff: Staff) -> None:
    staff.site.publish(NEWER)
    dan = staff.browser("dan")
    filled(dan, begun(dan))
    page = begun(dan, version="1")
    assert ("/p/where" in page.url, "En vajer" in page.html) == (True, False)


def test_a_question_of_the_form_is_never_taken_for_how_it_came_in(staff: Staff) -> None:
    staff.site.publish(FAULTS.replace("what: {", "way: {"))
    page = begun(staff.browser("dan"))
    assert dict(page.button("Fortsätt")[0].fields)["way"] == ""
