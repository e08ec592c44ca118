"""A visitor who fills in the product's form page by page, as a browser without scripts would: real cookies, real tokens, by HTTP."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

HERE = "127.0.0.1"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Sheet:
    """A form on a page: where it goes, and what it sends along unseen."""

    action: str
    hidden: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class _Sheets(HTMLParser):
    """Every form of a page that is sent by POST."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Sheet] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note forms and what stands in them."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.found.append(Sheet(given.get("action", "")))
        elif tag in ("input", "textarea", "select") and self.found:
            name = given.get("name", "")
            self.found[-1].names.add(name)
            if given.get("type") == "hidden":
                self.found[-1].hidden[name] = given.get("value", "")


@dataclass(frozen=True)
class Page:
    """An answer, after redirects."""

    url: str
    status: int
    body: str

    def sheet(self, holds: str) -> Sheet:
        """The form that has an input of this name, or goes to an address that ends so."""
        parser = _Sheets()
        parser.feed(self.body)
        for sheet in parser.found:
            if holds in sheet.names or sheet.action.endswith(holds):
                return Sheet(urljoin(self.url, sheet.action), sheet.hidden, sheet.names)
        raise SystemExit(f"{self.url} answered {self.status} without a form that has {holds}")


class Browser:
    """Keeps cookies and follows redirects. It speaks to one port of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def get(self, url: str) -> Page:
        """A page."""
        return self._ask("GET", url, None)

    def post(self, url: str, given: dict[str, str]) -> Page:
        """The page after a form has been sent."""
        return self._ask("POST", url, urlencode(given))

    @property
    def cookie(self) -> str:
        """The header that sends every cookie."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _ask(self, method: str, url: str, body: str | None) -> Page:
        connection = HTTPConnection(HERE, self.port, timeout=30)
        headers = {"Cookie": self.cookie} if self.cookies else {}
        connection.request(method, url, body, headers | ({"Content-Type": FORM} if body is not None else {}))
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if answer.status in (302, 303):
            there = urlsplit(urljoin(url, answer.headers["Location"]))
            return self.get(there.path + (f"?{there.query}" if there.query else ""))
        return Page(url, answer.status, text)
