"""Signing in and out: what is alike for everybody who fails, how long a session lives, and what a link can lead to."""

from datetime import timedelta
from functools import cache

import pytest

from engine.actions.sign_in import hash_password, use_password_hash
from engine.store import tables
from tests.admin.staff import BASE, Browser, Page, Staff, query

PASSWORD = "en lång mening som ingen gissar"


@cache
def hashed() -> str:
    """The password as it is stored; a hash takes long, as it must, and is made once for all these tests."""
    return hash_password(PASSWORD)


@pytest.fixture
def staff(staff: Staff) -> Staff:
    """Ada can sign in."""
    staff.site.write(lambda session: use_password_hash(session, "acme", staff.site.people["ada"], hashed()))
    return staff


def enter(browser: Browser, email: str = "ada@acme.example", password: str = PASSWORD, wanted: str = "") -> Page:
    """Fills in the page and presses its button."""
    page = browser.get("sign-in" + (f"?next={wanted}" if wanted else ""))
    return browser.press(page, "Logga in", email=email, password=password, follow=False)


def test_a_stranger_is_led_to_sign_in_and_then_to_what_was_asked_for(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.stranger()
    asked = browser.get(f"cases/{case.id}", follow=False)
    assert query(asked.response.headers["Location"])["next"] == f"/acme/cases/{case.id}"
    page = browser.press(browser.get(f"cases/{case.id}"), "Logga in", email="ada@acme.example", password=PASSWORD)
    assert (page.status, page.url) == (200, f"/acme/cases/{case.id}")


def test_the_address_is_taken_in_any_case_and_with_blanks_around(staff: Staff) -> None:
    assert enter(staff.stranger(), email=" ADA@acme.example ").status == 303


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(staff: Staff) -> None:
    wrong = enter(staff.stranger(), password="fel")
    unknown = enter(staff.stranger(), email="ada@acme.exampl3", password="fel")
    nobody = enter(staff.stranger(), email="cy@acme.example", password="fel")
    assert wrong.status == unknown.status == nobody.status == 422
    assert "stämmer inte" in wrong.text
    assert wrong.text == unknown.text == nobody.text


def test_the_password_is_never_sent_back(staff: Staff) -> None:
    page = enter(staff.stranger(), password="fel hemlighet")
    assert "fel hemlighet" not in page.html
    assert 'value="ada@acme.example"' in page.html


@pytest.mark.parametrize(("email", "password", "said"), [("", "x", "Skriv din e-postadress"), ("a@b.se", "", "Skriv ditt lösenord")])
def test_what_is_missing_is_said_at_its_field(staff: Staff, email: str, password: str, said: str) -> None:
    page = enter(staff.stranger(), email=email, password=password)
    assert page.status == 422
    assert page.text.count(said) == 2
    assert "Fel: Logga in" in page.text


def test_too_many_tries_have_to_wait_and_then_the_right_password_is_taken(staff: Staff) -> None:
    browser = staff.stranger()
    for _ in range(10):
        assert enter(browser, password="fel").status == 422
    refused = enter(browser)
    assert (refused.status, refused.response.headers["Retry-After"]) == (429, "600")
    staff.site.clock.move(minutes=11)
    assert enter(browser).status == 303


def test_one_address_that_has_to_wait_does_not_stop_another(staff: Staff) -> None:
    browser = staff.stranger()
    for _ in range(11):
        enter(browser, email="bo@acme.example", password="fel")
    assert enter(browser, email="bo@acme.example").status == 429
    assert enter(browser).status == 303


def test_a_session_has_a_new_name_each_time_and_the_old_one_ends(staff: Staff) -> None:
    browser = staff.stranger()
    enter(browser)
    first = browser.client.get_cookie("__Host-session-acme", domain="acme.example")
    old = staff.stranger()
    old.client.set_cookie("__Host-session-acme", first.value, domain="acme.example", secure=True)
    assert old.get("").status == 200
    browser.press(browser.get(""), "Logga ut")
    enter(browser)
    assert browser.client.get_cookie("__Host-session-acme", domain="acme.example").value != first.value
    assert old.get("", follow=False).status == 303


def test_a_session_that_someone_planted_is_not_taken_over(staff: Staff) -> None:
    browser = staff.stranger()
    browser.client.set_cookie("__Host-session-acme", "planted", domain="acme.example", secure=True)
    enter(browser)
    assert browser.client.get_cookie("__Host-session-acme", domain="acme.example").value != "planted"


def test_the_cookie_is_for_this_host_alone_and_for_no_script(staff: Staff) -> None:
    cookie = enter(staff.stranger()).response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session-acme=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_only_the_hash_of_a_session_is_stored(staff: Staff) -> None:
    browser = staff.stranger()
    enter(browser)
    token = browser.client.get_cookie("__Host-session-acme", domain="acme.example").value
    (row,) = staff.site.all(tables.SignIn)
    assert token.encode() not in row.id


def test_a_session_ends_after_half_an_hour_without_a_sign_of_life(staff: Staff) -> None:
    browser = staff.browser("ada")
    for _ in range(4):
        staff.site.clock.move(minutes=29)
        assert browser.get("", follow=False).status == 200
    staff.site.clock.move(minutes=30)
    assert browser.get("", follow=False).status == 303


def test_a_session_ends_after_ten_hours_whatever_it_does(staff: Staff) -> None:
    browser, opened = staff.browser("ada"), staff.site.clock()
    while staff.site.clock() < opened + timedelta(hours=9, minutes=50):
        assert browser.get("", follow=False).status == 200
        staff.site.clock.move(minutes=25)
    staff.site.clock.now = opened + timedelta(hours=10)
    assert browser.get("", follow=False).status == 303


def test_a_closed_account_is_out_at_its_next_page(staff: Staff) -> None:
    browser = staff.browser("ada")
    assert browser.get("").status == 200

    def close(session: object) -> None:
        session.get(tables.Person, ("acme", staff.site.people["ada"])).disabled_at = staff.site.clock()  # type: ignore[attr-defined]

    staff.site.write(close)
    assert browser.get("", follow=False).status == 303
    assert enter(staff.stranger()).status == 422


def test_signing_out_ends_the_session_and_what_the_browser_has_kept(staff: Staff) -> None:
    browser = staff.browser("ada")
    token = browser.client.get_cookie("__Host-session-acme", domain="acme.example").value
    page = browser.press(browser.get(""), "Logga ut", follow=False)
    assert page.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    browser.client.set_cookie("__Host-session-acme", token, domain="acme.example", secure=True)
    assert browser.get("", follow=False).status == 303


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "/acme/\\evil.example",
        "/acme//evil.example",
        "/other/",
        "/acme/../other/",
        "javascript:alert(1)",
        "/acme/%0d%0aSet-Cookie:x=1",
        BASE + "/acme/",
        "/acme/?x=https://evil.example",
    ],
)
def test_a_link_leads_nowhere_but_to_a_page_of_ones_own(staff: Staff, wanted: str) -> None:
    page = enter(staff.stranger(), wanted=wanted)
    assert page.status == 303
    assert page.response.headers["Location"] == "/acme/"


def test_whoever_is_signed_in_already_is_led_on(staff: Staff) -> None:
    assert staff.browser("ada").get("sign-in", follow=False).response.headers["Location"] == "/acme/"


def test_every_answer_says_that_it_must_not_be_kept(staff: Staff) -> None:
    for page in (staff.stranger().get("sign-in"), staff.browser("ada").get(""), staff.browser("ada").get("nowhere")):
        assert page.response.headers["Cache-Control"] == "no-store"


def test_a_form_without_its_token_is_refused_and_changes_nothing(staff: Staff) -> None:
    before = staff.site.count()
    response = staff.stranger().client.post("/acme/sign-in", data={"email": "ada@acme.example", "password": PASSWORD}, base_url=BASE)
    assert response.status_code == 400
    assert staff.site.count() == before


def test_an_organisation_that_is_not_there_has_no_page(staff: Staff) -> None:
    assert staff.stranger().get("/nowhere/sign-in").status == 404
