"""How the signed-in side keeps its pace as cases pile up: the same pages with a thousand cases in the organisation, and a hundred thousand.

What waits for a person is the same in both; the rest is history, spread over a hundred units.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from sqlalchemy import Engine, event, insert, select, text
from sqlalchemy.orm import Session

import admin
from admin.guard import session_cookie
from benchmarks.figures import Figure, Limit
from engine.actions.import_organisation import import_roster
from engine.actions.publish import publish
from engine.actions.scene import Scene
from engine.actions.sign_in import open_session
from engine.actions.submit import Receipt, submit
from engine.ids import show_reference
from engine.intake import Intake
from engine.library import ready_made
from engine.office import Office
from engine.roster import read_roster
from engine.store import tables
from engine.store.database import Database
from engine.store.keys import Keyring
from engine.store.seal import Sealer

FEW, MANY, UNITS, WAITING = 1_000, 100_000, 100, 20
BASE = "https://bench.example"
NOW = datetime(2026, 9, 7, 8, tzinfo=UTC)
KEYRING = Keyring((bytes(range(32)),), bytes(range(32, 64)))
LIMIT = Limit(1.5, 1.5, most=True)
"""A hundred times as many cases may cost half as much again."""


@dataclass
class Place:
    """An organisation with its cases: a browser of a head of a unit, and one of somebody who reads everything."""

    head: FlaskClient
    top: FlaskClient
    case: UUID
    number: str
    reference: str

    def pages(self) -> dict[str, Callable[[], Any]]:
        """What is measured, by name."""
        ways = {
            "inbox": "",
            "case list": "cases/",
            "search by number": f"cases/?state=all&q={self.number}",
            "search by reference": f"cases/?state=all&q={self.reference}",
            "case page": f"cases/{self.case}",
        }
        who = {"head": self.head, "top": self.top}
        return {
            f"{page}, {person}": (lambda browser=browser, at=at: browser.get(f"/bench/{at}", base_url=BASE, follow_redirects=True))  # type: ignore[misc]
            for page, at in ways.items()
            for person, browser in who.items()
        }


def measure(few_at: str, many_at: str, *, quick: bool) -> list[Figure]:
    """The figures, over two databases with tables and no rows: the time of each page with many cases by that with few, and how many
    more queries it takes."""
    least, most, rounds = (FEW // 10, MANY // 20, 5) if quick else (FEW, MANY, 40)
    few, many = (place(Database.open(url, journal_key=KEYRING.journal_key), size) for url, size in ((few_at, least), (many_at, most)))
    figures = []
    for name in few.pages():
        one, other = few.pages()[name], many.pages()[name]
        ratios, more = _compared(one, other, rounds)
        figures.append(Figure(f"{name}: time with {most:,} cases / {least:,}", (median(ratios),), LIMIT))
        figures.append(Figure(f"{name}: more queries", (float(more),), Limit(0, 0, most=True)))
    return figures


def _compared(one: Callable[[], Any], other: Callable[[], Any], rounds: int) -> tuple[list[float], int]:
    """The ratios of neighbouring times, and the difference in queries."""
    for page in (one, other, one, other):
        if (answer := page()).status_code != 200:
            raise SystemExit(f"a page answered {answer.status_code}")
    queries = [_queries(page) for page in (one, other)]
    return [_time(other) / _time(one) for _ in range(rounds)], queries[1] - queries[0]


def _time(page: Callable[[], Any]) -> float:
    started = time.perf_counter()
    page()
    return time.perf_counter() - started


def _queries(page: Callable[[], Any]) -> int:
    found: list[str] = []

    def before(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", before)
    page()
    event.remove(Engine, "before_cursor_execute", before)
    return sum(statement.startswith("SELECT") for statement in found)


def _organisation() -> str:
    """A hundred units, each with a mailbox and a head."""
    keys = [f"unit-{number:03}" for number in range(UNITS)]
    lines = ["organisation: {key: bench, name: Bench, kind: kommun}", "units:"]
    lines += [f"  {key}: {{name: {key}, kind: grundskola}}" for key in keys]
    lines += ["mailboxes:"]
    lines += [f"  {key}: {{name: {key}, holds: [head_teacher@{key}], members: [{key}]}}" for key in keys]
    lines += ["  top: {name: Top, holds: [organiser, area_manager, investigator], members: [top]}", "people:"]
    lines += [f"  {key}: {{name: {key}, email: {key}@bench.example}}" for key in keys]
    lines += ["  top: {name: Top, email: top@bench.example, grants: [{right: read_cases}]}"]
    lines += ["calendars:", "  school: {label: {one: skoldag, many: skoldagar}, weekdays: [1, 2, 3, 4, 5]}"]
    return "\n".join(lines)


def place(database: Database, size: int) -> Place:
    """So many cases in a database with tables and no rows of this organisation."""
    office = Office(database, Sealer(KEYRING), base_url=BASE, clock=lambda: NOW)
    people = office.write("bench", lambda session: import_roster(session, read_roster(_organisation()), NOW))
    template = ready_made()["incidentrapport"]
    office.write("bench", lambda session: publish(session, "bench", template, NOW, None))
    scene = office.scene("bench", template.name)
    if scene is None:
        raise SystemExit("the template is not published")
    usual = next(example for example in template.examples if str(example.expect.get("mailbox", "")).startswith("head_teacher"))
    answers = {**usual.answers, "enhet": "unit-000"}
    for _ in range(WAITING):
        intake = scene.desk.take_in(answers)
        receipt = office.write("bench", partial(_submit, scene, intake, answers))
    with database.read("bench") as session:
        case = session.scalars(select(tables.Case).order_by(tables.Case.opened_at.desc(), tables.Case.id.desc())).first()
        if case is None:
            raise SystemExit("no case was opened")
        like = _Like.of(session, case)
    _pile_up(database, like, size - WAITING)
    _known(database)
    app = admin.create_app(office, Web(), secret=b"s" * 32)
    browsers = [browser(app.test_client(), office, people[who]) for who in ("unit-000", "top")]
    return Place(browsers[0], browsers[1], case.id, case.number, show_reference(receipt.reference))


def _known(database: Database) -> None:
    """As after a while of running: the worker, or PostgreSQL by itself, has looked at how much there is."""
    database.analyse()
    if database.kind == "postgresql":
        database.write(lambda session: session.connection().execute(text("ANALYZE")))


def _submit(scene: Scene, intake: Intake, answers: Mapping[str, Any], session: Session) -> Receipt:
    return submit(session, scene, intake, answers, uuid4().bytes * 2)


def browser(client: FlaskClient, office: Office, person: UUID, org: str = "bench") -> FlaskClient:
    """A browser in which the person is signed in."""
    token = office.write(org, lambda session: open_session(session, org, office.sealer, person, office.clock()))
    client.set_cookie(session_cookie(org, https=True), token, domain="bench.example", secure=True, path="/")
    return client


@dataclass(frozen=True)
class Web:
    """The settings of the app."""

    base_url: str = BASE
    language: str = "sv"


@dataclass(frozen=True)
class _Like:
    """The rows of one case and its report, as they are stored: what history is made from."""

    submission: Mapping[str, Any]
    case: Mapping[str, Any]
    mailboxes: tuple[Mapping[str, Any], ...]
    runs: tuple[Mapping[str, Any], ...]
    notices: tuple[Mapping[str, Any], ...]
    lines: tuple[Mapping[str, Any], ...]

    @classmethod
    def of(cls, session: Session, case: tables.Case) -> "_Like":
        """The rows of a case."""
        link = session.scalars(select(tables.CaseSubmission).filter_by(case=case.id)).one()
        report = session.get_one(tables.Submission, ("bench", link.submission))

        def rows(model: Any, **where: Any) -> tuple[Mapping[str, Any], ...]:
            return tuple(_plain(row) for row in session.scalars(select(model).filter_by(**where)))

        return cls(
            _plain(report),
            _plain(case),
            rows(tables.CaseMailbox, case=case.id),
            rows(tables.StepRun, case=case.id),
            rows(tables.Notice, submission=report.id),
            rows(tables.JournalLine, chain=str(case.id)),
        )

    def again(self, number: int) -> Iterator[tuple[Any, Mapping[str, Any]]]:
        """The rows of a closed case of another unit, long ago."""
        unit, case, report, at = f"unit-{number % UNITS:03}", uuid4(), uuid4(), NOW - timedelta(minutes=7 * (number + 1))
        own = {"unit": unit, "incident": uuid4()}
        yield (
            tables.Submission,
            {
                **self.submission,
                **own,
                "id": report,
                "reference": f"{number:08d}",
                "token": report.bytes * 2,
                "received_at": at,
                "mailbox": unit,
            },
        )
        named = {"number": f"2020-{number:06d}", "mailbox": unit, "receiver": f"head_teacher@{unit}"}
        yield tables.Case, {**self.case, **own, **named, "id": case, "opened_at": at, "closed_at": at + timedelta(days=20)}
        yield tables.CaseSubmission, {"org": "bench", "case": case, "submission": report, "row": None, "joined_at": at}
        for row in self.mailboxes:
            yield tables.CaseMailbox, {**row, "case": case, "mailbox": "top" if row["mailbox"] == "top" else unit}
        for row in self.runs:
            done = {"status": "done", "finished_at": at, "opened_at": at, "remind_at": None, "due_at": at}
            yield tables.StepRun, {**row, **done, "case": case, "mailbox": unit if row["mailbox"] else None}
        for row in self.notices:
            yield (
                tables.Notice,
                {**row, "id": uuid4(), "submission": report, "case": case, "queued_at": at, "seen_at": at, "acknowledged_at": at},
            )
        for row in self.lines:
            yield tables.JournalLine, {**row, "chain": str(case), "at": at}


def _plain(row: Any) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__mapper__.column_attrs}


def _pile_up(database: Database, like: _Like, many: int) -> None:
    """Writes so many closed cases, a thousand at a time."""
    for start in range(0, many, 1000):
        rows: dict[Any, list[Mapping[str, Any]]] = {}
        for number in range(start, min(start + 1000, many)):
            for model, row in like.again(number):
                rows.setdefault(model, []).append(row)

        def write(session: Session, rows: Mapping[Any, list[Mapping[str, Any]]] = rows) -> None:
            for model, found in rows.items():
                session.execute(insert(model), found)

        database.write(write, org="bench")
