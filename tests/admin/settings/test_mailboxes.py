"""The pages of mailboxes and functions: what is lacking is seen, what is typed is kept, and what is changed holds at once."""

from tests.admin.staff import Staff
from tests.site import Site, fault


def test_the_menu_leads_to_the_settings_for_those_alone_who_keep_them(staff: Staff) -> None:
    assert staff.browser("gus").get("").link("Inställningar") == "/acme/settings/"
    assert "Inställningar" not in staff.browser("ada").get("").text


def test_what_is_lacking_stands_first_with_where_it_goes_meanwhile(staff: Staff) -> None:
    staff.site.change(
        ("members: [eve]", "members: []"), ("eve: {name: Eve, email: eve@acme.example}", "new: {name: New, email: n@acme.example}")
    )
    browser = staff.browser("gus")
    assert "Inget saknas" in browser.get("settings/").text
    leave(staff, "lab", "eve")
    assert "The lab Ingen medlem Det som väntar går vidare" in browser.get("settings/").text


def leave(staff: Staff, mailbox: str, person: str) -> None:
    """Someone is taken out of a mailbox on its page."""
    browser = staff.browser("gus")
    browser.press(browser.get(f"settings/mailboxes/{mailbox}/{staff.site.people[person]}/2000-01-01"), "Ta bort nu")


def test_a_function_that_nobody_holds_is_said_with_its_place_and_who_gets_it_instead(staff: Staff) -> None:
    staff.site.publish(
        staff.site.scene()
        .template.source.replace("keeper: {label: Skötare", "keeper: {label: Skötare")
        .replace(
            "owner: {label: Ägare, held_by: organisation}",
            "owner: {label: Ägare, held_by: organisation}\n  tester: {label: Provare, backup: owner}",
        )
    )
    page = staff.browser("gus").get("settings/")
    assert "Provare, North works Ingen håller den Går till Ägare, Acme" in page.text
    assert "Saknas på 2 platser" in staff.browser("gus").get("settings/functions").text


def test_someone_who_is_put_into_a_mailbox_sees_its_cases_at_once(staff: Staff) -> None:
    staff.site.case()
    browser = staff.browser("gus")
    dan = str(staff.site.people["dan"])
    done = browser.press(browser.get("settings/mailboxes/north"), "Lägg till", **{"member-person": dan})
    assert "Tillagt. Det gäller nu." in done.text
    assert "Felanmälan" in staff.browser("dan").get("").text


def test_what_waits_goes_on_the_moment_the_last_one_is_taken_out(staff: Staff) -> None:
    case = staff.site.case()
    leave(staff, "north", "ada")
    assert staff.site.runs(case) == {"verdict": "keeper@north"}
    page = staff.browser("gus").get(f"settings/mailboxes/north/{staff.site.people['bo']}/2000-01-01")
    assert "Personen är ensam i brevlådan" in page.text
    leave(staff, "north", "bo")
    assert staff.site.runs(case) == {"verdict": "chief@region"}


def test_what_was_typed_is_kept_when_something_is_wrong(staff: Staff) -> None:
    browser = staff.browser("gus")
    page = browser.press(browser.get("settings/mailboxes"), "Lägg till brevlådan", **{"add-name": "Den nya", "add-email": "ingen adress"})
    assert page.status == 422
    assert 'value="Den nya"' in page.html
    assert 'value="ingen adress"' in page.html
    assert "Skriv e-postadressen så här" in page.text


def test_the_second_of_two_sees_what_the_first_did_and_keeps_what_was_typed(staff: Staff) -> None:
    first, second = staff.browser("gus"), staff.browser("gus")
    ahead, behind = first.get("settings/mailboxes/north"), second.get("settings/mailboxes/north")
    first.press(ahead, "Lägg till", **{"member-person": str(staff.site.people["dan"])})
    page = second.press(behind, "Spara", **{"about-name": "Another name"})
    assert page.status == 409
    assert "Någon annan har ändrat" in page.text
    assert "Dan" in page.text
    assert 'value="Another name"' in page.html
    assert "Sparat" in second.press(page, "Spara").text
    assert "Another name" in second.get("settings/mailboxes").text


def test_a_function_moves_on_its_page_and_the_case_follows(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("gus")
    browser.press(browser.get("settings/functions/keeper"), "Spara", **{"hold-place": "north", "hold-mailbox": "south"})
    assert staff.site.again(case).mailbox == "south"
    assert "Väntar nu i South box" in staff.browser("cy").get(f"cases/{case.id}").text


def test_a_function_stays_as_long_as_something_waits_for_it(staff: Staff) -> None:
    staff.site.case(fault())
    browser = staff.browser("gus")
    page = browser.press(browser.get("settings/functions/keeper"), "Spara", **{"hold-place": "north", "hold-mailbox": "-"})
    assert page.status == 422
    assert "Välj vilken brevlåda som tar över" in page.text


def test_a_substitute_has_a_last_day_that_can_be_changed(staff: Staff) -> None:
    browser, dan = staff.browser("gus"), str(staff.site.people["dan"])
    typed = {"member-person": dan, "member-from": "2026-09-07", "member-until": "2026-09-10", "member-substitute": "on"}
    page = browser.press(browser.get("settings/mailboxes/north"), "Lägg till", **typed)
    assert "Vikarie nu" in page.text
    page = browser.press(browser.get(f"settings/mailboxes/north/{dan}/2026-09-07"), "Spara", **{"term-until": "2026-09-01"})
    assert "Den sista dagen måste komma efter den första" in page.text


def test_what_is_not_there_is_not_there(site: Site, staff: Staff) -> None:
    browser = staff.browser("gus")
    for path in (
        "mailboxes/moon",
        "functions/moon",
        f"mailboxes/north/{site.people['gus']}/2000-01-01",
        f"mailboxes/north/{site.people['ada']}/x",
    ):
        assert browser.get(f"settings/{path}").status == 404
