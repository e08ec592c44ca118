"""A form inside another site's page, in a browser that refuses third parties' cookies: it works there, and in no site that is not named."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import waitress
from playwright.sync_api import Browser, Page, expect

from engine.store import tables
from engine.store.database import Database
from tests.browser.conftest import PATIENCE, Pages, free_port
from tests.forms.framing import UNNAMED
from tests.forms.leaks import LEAKS
from tests.forms.visitor import public_app
from tests.site import KEYRING, ORGANISATION, Site

NO_THIRD_PARTY = {
    "enableThirdPartyCookieRestriction": True,
    "disableThirdPartyCookieMetadata": True,
    "disableThirdPartyCookieHeuristics": True,
}


SHOW = """address => new Promise(done => {
    const frame = document.querySelector("iframe");
    frame.onload = done;
    frame.src = address;
})"""
"""Shows another address in the frame."""


@contextmanager
def serving(html: str) -> Iterator[str]:
    """Another site, all of whose pages are this one: its address, whose host is not the form's."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("localhost", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


class World:
    """The form at 127.0.0.1, and two sites at localhost that frame it, of which one is named."""

    def __init__(self, site: Site, form: str, named: str, other: str) -> None:
        self.site, self.form, self.named, self.other = site, form, named, other


@pytest.fixture
def world(sqlite_prepared: Path, sqlite_path: Path) -> Iterator[World]:
    """All of them, running."""
    sqlite_path.write_bytes(sqlite_prepared.read_bytes())
    database = Database.open(f"sqlite:///{sqlite_path}", journal_key=KEYRING.journal_key)
    form = f"http://127.0.0.1:{free_port()}"
    frame = f'<iframe src="{form}/embed/acme/leaks/" title="Läckage" width="100%" height="900"></iframe>'
    html = f"<!DOCTYPE html><title>Acme</title><h1>Acme</h1>{frame}"
    with serving(html) as named, serving(html) as other:
        organisation = ORGANISATION.replace(UNNAMED, f"{UNNAMED[:-1]}, framed_by: ['{named}']}}")
        site = Site.over(database, organisation, [LEAKS])
        server = waitress.create_server(public_app(site, MALLVERK_BASE_URL=form), host="127.0.0.1", port=int(form.rpartition(":")[2]))
        thread = threading.Thread(target=server.run)
        thread.start()
        yield World(site, form, named, other)
        server.close()
        thread.join()
    database.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page as ordinary visitors do: with our policy in force, and without third parties' cookies."""
    contexts = []

    def opened(*, javascript: bool) -> Page:
        context = browser.new_context(java_script_enabled=javascript, locale="sv-SE", viewport={"width": 360, "height": 740})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        context.new_cdp_session(page).send("Network.setCookieControls", NO_THIRD_PARTY)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("javascript", [False, True])
def test_a_report_is_made_inside_another_sites_page(world: World, visit: Callable[..., Page], javascript: bool) -> None:
    page = visit(javascript=javascript)
    page.goto(world.named)
    form = page.frame_locator("iframe")
    form.get_by_role("button", name="Börja anmälan").click()
    form.get_by_label("North works").check()
    form.get_by_label("Vatten").check()
    form.get_by_label("I dag", exact=True).check()
    form.get_by_role("button", name="Fortsätt").last.click()
    form.get_by_label("Namn").fill("Kim")
    form.get_by_role("button", name="Fortsätt").last.click()
    form.get_by_role("button", name="Ändra Vad läcker?").click()
    form.get_by_label("Olja").check()
    form.get_by_role("button", name="Fortsätt").last.click()
    expect(form.get_by_text("Olja")).to_be_visible()
    form.get_by_role("button", name="Skicka anmälan").click()
    expect(form.get_by_role("heading", name="Tack, anmälan är mottagen")).to_be_visible()
    assert len(world.site.all(tables.Submission)) == 1
    assert page.context.cookies() == []
    assert page.url == f"{world.named}/"


def test_a_site_that_is_not_named_can_not_show_it(world: World, visit: Callable[..., Page]) -> None:
    page = visit(javascript=True)
    page.goto(world.other)
    expect(page.get_by_role("heading", name="Acme")).to_be_visible()
    frame = page.frames[1]
    assert frame.url.startswith("chrome-error:")
    assert "Börja anmälan" not in frame.content()


def test_the_ordinary_address_of_the_form_can_not_be_shown_even_by_a_named_site(world: World, visit: Callable[..., Page]) -> None:
    page = visit(javascript=True)
    page.goto(world.named)
    page.evaluate(SHOW, f"{world.form}/acme/leaks/")
    assert page.frames[1].url.startswith("chrome-error:")


def test_axe_finds_nothing_on_the_pages_inside(world: World, open_page: Pages, axe: Callable[[Page], list[str]]) -> None:
    page = open_page()
    page.goto(f"{world.form}/embed/acme/leaks/")
    found = axe(page)
    page.get_by_role("button", name="Börja anmälan").click()
    expect(page.get_by_role("heading", name="Var läcker det?")).to_be_visible()
    assert found + axe(page) == []
