"""Makes the product ready to be measured: an installation with the form, drafts that only need to be sent, and requests for them."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benchmarks.questions import FORM, ORGANISATION, answers, marker, questions, typed
from benchmarks.visitor import Browser, Page
from engine.actions.drafts import LIFE, new_token, read_draft
from engine.actions.import_organisation import import_roster
from engine.actions.publish import publish
from engine.roster import read_roster
from engine.store import submissions, tables
from engine.store.adding import add_rows
from engine.store.database import Database
from engine.store.keys import Keyring
from engine.store.seal import Sealer, place
from engine.template.load import load

ORG, TEMPLATE, PAGE = "matbolaget", "matning", "allt"
START = f"/{ORG}/{TEMPLATE}/"
ASKED = questions()
TOGETHER = 500


@dataclass(frozen=True)
class Sending:
    """What sends a draft that is ready: a real visitor's cookies but for the draft's own, and the fields of the check page's form."""

    path: str
    cookie: str
    draft_cookie: str
    body: bytes
    pages: dict[str, dict[str, list[str]]]

    def cookies(self, token: bytes) -> str:
        """The cookies of a visitor with another draft."""
        return f"{self.cookie}; {self.draft_cookie}={token.hex()}"


def post(path: str, port: int, body: bytes, cookie: str = "") -> bytes:
    """A request as both sides get it."""
    lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Content-Type: application/x-www-form-urlencoded"]
    lines += [f"Content-Length: {len(body)}", *([f"Cookie: {cookie}"] if cookie else []), "", ""]
    return "\r\n".join(lines).encode() + body


def settings(folder: Path, url: str) -> dict[str, str]:
    """The environment of an installation in a folder."""
    return {"MALLVERK_DATA": str(folder), "MALLVERK_DATABASE": url, "MALLVERK_KEY_FILE": str(folder / "mallverk.key")}


def install(folder: Path, url: str) -> None:
    """Keys, the organisation, and the form published."""
    keyring = Keyring.create(folder / "mallverk.key")
    database = Database.open(url, journal_key=keyring.journal_key)
    now = datetime.now(UTC)
    roster, template = read_roster(ORGANISATION.read_bytes()), load(FORM.read_bytes())
    try:
        database.write(lambda session: import_roster(session, roster, now), org=ORG)
        database.write(lambda session: publish(session, ORG, template, now, None), org=ORG)
    finally:
        database.close()


def fill_in(port: int, number: int) -> tuple[Browser, Page]:
    """A visitor's way to the check page, with the answers of a number."""
    browser = Browser(port)
    start = browser.get(START).sheet(START)
    first = browser.post(start.action, start.hidden).sheet("text_1")
    checked = browser.post(first.action, {**first.hidden, **typed(answers(number, ASKED), ASKED)})
    if not checked.url.endswith("/check"):
        raise SystemExit(f"the answers were not taken: {checked.url} answered {checked.status}")
    return browser, checked


def sending(folder: Path, url: str, browser: Browser, checked: Page) -> Sending:
    """What a visitor who has come to the check page would send; the draft is read from the store, so the product must have stopped."""
    sheet = checked.sheet("/send")
    name = next(name for name in browser.cookies if "draft" in name)
    token = bytes.fromhex(browser.cookies.pop(name))
    sealer = Sealer(Keyring.read(folder / "mallverk.key"))
    database = Database.open(url)
    with database.read(ORG) as session:
        draft = read_draft(session, ORG, sealer, token, datetime.now(UTC))
    database.close()
    if draft is None:
        raise SystemExit("the visitor's draft was not kept")
    pages: Any = draft.pages
    return Sending(sheet.action, browser.cookie, name, urlencode(sheet.hidden).encode(), pages)


def add_drafts(folder: Path, url: str, like: Sending, count: int) -> list[bytes]:
    """So many drafts like the visitor's, each with an answer of its own; their tokens."""
    sealer, tokens = Sealer(Keyring.read(folder / "mallverk.key")), [new_token() for _ in range(count)]
    database = Database.open(url, journal_key=bytes(32))
    try:
        for start in range(0, count, TOGETHER):
            rows = [_draft(sealer, like, tokens[number], number + 1) for number in range(start, min(count, start + TOGETHER))]
            database.write(partial(add_rows, table=tables.Draft, rows=rows), org=ORG)
    finally:
        database.close()
    return tokens


def _draft(sealer: Sealer, like: Sending, token: bytes, number: int) -> dict[str, Any]:
    pages = {**like.pages, PAGE: {**like.pages[PAGE], ASKED[0].id: [marker(number)]}}
    id = sealer.token_id(token)
    sealed = sealer.seal(sealer.draft_key(ORG, token), pages, place("draft", id.hex(), "pages"))
    row = {"org": ORG, "id": id, "template": TEMPLATE, "version": 1, "sealed": sealed, "expires_at": datetime.now(UTC) + LIFE}
    return row | {"submission": None, "code_hash": None, "code_sealed": None, "code_expires_at": None}


@dataclass(frozen=True)
class Stored:
    """What stands in the database afterwards: how often each first answer, opened from its seal, and how many rows there are."""

    markers: Counter[str]
    rows: dict[str, int]


def stored(folder: Path, url: str, *, opened: bool = False) -> Stored:
    """Count what was stored; `opened` reads every report, which takes a while."""
    sealer = Sealer(Keyring.read(folder / "mallverk.key"))
    database = Database.open(url)
    try:
        with database.read(ORG) as session:
            return Stored(
                _markers(session, sealer) if opened else Counter(), {name: _count(session, model) for name, model in COUNTED.items()}
            )
    finally:
        database.close()


def _markers(session: Session, sealer: Sealer) -> Counter[str]:
    rows = session.scalars(select(tables.Submission).where(tables.Submission.org == ORG))
    return Counter(submissions.open_answers(session, sealer, row, row.id)[0][ASKED[0].id] for row in rows)


def _count(session: Session, model: Any) -> int:
    return int(session.scalar(select(func.count()).select_from(model).where(model.org == ORG)) or 0)


COUNTED = {"submission": tables.Submission, "case": tables.Case, "step_run": tables.StepRun, "outbox": tables.OutgoingMail}
