"""Promise 3, whole: marked answers of every type are sent, worked on and counted, and then looked for wherever they must not be."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response, request
from sqlalchemy import create_engine, inspect, text

from engine.actions.start_case import forward, join_case, mark_wrong, start_case
from engine.actions.write_message import write_in_case
from engine.closing import close_months
from engine.delivery.smtp import message
from engine.fields import Context
from engine.library import from_library
from engine.mails import Waiting
from engine.sensitivity import Channel, may_show
from engine.store import tables
from engine.store.database import Database
from engine.template.load import load
from engine.worker import Worker
from tests.admin.counted_site import PEOPLED
from tests.admin.staff import Staff
from tests.engine.attachments.files import PDF
from tests.forms.leaks import code, reference
from tests.forms.visitor import Visitor, public_app
from tests.marked import Marked, chosen, marked, typed
from tests.site import READY_MADE, Postbox, Site
from tests.walked import Walk, site_of

AUTHORS = ("template_version", "template_draft")
"""Tables of what authors have written, which names every option."""
FACTS = ("fact", "fact_value", "fact_strip", "tally", "tally_line", "closed_month")
"""Tables of what is counted, by the fact, by the month and as it is told outside the unit."""
LEADS = re.compile(r'(?:href|action|src|formaction)="([^"]*)"')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass
class Watch:
    """Everything about answers of an app but the pages themselves: addresses, headers, titles, and where links and forms lead."""

    seen: list[str] = field(default_factory=list)
    ways: set[str] = field(default_factory=set)

    def over(self, app: Flask) -> Flask:
        """The app, watched."""
        app.after_request(self._note)
        return app

    def _note(self, response: Response) -> Response:
        html = response.get_data(as_text=True) if response.mimetype == "text/html" and not response.is_streamed else ""
        ways = [unescape(way).partition("#")[0] for way in LEADS.findall(html)]
        self.ways |= {way for way in ways if way.startswith("/")}
        # whoever may save a file gets its name along
        headers = [header for header in response.headers if header[0] != "Content-Disposition"]
        self.seen += [request.full_path, str(headers), *TITLE.findall(html), *ways]
        return response


def rows_of(url: str) -> Iterator[tuple[str, str]]:
    """Table and row of all that is stored, as another program would read it."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608 - the names are the database's own
                yield table, " ".join(str(bytes(cell) if isinstance(cell, memoryview) else cell) for cell in row)
    engine.dispose()


def letter(mail: Waiting) -> str:
    """A mail as it goes out, without the address that its reader has left for just that."""
    made = message(mail, "mallverk@acme.example")
    if mail.private:
        del made["To"]
    return f"{made.as_string()}{mail.subject}{mail.body}"


@dataclass
class World:
    """A site where the marked answers have gone every way there is; made once, and then searched."""

    site: Site
    url: str
    marked: Marked
    watch: Watch = field(default_factory=Watch)
    sent: list[str] = field(default_factory=list)
    code: str = ""

    def go_every_way(self) -> None:
        """Reports on the web and past it, cases led to the end, someone shut out, reports waiting, joined, sent on and marked wrong."""
        self._visit()
        for _ in range(5):
            self.site.report(self.marked.answers(self.marked.template.form))
        for case in self.site.all(tables.Case, template="marked"):
            self._lead(case)
        self._by_hand()
        self._read()
        self.site.clock.move(days=40)
        Worker(self.site.office, None).remind()
        postbox = Postbox()
        # what was too much for one hour is gathered in the next
        for _ in range(2):
            while Worker(self.site.office, postbox).once():
                pass
            self.site.clock.move(hours=1)
        self.sent = [letter(mail) for mail in postbox.sent]
        assert [mail.subject for mail in postbox.sent if mail.private]

    def _visit(self) -> None:
        """Somebody fills in every page, first with a mark in every line, then as it should be, and sends the report."""
        someone = Visitor(self.watch.over(public_app(self.site)), self.site.org, "marked")
        template, scene = self.marked.template, self.site.scene("marked")
        answers, context = self.marked.answers(template.form), Context(scene.organisation, scene.now)
        someone.open("")
        for page in template.form.pages:
            right = typed(page.questions, answers, context)
            someone.open(f"p/{page.id}")
            someone.press("Fortsätt", {name: texts if name.endswith("-rows") else ["Kanarie000!"] for name, texts in right.items()})
            someone.open(f"p/{page.id}")
            files = chosen(template.form, right)
            someone.press("Fortsätt", right, files)
        assert someone.url.endswith("/check"), (someone.url, someone.page.errors)
        someone.press("Skicka anmälan")
        number, self.code = reference(someone), code(someone)
        someone.open(f"/{self.site.org}/status")
        someone.press("Visa", {"reference": number})
        someone.press("Visa", {"reference": self.code})
        self._talk(someone)

    def _talk(self, someone: Visitor) -> None:
        """Whoever reported writes, sends a file and leaves an address; one of the staff answers."""
        site, mark = self.site, f"Kanarie{self.marked.marks.number('dialogue'):03}"
        someone.press("Spara adressen", {"email": f"{mark.lower()}@acme.example"})
        someone.press("Skicka", {"text": f"{mark}\n"}, {"files": [(f"{mark}.pdf", PDF), (f"{mark}.exe", b"MZ\0")]})
        assert someone.page.errors
        someone.press("Skicka", {"text": mark}, {"files": [(f"{mark}.pdf", PDF)]})
        assert f"{mark}.pdf" in someone.page.text
        (report,), scene, ada = site.all(tables.Submission), site.scene("marked"), site.actor("ada")
        case = site.cases(report.id)[0]
        site.write(lambda session: write_in_case(session, scene, case.id, report.id, mark, actor=ada))
        assert someone.open(f"/{site.org}/status/dialogue").text.count(mark) == 3
        someone.press("Lämna sidan")

    def _lead(self, case: tables.Case) -> None:
        site, template = self.site, self.marked.template
        verdict, talk = (step.kind.form(step) for step in (template.step("verdict"), template.step("talk")))
        assert verdict is not None
        assert talk is not None
        given = self.marked.answers(verdict, "verdict.") | {"outcome": "go", "outcome_reason": "Kanarie999"}
        site.act(case, "ada", site.press(case, "verdict", "save_unaffected", **given))
        site.act(case, "bo", site.press(case, "talk", "add", **self.marked.answers(talk, "talk.")))
        site.shut_out(case, "ada", "bo")
        site.act(case, "ada", site.press(case, "talk", "done"))
        site.act(case, "ada", site.press(case, "close"))

    def _by_hand(self) -> None:
        site, scene = self.site, self.site.scene("by-marked")
        answers = self.marked.answers(self.marked.template.form)

        def waiting() -> Any:
            return site.report(answers, template="by-marked").submission

        first = waiting()
        site.write(lambda session: start_case(session, scene, first, site.actor("ada")))
        (started,) = site.cases(first)
        for verb, more in ((join_case, started.id), (forward, "south"), (mark_wrong, "duplicate")):
            report = waiting()
            site.write(lambda session, verb=verb, report=report, more=more: verb(session, scene, report, more, site.actor("ada")))  # type: ignore[misc]
        waiting()

    def _read(self) -> None:
        """People of every reach follow every link that they see; of PDFs and of what one begins from one is enough: each takes seconds."""
        staff = Staff.of(self.site)
        self.watch.over(staff.app)
        for person in ("ada", "gus", "ivy"):
            browser, done = staff.browser(person), set[str]()
            self.watch.ways = {f"/{self.site.org}/"}
            while left := {way for way in self.watch.ways if way.startswith(f"/{self.site.org}/")} - done:
                slow = ([way for way in sorted(left | done) if kind in way][1:] for kind in (".pdf", "studio/new?"))
                for way in sorted(left.difference(*slow)):
                    assert browser.get(way).status in (200, 404, 405), way
                done |= left
            assert len(done) > 10

    def found(self, table_names: Any) -> set[str]:
        """The questions whose answers can be read in some tables."""
        return {id for table, row in rows_of(self.url) if table in table_names for id in self.marked.marks.found(row)}

    @cached_property
    def tables(self) -> set[str]:
        """Every table."""
        return {table for table, _ in rows_of(self.url)}

    def counted(self, channel: Channel, *, granted: bool = False) -> set[str]:
        """The marked questions of the form that a channel may show."""
        may = {question.id for question in self.marked.template.form.every() if may_show(question, channel, granted=granted)}
        return may & set(self.marked.marks.asked)


@pytest.fixture(autouse=True)
def talkative(caplog: pytest.LogCaptureFixture) -> None:
    """Every logger tells all it can; it comes before the database, since that asks only once how much to tell."""
    caplog.set_level(logging.DEBUG)
    # one level further it tells every row, sealed as it is: docs/security.md
    caplog.set_level(logging.INFO, "sqlalchemy")


@pytest.fixture
def world(database: Database, database_url: str) -> World:
    """A site with the template, once for reports that open cases and once for those that wait."""
    made = marked()
    by_hand = made.text.replace('"template": "marked"', '"template": "by-marked"').replace("on_submit", "by_hand")
    return World(Site.over(database, PEOPLED, [made.text, by_hand]), database_url, made)


def test_marked_answers_and_the_code_of_the_receipt_are_found_only_where_they_may_be(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.go_every_way()
    marks, seen = world.marked.marks, world.watch.seen
    assert len(world.sent) > 15
    assert any("Nytt i dina" in mail for mail in world.sent)
    assert len(seen) > 500
    assert "FROM submission" in caplog.text
    assert marks.found(world.sent) == set()
    assert marks.found(seen) == set()
    assert world.found(world.tables - {*AUTHORS, *FACTS}) == set()
    assert world.found(FACTS) == world.counted(Channel.STATISTICS)
    assert marks.found(caplog.text) == set()
    rows = [row for _, row in rows_of(world.url)]
    everywhere = (*world.sent, *seen, caplog.text, *rows)
    assert len(rows) > 100
    assert [text for text in everywhere if world.code in text or world.code.replace("-", "") in text] == []


@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.stem)
def test_no_word_that_is_written_in_a_ready_made_template_gets_out(
    path: Path, database: Database, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    template = load(path.read_text(encoding="utf-8"), from_library)
    site = site_of(database, template)
    assert all(case.closed_at for case in Walk(site, template, "Kanarie").go())
    told = [f"{mail.subject} {mail.body}" for mail in site.all(tables.OutgoingMail)]
    assert told
    rows = [row for _, row in rows_of(database_url)]
    assert [text for text in (caplog.text, *told, *rows) if "kanarie" in text.lower()] == []


@pytest.mark.parametrize(("person", "granted"), [("ivy", False), ("gus", True)])
def test_reports_show_what_their_reader_may_see(world: World, person: str, granted: bool) -> None:
    for _ in range(5):
        world.site.report(world.marked.answers(world.marked.template.form))
    world.site.clock.now += timedelta(days=31)
    close_months(world.site.office, world.site.org)
    browser = Staff.of(world.site).browser(person)
    pages = [browser.get(f"reports/marked/{id}{end}").html for id in world.marked.template.reports for end in ("", ".csv")]
    in_words = {id for id in world.counted(Channel.REPORT, granted=granted) if id.startswith(("choice", "se_school_class"))}
    assert world.marked.marks.found(pages) == in_words
    assert len(in_words) == (9 if granted else 6)
    keyed = [browser.get(f"reports/marked/{id}.json").html for id in world.marked.template.reports]
    assert in_words <= world.marked.marks.found(keyed) <= world.counted(Channel.REPORT, granted=granted)
