"""A browser for tests of the signed-in side: it signs people in, reads the forms of a page and presses their buttons as a person would."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

import admin
from admin.guard import session_cookie
from engine.actions.sign_in import open_session
from forms.csrf import FIELD
from tests.forms.bones import Web
from tests.forms.visitor import COMPILED, Files, with_files
from tests.site import Site

BASE = "https://acme.example"
SECRET = b"s" * 32


@dataclass
class Sheet:
    """One form of a page: where it goes, what it would send untouched, and its buttons as (words, name, value); `ways` has
    where a button goes instead, by its words."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    ways: dict[str, str] = field(default_factory=dict)


class _Sheets(HTMLParser):
    """Finds the forms, links and texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.links: list[tuple[str, str]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self._select = ""
        self._pressed: tuple[str, str] | None = None
        self._way = ""
        self._area = ""
        self._link: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form" and at.get("method") == "post":
            self.sheets.append(Sheet(at.get("action", "")))
            self._open.append("form")
        elif tag == "a":
            self._link = at.get("href", "")
            self.links.append((self._link, ""))
        elif self._open:
            self._control(tag, at)

    def _control(self, tag: str, at: Mapping[str, str]) -> None:
        sheet = self.sheets[-1]
        if tag in ("input", "select", "textarea"):
            sheet.names.add(at.get("name", ""))
        if tag == "input" and (at.get("type") not in ("radio", "checkbox", "file") or "checked" in at):
            sheet.fields.append((at["name"], at.get("value", "")))
        elif tag == "textarea":
            self._area = at["name"]
            sheet.fields.append((at["name"], ""))
        elif tag == "select":
            self._select = at["name"]
        elif tag == "option" and "selected" in at:
            sheet.fields.append((self._select, at.get("value", "")))
        elif tag == "button":
            self._pressed = (at.get("name", ""), at.get("value", ""))
            sheet.buttons.append(("", *self._pressed))
            self._way = at.get("formaction", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._open:
            self._open.pop()
        elif tag == "textarea":
            self._area = ""
        elif tag == "button":
            self._pressed = None
            if self._way and self.sheets:
                self.sheets[-1].ways[self.sheets[-1].buttons[-1][0].strip()] = self._way
                self._way = ""
        elif tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._area:
            self.sheets[-1].fields[-1] = (self._area, data.removeprefix("\n"))
        if self._pressed is not None and self.sheets:
            words, name, value = self.sheets[-1].buttons[-1]
            self.sheets[-1].buttons[-1] = (words + data, name, value)
        if self._link is not None:
            self.links[-1] = (self._link, self.links[-1][1] + data)


@dataclass
class Page:
    """What a browser shows."""

    response: TestResponse

    @cached_property
    def found(self) -> _Sheets:
        """Its forms, links and words; many a page is only passed by."""
        found = _Sheets()
        if self.response.mimetype == "text/html":
            found.feed(self.response.get_data(as_text=True))
        return found

    @property
    def status(self) -> int:
        """The answer's status."""
        return self.response.status_code

    @property
    def url(self) -> str:
        """Where the browser ended up."""
        return self.response.request.path

    @property
    def text(self) -> str:
        """The words of the page."""
        return " ".join(" ".join(self.found.words).split())

    @property
    def html(self) -> str:
        """The page as it was sent."""
        return self.response.get_data(as_text=True)

    def button(self, words: str) -> tuple[Sheet, str, str]:
        """The form with this button, and the button's name and value."""
        for sheet in self.found.sheets:
            for said, name, value in sheet.buttons:
                if said.strip() == words:
                    return sheet, name, value
        raise AssertionError(f"no button {words!r} among {[said for sheet in self.found.sheets for said, *_ in sheet.buttons]}")

    def buttons(self) -> list[str]:
        """The words of every button."""
        return [said.strip() for sheet in self.found.sheets for said, *_ in sheet.buttons]

    def link(self, words: str) -> str:
        """The address of the link with these words."""
        for href, said in self.found.links:
            if said.strip() == words:
                return href
        raise AssertionError(f"no link {words!r} among {[said.strip() for _, said in self.found.links]}")


@dataclass
class Browser:
    """Someone's browser."""

    app: Flask
    org: str

    def __post_init__(self) -> None:
        self.client = self.app.test_client()
        self._token = ""

    def get(self, path: str, *, follow: bool = True) -> Page:
        """Opens an address; one that does not begin with / is a page of the organisation."""
        return Page(self.client.get(self._at(path), base_url=BASE, follow_redirects=follow))

    def post(
        self, path: str, data: Mapping[str, Any] | list[tuple[str, str]] | None = None, *, follow: bool = True, files: Files | None = None
    ) -> Page:
        """Sends a form as a page of our own would."""
        pairs = list(data.items()) if isinstance(data, Mapping) else list(data or [])
        sent: dict[str, Any] = {FIELD: self.token()}
        for name, value in pairs:
            sent[name] = [*sent.get(name, []), *(value if isinstance(value, list) else [value])] if name != FIELD else value
        headers = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
        body = (
            with_files({name: [value] if isinstance(value, str) else value for name, value in sent.items()}, files)
            if files
            else {"data": sent}
        )
        return Page(self.client.post(self._at(path), **body, base_url=BASE, headers=headers, follow_redirects=follow))

    def press(self, page: Page, words: str, /, *, follow: bool = True, files: Files | None = None, **typed: Any) -> Page:
        """Fills in the form that has the button, and presses it. A name that the page does not ask for is a fault of the test."""
        sheet, name, value = page.button(words)
        missing = {key for key in (*typed, *(files or ())) if key not in sheet.names}
        assert not missing, f"the page does not ask for {sorted(missing)}, but for {sorted(sheet.names)}"
        self._token = self._token or dict(sheet.fields).get(FIELD, "")
        kept = [(key, content) for key, content in sheet.fields if key not in typed]
        sent = [*kept, *typed.items(), *([(name, value)] if name else [])]
        return self.post(sheet.ways.get(words) or sheet.action or page.url, sent, follow=follow, files=files)

    def token(self) -> str:
        """A token against forgery for this browser."""
        if not self._token:
            sheets = self.get("").found.sheets
            self._token = next(value for sheet in sheets for name, value in sheet.fields if name == FIELD)
        return self._token

    def _at(self, path: str) -> str:
        if path.startswith(BASE):
            parts = urlsplit(path)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
        path = path.removeprefix("/admin")
        return path if path.startswith("/") else f"/{self.org}/{path}"


@dataclass
class Staff:
    """The signed-in side of a site."""

    site: Site
    app: Flask

    @classmethod
    def of(cls, site: Site) -> "Staff":
        """The app over the site's office."""
        app = admin.create_app(site.office, Web(BASE), secret=SECRET)
        app.jinja_env.bytecode_cache = COMPILED
        return cls(site, app)

    def stranger(self) -> Browser:
        """A browser that nobody has signed in with."""
        return Browser(self.app, self.site.org)

    def browser(self, person: str, site: Site | None = None) -> Browser:
        """A browser in which someone has signed in."""
        home, browser = site or self.site, self.stranger()
        now, sealer = self.site.clock(), home.office.sealer
        token = home.write(lambda session: open_session(session, home.org, sealer, home.people[person], now))
        browser.client.set_cookie(session_cookie(self.site.org, https=True), token, domain="acme.example", secure=True, path="/")
        return browser


def query(url: str) -> dict[str, str]:
    """What stands after the question mark."""
    return dict(parse_qsl(urlsplit(url).query))
