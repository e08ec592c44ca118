"""What was answered stays on the pages that ask for it: in no address, title, log, cookie or header, and readable in no table."""

import logging

import pytest

from engine.store import tables
from tests.forms.leaks import TOKEN, at_check, at_first, at_seen, leaks
from tests.forms.visitor import Visitor, public_app
from tests.site import Site

MARKED = {"place": "north", "what": "water", "since": "2026-09-07", "mail": "markedmail@acme.example"}


def marked(site: Site) -> Visitor:
    """A visitor who has written words that can be looked for."""
    someone = at_first(site)
    someone.press("Fortsätt", MARKED)
    someone.press("Fortsätt", {"people.0.called": "Markedname", "more": "Markedtext"})
    return someone


def test_no_answer_is_in_an_address_a_title_a_header_or_a_cookie(site: Site) -> None:
    someone = marked(site)
    seen = ""
    for path in ("p/where", "p/seen", "check"):
        answer = someone.client.get(f"{someone.base}/{path}")
        seen += f"{answer.headers} {someone.open(path).title} {someone.url}"
    assert "arked" not in seen + str(someone.cookies())


def test_no_answer_can_be_read_in_the_store(site: Site) -> None:
    marked(site).press("Skicka anmälan")
    owned = [mapper.class_ for mapper in tables.Base.registry.mappers if issubclass(mapper.class_, tables.OrganisationOwned)]
    stored = [vars(row) for table in owned for row in site.all(table)]
    assert len(stored) > 20
    assert "arked" not in repr(stored)


def test_nothing_is_logged_of_a_request_that_breaks(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    someone = marked(site)
    app = someone.client.application
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["forms.check"] = lambda org, template: {}["markedname"]
    with caplog.at_level(logging.DEBUG):
        assert someone.open("check").status == 500
    assert "arked" not in caplog.text


@pytest.mark.parametrize("path", ["", "p/where", "/acme/", "/acme/status", "/acme/continue", "/acme/contact"])
def test_no_page_is_kept_by_a_browser_or_lets_anything_foreign_in(site: Site, path: str) -> None:
    someone = leaks(site)
    answer = someone.client.get(path if path.startswith("/") else f"{someone.base}/{path}")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "noindex" in answer.get_data(as_text=True)


def test_the_draft_s_cookie_is_for_this_form_and_no_script(site: Site) -> None:
    cookie = next(cookie for cookie in at_seen(site).client._cookies.values() if cookie.key == TOKEN)
    assert (cookie.path, cookie.http_only, cookie.same_site, cookie.secure) == ("/acme/leaks/", True, "Lax", False)


def test_with_https_the_draft_s_cookie_can_only_come_from_here(site: Site) -> None:
    someone = leaks(site)
    someone.client = public_app(site, MALLVERK_BASE_URL="https://acme.example").test_client()
    https = {"base_url": "https://acme.example"}
    form = next(iter(opened(someone, https)))
    answer = someone.client.post(form.action, data={**dict(form.values), **MARKED}, **https)
    (cookie,) = [line for line in answer.headers.getlist("Set-Cookie") if "draft" in line]
    assert cookie.startswith("__Host-draft.acme.leaks=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "Path=/;", "SameSite=Lax"))


def opened(someone: Visitor, https: dict[str, str]) -> list:  # type: ignore[type-arg]
    """The forms of the first page, over https."""
    return type(someone.page)(200, someone.client.get("/acme/leaks/p/where", **https).get_data(as_text=True)).forms


def test_only_a_reporter_s_own_particulars_are_filled_in_by_the_browser(site: Site) -> None:
    html = at_seen(site).page.html
    assert html.count('autocomplete="off"') == html.count('name="people.0.called"') + html.count('name="more"')
    assert 'autocomplete="email"' in at_check(site).open("p/where").html
