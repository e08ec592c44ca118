"""Walks the public form as someone with a phone does, and counts pages and taps."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

FORM = "/ekhamra/krankande-behandling"
LINK = f"{FORM}/?unit=ekskolan"


@dataclass
class Reporter:
    """Someone who reports. Writing in a field is typing and counts as no tap."""

    page: Page
    url: str
    taps: int = 0
    pages: int = 0

    def arrive(self, path: str = LINK) -> None:
        """Follow the link that the form was reached by."""
        self.page.goto(f"{self.url}{path}")
        self.pages += 1

    def tap(self, thing: Locator) -> None:
        """One tap."""
        thing.click()
        self.taps += 1

    def choose(self, label: str, question: str = "") -> None:
        """Tap an option."""
        place = self.page.get_by_role("group", name=question) if question else self.page
        self.tap(place.get_by_label(label, exact=True))

    def write(self, label: str, text: str) -> None:
        """Type in a field."""
        self.page.get_by_label(label, exact=True).fill(text)

    def go_on(self, button: str = "Fortsätt") -> None:
        """Tap the button that leads to the next page."""
        self.tap(self.page.get_by_role("main").get_by_role("button", name=button, exact=True).last)
        self.pages += 1


def who(reporter: Reporter) -> None:
    """The first page: who reports."""
    reporter.write("Ditt namn", "Kim Lund")
    reporter.write("Din e-postadress", "kim.lund@ekhamra.example")


def whom(reporter: Reporter) -> None:
    """The second page: who was exposed, and who did it."""
    reporter.write("Elevens namn och klass", "Elev A, 4B")
    reporter.choose("Barn eller elev, samma grupp")


def what(reporter: Reporter) -> None:
    """The third page: what happened."""
    reporter.choose("I dag")
    reporter.choose("Korridor eller hall")
    reporter.choose("Verbalt (öknamn, kommentarer)")
    reporter.choose("Nej", "Har det hänt förut?")
    reporter.write("Vad såg eller hörde du?", "Två elever ropade öknamn i korridoren. Jag gick emellan.")
    reporter.choose("Skilde dem åt")


PARTS: tuple[Callable[[Reporter], None], ...] = (who, whom, what)


def walk(reporter: Reporter) -> Iterator[str]:
    """From the link to the status, one page after the other; each is named when it has been reached."""
    reporter.arrive()
    yield "start"
    reporter.go_on("Börja anmälan")
    for number, part in enumerate(PARTS, 1):
        yield f"page {number}"
        part(reporter)
        reporter.go_on()
    yield "check"
    reporter.go_on("Skicka anmälan")
    yield "receipt"


def sent(reporter: Reporter) -> Reporter:
    """The whole walk, until the receipt is there."""
    for _ in walk(reporter):
        pass
    return received(reporter)


def received(reporter: Reporter) -> Reporter:
    """The receipt is there, so the report can be found by others."""
    expect(reporter.page.get_by_role("heading", name="Tack, anmälan är mottagen")).to_be_visible()
    return reporter
