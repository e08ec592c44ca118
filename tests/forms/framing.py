"""A visitor of a form inside another site's page, whose browser keeps no cookie that comes from there."""

from typing import Any

from tests.forms.leaks import LEAKS
from tests.forms.visitor import Page, Visitor, public_app
from tests.site import Site

SITE, OTHER = "https://www.acme.example", "https://news.acme.example:8443"
UNNAMED = "{key: acme, name: Acme, kind: maker}"
NAMED = (UNNAMED, f"{{key: acme, name: Acme, kind: maker, framed_by: ['{SITE}', '{OTHER}']}}")


class Framed(Visitor):
    """The visitor; `answers` are all that came from the server."""

    def __init__(self, site: Site) -> None:
        super().__init__(public_app(site), site.org, "leaks")
        self.client = self.client.application.test_client(use_cookies=False)
        self.base = f"/embed{self.base}"
        self.answers: list[Any] = []

    def _arrived(self, path: str, send: Any, more: Any) -> Page:
        def noted(path: str, **more: Any) -> Any:
            self.answers.append(send(path, **more))
            return self.answers[-1]

        return super()._arrived(path, noted, more)

    def send(self, path: str, data: dict[str, Any], **headers: str) -> int:
        """Sends something else than what the page would; the status."""
        return int(self.client.post(f"{self.base}/{path}", data=data, headers=headers).status_code)


def framed_visitor(site: Site) -> Framed:
    """Someone at the beginning of the form, on a page of the organisation's own site."""
    site.change(NAMED)
    site.publish(LEAKS)
    someone = Framed(site)
    someone.open("")
    return someone
