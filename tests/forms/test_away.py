"""Hiding the screen shows a page that says nothing of a report, and the browser forgets what it had; another site can not do that."""

import pytest

from tests.forms.leaks import TOKEN, at_receipt, at_seen, code
from tests.forms.test_dialogue import at_dialogue
from tests.forms.visitor import public_app, visitor
from tests.site import Site


def test_the_page_shows_the_day_and_names_nobody(site: Site) -> None:
    someone = at_seen(site)
    page = someone.open(someone.page.links["Dölj skärmen"])
    assert (page.title, page.text) == ("Vecka 37", "Vecka 37 Vecka 37 Måndag 7 september 2026")
    assert "Acme" not in page.html
    assert page.links == {}


def test_the_draft_is_not_to_be_found_again(site: Site) -> None:
    someone = at_seen(site)
    assert TOKEN in someone.cookies()
    someone.open("/acme/away")
    assert TOKEN not in someone.cookies()
    assert someone.open("p/seen").value("people.0.called") is None


def test_the_receipt_and_its_code_are_not_to_be_found_again(site: Site) -> None:
    someone = at_receipt(site)
    shown = code(someone)
    someone.open("/acme/away")
    assert shown not in someone.open("receipt").html


def test_the_visit_to_the_dialogue_is_over_on_the_server_too(site: Site) -> None:
    someone = at_dialogue(site)
    token = someone.cookies()["dialogue.acme"]
    # without https this cookie is for the pages of the dialogue alone
    someone.client.set_cookie("dialogue.acme", token, path="/acme")
    someone.open("/acme/away")
    someone.client.set_cookie("dialogue.acme", token, path="/acme/status")
    assert "Meddelanden" not in someone.open("/acme/status/dialogue").text


def test_no_page_of_ours_is_kept(site: Site) -> None:
    answer = visitor(site).client.get("/acme/away")
    assert (answer.headers["Clear-Site-Data"], answer.headers["Cache-Control"]) == ('"cache"', "no-store")


@pytest.mark.parametrize("where", ["cross-site", "same-site"])
def test_another_site_s_link_makes_nobody_forget(site: Site, where: str) -> None:
    someone = at_seen(site)
    someone.open("/acme/away", headers={"Sec-Fetch-Site": where})
    assert TOKEN in someone.cookies()


def test_with_https_only_what_the_browser_has_is_named(site: Site) -> None:
    client = public_app(site, MALLVERK_BASE_URL="https://acme.example").test_client()
    base = {"base_url": "https://acme.example"}
    assert not [line for line in client.get("/acme/away", **base).headers.getlist("Set-Cookie") if "draft" in line]
    client.set_cookie("__Host-draft.acme.faults", "0" * 64, domain="acme.example", secure=True, path="/")
    lines = client.get("/acme/away", **base).headers.getlist("Set-Cookie")
    (line,) = [line for line in lines if line.startswith("__Host-draft.acme.faults=;")]
    assert {"Max-Age=0", "Path=/", "Secure"} <= set(line.split("; "))


def test_what_it_does_not_do_is_said(site: Site) -> None:
    text = visitor(site).open("/acme/personal-data").text
    assert "Länken döljer inte allt. Webbläsarens historik visar fortfarande att du har varit här" in text


def test_a_form_inside_another_page_has_no_such_link(site: Site) -> None:
    assert "Dölj skärmen" not in visitor(site).open("/embed/acme/faults/").text
    assert "Dölj skärmen" in visitor(site).open("/acme/faults/").text
