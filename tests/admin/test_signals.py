"""Signals on pages: who knows of one, what it says, and who puts it away."""

from datetime import timedelta

import pytest

from admin.reports import SIGNALS
from engine.actions.interpret import LONGEST
from engine.actions.shut_out import shut_out
from engine.ids import new_id
from engine.store import tables
from engine.store.database import Database
from tests.admin.counted_site import count, counted_site
from tests.admin.staff import Page, Staff
from tests.mailed_site import ORGANISATION
from tests.watched_site import LAST, TEMPLATE, WEEK, risen, watch, watched_site

ABOUT = "Kök, North works, vecka 47 2026 (16–22 november 2026)"
LISTED = "Samma rum igen Kök, North works vecka 47 2026 (16–22 november 2026)"
TEXT = "Vi har pratat med hyresgästerna.\nEn ny pump är beställd."


@pytest.fixture
def staff(database: Database) -> Staff:
    """A site where there was far more than usual in the kitchens of North."""
    staff = Staff.of(watched_site(database))
    risen(staff.site)
    watch(staff.site)
    return staff


def path(staff: Staff, signal: str = "rooms") -> str:
    """The address of the page of a signal that was raised."""
    (row,) = staff.site.all(tables.RaisedSignal, signal=signal)
    return f"signals/{row.id}"


def settled(staff: Staff, person: str = "ada", text: str = TEXT) -> Page:
    """Someone puts the signal of the rooms away."""
    browser = staff.browser(person)
    return browser.press(browser.get(path(staff)), "Lägg undan", done=text)


def test_open_signals_stand_above_the_reports(staff: Staff) -> None:
    page = staff.browser("hal").get("reports")
    assert page.text.index("Värt att titta på") < page.text.index("Samma rum igen") < page.text.index(f": {ABOUT}")
    assert page.link("Samma rum igen") == f"/acme/{path(staff)}"


@pytest.mark.parametrize("person", ["hal", "gus", "ada", "ivy", "jo", "kai"])
def test_who_may_see_the_numbers_of_the_unit_knows_of_it(staff: Staff, person: str) -> None:
    browser = staff.browser(person)
    assert ABOUT in browser.get("reports").text
    assert LISTED in browser.get("signals").text
    assert browser.get(path(staff)).status == 200


@pytest.mark.parametrize("person", ["bo", "cy", "fay"])
def test_who_may_see_no_numbers_knows_of_nothing(staff: Staff, person: str) -> None:
    for page in ("reports", "signals", path(staff)):
        assert staff.browser(person).get(page).status == 404


def test_who_may_see_the_numbers_of_another_unit_knows_of_nothing(database: Database) -> None:
    south = ORGANISATION.replace(
        "bo: {name: Bo, email: bo@acme.example}", "bo: {name: Bo, email: b@a.example, grants: [{right: read_reports, unit: south}]}"
    )
    staff = Staff.of(watched_site(database, organisation=south))
    risen(staff.site)
    watch(staff.site)
    browser = staff.browser("bo")
    assert "Inga signaler väntar." in browser.get("reports").text
    assert "Kök" not in browser.get("signals").text
    assert browser.get(path(staff)).status == 404
    assert browser.post(path(staff), {"done": TEXT}).status == 404


def test_of_a_small_number_only_who_may_read_the_cases_knows(database: Database) -> None:
    staff = Staff.of(watched_site(database))
    risen(staff.site, 4, unit="south")
    watch(staff.site)
    for person, status in (("gus", 200), ("kai", 404), ("ivy", 404), ("jo", 404)):
        assert staff.browser(person).get(path(staff)).status == status, person
        assert ("Kök, South works" in staff.browser(person).get("reports").text) == (status == 200), person


def test_only_who_may_read_the_cases_is_told_how_many(staff: Staff) -> None:
    said = "Det var 7. Vanligt är ungefär 0,5."
    assert said in staff.browser("hal").get(path(staff)).text
    for person in ("ada", "jo", "ivy"):
        assert "Det var 7" not in staff.browser(person).get(path(staff)).text


def test_who_is_shut_out_of_a_case_is_not_told_how_many(staff: Staff) -> None:
    site = staff.site
    case = site.cases(site.report({"area": "north", "room": "kitchen"}, token=b"t").submission)[0]
    scene, actor = site.scene(), site.actor("ada")
    site.write(lambda session: shut_out(session, scene, case.id, [site.people["hal"]], actor))
    page = staff.browser("hal").get(path(staff))
    assert page.status == 200
    assert "Det var 7" not in page.text


def test_the_way_to_the_numbers_leads_to_what_the_visitor_may_see(staff: Staff) -> None:
    hal, jo = staff.browser("hal"), staff.browser("jo")
    way = hal.get(path(staff)).link("Se siffrorna i rapporten")
    assert way == "/acme/reports/faults/rooms?unit=north&period=2026-11-16--2026-11-22&room=kitchen"
    assert "7 anmälningar" in hal.get(way).text
    assert jo.get(path(staff)).link("Se siffrorna i rapporten") == "/acme/reports/faults/rooms?unit=north&room=kitchen"


def test_a_signal_of_everything_leads_to_the_report_over_time(staff: Staff) -> None:
    way = staff.browser("hal").get(path(staff, "all")).link("Se siffrorna i rapporten")
    assert way == "/acme/reports/faults/trend?unit=north&period=2026-11-16--2026-11-22"


def test_what_was_done_is_kept_and_signed(staff: Staff) -> None:
    page = settled(staff)
    assert f'<p class="mv-text">{TEXT}</p>' in page.html
    assert "Ada, i dag 10.42" in page.text
    assert "Lägg undan signalen" not in page.text
    assert "Samma rum igen" not in staff.browser("hal").get("reports").text
    listed = staff.browser("hal").get("signals").text
    assert listed.index("Undanlagda") < listed.index(LISTED)


def test_who_neither_was_told_nor_may_read_the_cases_does_not_put_it_away(staff: Staff) -> None:
    for person in ("jo", "ivy"):
        browser = staff.browser(person)
        assert "Lägg undan" not in browser.get(path(staff)).text
        assert browser.post(path(staff), {"done": TEXT}).status == 404
    assert staff.site.all(tables.RaisedSignal, signal="rooms")[0].settled_at is None


def test_what_was_done_is_read_by_those_who_might_have_written_it(staff: Staff) -> None:
    settled(staff)
    for person in ("hal", "gus", "kai", "ada"):
        assert "En ny pump" in staff.browser(person).get(path(staff)).text
    for person in ("jo", "ivy"):
        page = staff.browser(person).get(path(staff)).text
        assert "En ny pump" not in page
        assert "Ada, i dag 10.42" in page


def test_without_a_text_nothing_is_put_away(staff: Staff) -> None:
    assert "Skriv vad ni har gjort" in settled(staff, text="  ").text
    assert staff.site.all(tables.RaisedSignal, signal="rooms")[0].settled_at is None


def test_a_text_that_is_too_long_is_asked_for_again(staff: Staff) -> None:
    page = settled(staff, text="å" * (LONGEST + 1))
    assert f"Skriv högst {LONGEST} tecken" in page.text
    assert "å" * (LONGEST + 1) in page.html


def test_who_was_slower_is_told_so_and_sees_what_was_done(staff: Staff) -> None:
    slow = staff.browser("hal")
    form = slow.get(path(staff))
    settled(staff)
    page = slow.press(form, "Lägg undan", done="Min text")
    assert "Någon annan har redan lagt undan signalen." in page.text
    assert "En ny pump" in page.text


def test_what_is_written_is_never_markup_and_stands_sealed(staff: Staff) -> None:
    assert "<b>" not in settled(staff, text="<b>fet</b>").html
    (row,) = staff.site.all(tables.RaisedSignal, signal="rooms")
    assert b"fet" not in (row.sealed or b"")


def test_a_signal_that_its_template_has_no_more_is_not_shown(staff: Staff) -> None:
    staff.site.publish(TEMPLATE.replace("  all: {title: Fler fel", "  every: {title: Fler fel"))
    assert "Fler fel" not in staff.browser("gus").get("reports").text
    assert staff.browser("gus").get(path(staff, "all")).status == 404


def test_while_nothing_is_raised_the_way_to_what_was_stays(database: Database) -> None:
    staff = Staff.of(watched_site(database))
    count(staff.site, 2)
    watch(staff.site)
    page = staff.browser("gus").get("reports")
    assert "Inga signaler väntar." in page.text
    assert page.link("Alla signaler") == "/acme/signals"


def test_where_nothing_is_watched_nothing_is_said_of_signals(database: Database) -> None:
    page = Staff.of(counted_site(database)).browser("gus").get("reports")
    assert "Värt att titta på" not in page.text
    assert "Alla signaler" not in page.text


def test_above_the_reports_no_more_than_the_latest_are_named(database: Database) -> None:
    staff = Staff.of(watched_site(database))
    site, (first, last) = staff.site, (LAST, LAST + timedelta(days=6))
    rows = [
        tables.RaisedSignal(
            org=site.org,
            id=new_id(),
            template="faults",
            signal="all",
            unit="north",
            value="",
            first=first - number * WEEK,
            last=last - number * WEEK,
            how="sudden",
            count=9,
            usual=1.0,
            mailboxes=[],
            raised_at=site.clock(),
        )
        for number in range(SIGNALS + 2)
    ]
    site.write(lambda session: session.add_all(rows))
    assert staff.browser("gus").get("reports").text.count(": North works, vecka") == SIGNALS
    assert staff.browser("gus").get("signals").text.count("North works") == SIGNALS + 2


def test_a_signal_that_goes_by_another_answer_by_now_is_shown_as_it_can_be(staff: Staff) -> None:
    staff.site.publish(TEMPLATE.replace("by: room, calendar", "by: kinds, calendar"))
    page = staff.browser("gus").get(path(staff))
    assert page.status == 200
    assert "kitchen, North works" in page.text
