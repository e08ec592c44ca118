"""A process of a test's own that does one thing and is killed at a point of it: run as `python -m tests.faults.victim`.

It imports everything once and forks for each thing that it is told to do, one JSON object a line: `url`, `what`, `point`, `now` and what
the deed needs. It answers with how the fork ended and what it had said. Point 0 kills nothing.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import cache, partial
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, event

from engine.actions.act_on_step import Press, act_on_step
from engine.actions.drafts import mark_sent
from engine.actions.start_case import start_case
from engine.actions.submit import prepare, write
from engine.delivery.smtp import Smtp
from engine.office import Office
from engine.store import access_facts, directory
from engine.store import templates as stored_templates
from engine.store.database import Database
from engine.store.seal import Sealer
from engine.template.load import load
from engine.worker import Worker
from tests.site import BY_HAND, FAULTS, KEYRING

Deed = Callable[[Office, dict[str, Any]], str]


class Points:
    """Counts the points at which a process can die, and dies at one of them."""

    def __init__(self, deadly: int) -> None:
        self.deadly = deadly
        self.passed = 0

    def reached(self, *ignored: Any) -> None:
        """One more point."""
        self.passed += 1
        if self.passed == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Before and after each statement, and before each commit; what comes after the last commit is counted by hand."""
        for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
            event.listen(Engine, name, self.reached)


def submit(office: Office, told: dict[str, Any]) -> str:
    """A report comes in, as the public form sends it."""
    scene = office.scene("acme", told["template"])
    assert scene is not None
    token = bytes.fromhex(told["token"])
    key = office.sealer.token_id(token)
    ready = prepare(scene, scene.desk.take_in(told["answers"]), told["answers"], key, code=office.sealer.receipt_code("acme", key))

    def stored(session: Any) -> str:
        receipt = write(session, ready)
        mark_sent(session, "acme", office.sealer, token, receipt.submission)
        return receipt.reference

    return office.write("acme", stored)


def apart(office: Office, told: dict[str, Any]) -> str:
    """The same in two transactions: wrong on purpose, so that the sweep has something to find."""
    scene = office.scene("acme", told["template"])
    assert scene is not None
    token = bytes.fromhex(told["token"])
    key = office.sealer.token_id(token)
    ready = prepare(scene, scene.desk.take_in(told["answers"]), told["answers"], key, code=office.sealer.receipt_code("acme", key))
    receipt = office.write("acme", lambda session: write(session, ready))
    office.write("acme", lambda session: mark_sent(session, "acme", office.sealer, token, receipt.submission))
    return receipt.reference


def start(office: Office, told: dict[str, Any]) -> str:
    """A mailbox starts the case of a report that waits."""
    scene, actor = office.scene("acme", "by-hand"), _actor(office, told)
    assert scene is not None
    return office.write("acme", lambda session: start_case(session, scene, UUID(told["submission"]), actor))[0].number


def act(office: Office, told: dict[str, Any]) -> str:
    """Someone takes a decision."""
    scene, actor = office.scene("acme", "faults"), _actor(office, told)
    assert scene is not None
    press = Press(told["run"], 0, "save_unaffected", {"outcome": "look"})
    office.write("acme", lambda session: act_on_step(session, scene, UUID(told["case"]), press, actor))
    return "decided"


def work(office: Office, told: dict[str, Any]) -> str:
    """A worker sends what waits."""
    Worker(office, Smtp("127.0.0.1", told["port"], "mallverk@acme.example", "none")).send()
    return "sent"


def tell(office: Office, told: dict[str, Any]) -> str:
    """A worker gathers and sends what has come due."""
    worker = Worker(office, Smtp("127.0.0.1", told["port"], "mallverk@acme.example", "none"))
    worker.gather()
    worker.send()
    return "told"


def dispatch(office: Office, told: dict[str, Any]) -> str:
    """A worker closes the months that are over, writes down which reports have come due, makes their mails and sends them."""
    worker = Worker(office, Smtp("127.0.0.1", told["port"], "mallverk@acme.example", "none"), lambda: 0.0)
    while worker.close():
        pass
    worker.dispatch()
    worker.send()
    return "sent"


def stream(office: Office, told: dict[str, Any]) -> str:
    """Reports come in from several visitors at once, until the process ends in the middle of something."""
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda visitor: _visit(office, told, visitor), range(4)))
    return ""


def _visit(office: Office, told: dict[str, Any], visitor: int) -> None:
    """One visitor sends one report after another, and says which of them were taken."""
    scene = office.scene("acme", "faults")
    assert scene is not None
    for number in count():
        token = f"{told['round']}-{visitor}-{number}"
        code = office.sealer.receipt_code("acme", token.encode())
        ready = prepare(scene, scene.desk.take_in(told["answers"]), told["answers"], token.encode(), code=code)
        receipt = office.write("acme", partial(write, preparation=ready))
        os.write(told["said"], f"{token} {receipt.reference}\n".encode())
        if number == visitor == 0:
            signal.setitimer(signal.ITIMER_REAL, told["after"])


DEEDS: dict[str, Deed] = {
    **{"submit": submit, "apart": apart, "start": start, "act": act, "work": work, "tell": tell, "stream": stream},
    "dispatch": dispatch,
}


def _actor(office: Office, told: dict[str, Any]) -> Any:
    organisation = office.organisation("acme")
    assert organisation is not None

    def ask(session: Any) -> Any:
        person = directory.person(session, "acme", UUID(told["person"]))
        assert person is not None
        return access_facts.actor(session, organisation, person, office.clock().date())

    return office.read("acme", ask)


def _do(told: dict[str, Any], said: int) -> None:
    """All of it, in the fork."""
    database = Database.open(told["url"], journal_key=KEYRING.journal_key)
    now = datetime.fromisoformat(told["now"])
    office = Office(database, Sealer(KEYRING), base_url="https://acme.example", clock=lambda: now)
    points = Points(told["point"])
    points.watch()
    answer = DEEDS[told["what"]](office, {**told, "said": said})
    points.reached()
    os.write(said, answer.encode())
    points.reached()
    database.close()
    os.write(said, f" {points.passed}".encode())


def _fork(told: dict[str, Any]) -> dict[str, Any]:
    """What came of one deed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _do(told, writer)
        finally:
            os._exit(int(sys.exc_info()[0] is not None))
    os.close(writer)
    with os.fdopen(reader, "rb") as heard:
        said = heard.read().decode()
    _, status = os.waitpid(child, 0)
    return {"code": os.waitstatus_to_exitcode(status), "said": said}


if __name__ == "__main__":
    # read once here, so that each fork has them
    read = cache(load)
    read(FAULTS)
    read(BY_HAND)
    # neither of them takes a file with it
    stored_templates.load = lambda text, opener: read(text)  # type: ignore[assignment]
    for line in sys.stdin:
        print(json.dumps(_fork(json.loads(line))), flush=True)
