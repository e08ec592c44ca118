"""A visitor without scripts: opens pages, fills in what is on them and presses buttons, as a browser would."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

import forms
from engine.config import Settings
from tests.site import Site

Values = Mapping[str, str | Sequence[str]]
Files = Mapping[str, Sequence[tuple[str, bytes]]]
"""Names and contents of files that are chosen in an input."""
MOST_REDIRECTS = 5


@dataclass
class FormOnPage:
    """A form: where it goes, what it holds, and its buttons by what is written on them."""

    action: str
    method: str
    id: str = ""
    values: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """A page as it came: status, title, words, links and forms."""

    def __init__(self, status: int, html: str) -> None:
        super().__init__()
        self.status = status
        self.html = html
        self.title = ""
        self.words: list[str] = []
        self.links: dict[str, str] = {}
        self.forms: list[FormOnPage] = []
        self.ids: list[str] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self._texts: list[str] = []
        self._outside: list[tuple[str, tuple[str, str, str]]] = []
        self.feed(html)
        for id, button in self._outside:
            next(form for form in self.forms if form.id == id).buttons.append(button)

    @property
    def text(self) -> str:
        """All words of the page."""
        return " ".join(" ".join(self.words).split())

    @property
    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        if "error-summary" not in self.ids:
            return []
        summary = self.html.split('id="error-summary"')[1].split("</ul>")[0]
        return [line.split(">")[-1] for line in summary.split("</a>")[:-1]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what can be sent."""
        found = {name: value if value is not None else "" for name, value in attrs}
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "form":
            self.forms.append(FormOnPage(found.get("action", ""), found.get("method", "get"), found.get("id", "")))
        if tag == "input":
            self._input(found)
        if tag == "option" and "selected" in found:
            self.forms[-1].values.append((self._inside("select")["name"], found["value"]))
        if tag not in ("input", "meta", "link", "br"):
            self._open.append((tag, found))
            if tag in ("button", "textarea", "a", "title"):
                self._texts = []

    def handle_endtag(self, tag: str) -> None:
        """Note what a button, a link or a text holds."""
        while self._open:
            name, found = self._open.pop()
            if name == tag:
                break
        said = "".join(self._texts)
        if tag == "button":
            button = " ".join(said.split()), found.get("name", ""), found.get("value", "")
            if "form" in found:
                self._outside.append((found["form"], button))
            else:
                self.forms[-1].buttons.append(button)
        elif tag == "textarea":
            self.forms[-1].values.append((found["name"], said.removeprefix("\n")))
        elif tag == "a":
            self.links[" ".join(said.split())] = found.get("href", "")
        elif tag == "title":
            self.title = said

    def handle_data(self, data: str) -> None:
        """Words, on the page and inside what is open."""
        self._texts.append(data)
        self.words.append(data)

    def _inside(self, tag: str) -> dict[str, str]:
        return next(found for name, found in reversed(self._open) if name == tag)

    def _input(self, found: dict[str, str]) -> None:
        chosen = found.get("type") not in ("radio", "checkbox", "file") or "checked" in found
        if chosen and found.get("name"):
            self.forms[-1].values.append((found["name"], found.get("value", "")))

    def value(self, name: str) -> str | None:
        """What stands in an input, None when it is not on the page or not chosen."""
        return next((value for form in self.forms for known, value in form.values if known == name), None)

    def names(self) -> set[str]:
        """The name of every input that has a value."""
        return {name for form in self.forms for name, _ in form.values}


class Visitor:
    """Someone with a browser of their own."""

    def __init__(self, app: Flask, org: str, template: str) -> None:
        self.client: FlaskClient = app.test_client()
        self.base = f"/{org}/{template}"
        self.org = org
        self.url = ""
        self.page = Page(0, "")

    def open(self, path: str, **more: Any) -> Page:
        """The page at a path, below the form's own address unless it begins with a slash."""
        return self._arrived(path if path.startswith("/") else f"{self.base}/{path}", self.client.get, more)

    def press(self, button: str, values: Values | None = None, files: Files | None = None, **more: Any) -> Page:
        """Fill in, choose files and press a button; what is already chosen goes along."""
        form, name, value = next(self._buttons(button))
        data = self._filled(form, values or {})
        if name:
            data[name] = [value]
        return self._arrived(form.action or self.url, self.client.post, {**(with_files(data, files) if files else {"data": data}), **more})

    def _buttons(self, words: str) -> Iterator[tuple[FormOnPage, str, str]]:
        for form in self.page.forms:
            yield from ((form, name, value) for said, name, value in form.buttons if said == words)

    @staticmethod
    def _filled(form: FormOnPage, values: Values) -> dict[str, list[str]]:
        data: dict[str, list[str]] = {}
        for name, value in form.values:
            data.setdefault(name, []).append(value)
        return data | {name: [value] if isinstance(value, str) else list(value) for name, value in values.items()}

    def _arrived(self, path: str, send: Any, more: Mapping[str, Any]) -> Page:
        answer = send(path, **more)
        for _ in range(MOST_REDIRECTS):
            if answer.status_code not in (302, 303, 308):
                break
            parts = urlsplit(answer.headers["Location"])
            path = f"{parts.path}?{parts.query}" if parts.query else parts.path
            answer = self.client.get(path)
        self.url = path
        self.page = Page(answer.status_code, answer.get_data(as_text=True))
        return self.page

    def cookies(self) -> dict[str, str]:
        """Name and value of every cookie."""
        return {cookie.key: cookie.value for cookie in self.client._cookies.values()}


def with_files(data: Mapping[str, Sequence[str]], files: Files) -> dict[str, Any]:
    """A body with files, made here: werkzeug's client would write a large one to the disk."""
    pairs: list[tuple[str, Any]] = [(name, value) for name, values in data.items() for value in values]
    pairs += [(name, FileStorage(BytesIO(content), called)) for name, chosen in files.items() for called, content in chosen]
    boundary, body = encode_multipart(MultiDict(pairs))
    return {"data": body, "content_type": f"multipart/form-data; boundary={boundary}"}


class Compiled(BytecodeCache):
    """Compiled pages, for all the apps that a run of the tests makes."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


def public_app(site: Site, **changes: Any) -> Flask:
    """The public side of a site."""
    settings = Settings.read({"MALLVERK_BASE_URL": "http://localhost", **changes})
    app: Flask = forms.create_app(site.office, settings, secret=b"p" * 32)
    app.jinja_env.bytecode_cache = COMPILED
    return app


def visitor(site: Site, template: str | None = None) -> Visitor:
    """A visitor of one of the site's forms."""
    return Visitor(public_app(site), site.org, template or site.template)
