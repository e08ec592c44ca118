"""The name of somebody with a protected identity is looked for in every channel, and found in none but the opening of it."""

import logging
from html import unescape
from uuid import UUID

import pytest

from engine.delivery.smtp import message
from engine.store import tables
from engine.store.database import Database
from engine.worker import Worker
from tests.admin.staff import Staff
from tests.engine.actions.registry import Registry
from tests.persons import READING, hurt
from tests.site import Postbox
from tests.test_marked_answers import LEADS, rows_of

SAID, TOLD_LATER = "Kanariesson", "Kanariedotter"
"""The one whose report says so, and the one who is marked by hand while the case runs."""
CANARY = "kanarie"
SEARCHER = READING.replace("members: [ada, bo]", "members: [ada, bo, hal]")


@pytest.fixture(autouse=True)
def talkative(caplog: pytest.LogCaptureFixture) -> None:
    """Every logger tells all it can, but SQLAlchemy, which at its lowest level tells each row, sealed as it is."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "sqlalchemy")


@pytest.fixture
def registry(database: Database) -> Registry:
    """A site where somebody with a protected identity is in three cases, one of them led to its end, and in a report that waits."""
    made = Registry(database, organisation=SEARCHER)
    site = made.site
    said = site.case(hurt(f"Kim {SAID}", hidden="yes", street=f"{SAID}gatan 1", birth=2014))
    by_hand = site.case(hurt(f"Ali {TOLD_LATER}", street=f"{TOLD_LATER}gatan 2") | {"seen_by": f"Kim {TOLD_LATER}"})
    again = site.case(hurt(f"Ali {TOLD_LATER}"))
    made.new(said, number="20140102-1234")
    record = made.new(by_hand)
    made.link(again, record)
    made.link(by_hand, record, place=1)
    site.decide(by_hand, "ada", "drop")
    site.act(by_hand, "ada", site.press(by_hand, "close"))
    made.protect("hal", record)
    return made


def every_page(people: Staff, who: str) -> list[str]:
    """Everything that somebody is shown who follows each link that there is, and searches for the name."""
    browser, done, found = people.browser(who), set[str](), [f"/{people.site.org}/"]
    shown = []
    while left := [way for way in dict.fromkeys(found) if way not in done]:
        for way in left:
            done.add(way)
            if any(ending in way for ending in (".pdf", ".xlsx")):
                # a report's files say what its page says: test_report_files.py
                continue
            page = browser.get(way)
            if "Öppna personkortet" in page.buttons():
                page = browser.press(page, "Öppna personkortet", reason="Prov")
            shown.append(page.html)
            ways = (unescape(each).partition("#")[0] for each in LEADS.findall(page.html))
            found += [each for each in ways if each.startswith(f"/{people.site.org}/") and "sign-out" not in each]
    assert len(done) > 8
    return shown


def records(registry: Registry) -> list[UUID]:
    """Every record."""
    return [row.id for row in registry.site.all(tables.Record)]


@pytest.mark.parametrize("who", ["ada", "hal", "gus"])
def test_no_page_shows_the_name(registry: Registry, who: str) -> None:
    people = Staff.of(registry.site)
    pages = every_page(people, who)
    assert [page for page in pages if CANARY in page.lower()] == []
    assert any("Person B" in page for page in pages)


def test_no_search_and_no_suggestion_shows_the_name(registry: Registry) -> None:
    people = Staff.of(registry.site)
    browser = people.browser("hal")
    page = browser.get("people")
    for text in (f"Ali {TOLD_LATER}", f"{SAID}", "Ali", "Kim", "20140102-1234", "Person A", "Person B"):
        page = browser.press(page, "Sök", name=text, **({"reason": "Prov"} if "Varför" in page.text else {}))
        # what was typed stands in its own input
        assert CANARY not in page.html.replace(f'value="{text}"', "").lower()
    fresh = registry.site.case(hurt(f"Ali {TOLD_LATER}"))
    assert registry.suggested(fresh, "hal") == [[]]


def test_no_mail_no_log_and_no_row_has_the_name(registry: Registry, database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    site, postbox = registry.site, Postbox()
    registry.why("hal", records(registry)[1], f"Prov om {SAID}")
    registry.open("hal", records(registry)[1], f"Prov om {SAID}")
    site.clock.move(days=40)
    Worker(site.office, None).remind()
    while Worker(site.office, postbox).once():
        pass
    sent = [message(mail, "mallverk@acme.example").as_string() + mail.subject + mail.body for mail in postbox.sent]
    assert sent
    rows = [row for _, row in rows_of(database_url)]
    assert [text for text in (*sent, *rows, caplog.text) if CANARY in text.lower()] == []


def test_the_name_is_shown_by_opening_it_and_by_nothing_else(registry: Registry) -> None:
    assert SAID in registry.open("hal", records(registry)[0]).name
    assert TOLD_LATER in registry.open("hal", records(registry)[1]).name


def test_a_report_that_waits_is_masked_too(database: Database) -> None:
    registry = Registry(database)
    text = registry.site.scene().template.source
    registry.site.publish(text.replace("template: faults", "template: by-hand").replace("start: on_submit", "start: by_hand"))
    waiting = registry.site.waiting(hurt(f"Kim {SAID}", hidden="yes", street=f"{SAID}gatan 1"))
    page = Staff.of(registry.site).browser("ada").get(f"submissions/{waiting}")
    assert "Skyddade uppgifter" in page.text
    assert CANARY not in page.html.lower()
