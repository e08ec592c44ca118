"""Works beside the web: empties the outbox, reminds of what is due, gathers mail, counts ahead, clears away. Any number can run at once."""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from engine import dispatch
from engine.actions import deliver, drafts, gather, visit_dialogue
from engine.closing import close_next
from engine.mails import Refused, Sender, Waiting
from engine.office import Office, Unavailable
from engine.store.outbox import LEASE
from engine.watching import watch_signals

T = TypeVar("T")
LOG = logging.getLogger("mallverk.worker")
PAUSE = 1.0
TIDY = timedelta(hours=1)
SETTLE = timedelta(minutes=10)
DISPATCH = timedelta(minutes=1)
COUNT = timedelta(seconds=10)
REST = 9
"""Closing months rests so many times as long as it has worked, so that it leaves the machine to those who are at work."""
JUMP = 30.0
"""So many seconds' difference between two rounds is no clock that is set right little by little."""


class _Pace:
    """Whether the clock goes as fast as time does. One that has just jumped does not tell how old another worker's claim is."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self._ahead: float | None = None
        self._doubtful = 0.0

    def steady(self, now: datetime) -> bool:
        """False for as long after a jump as a claim made before it may last."""
        tick = self._ticks()
        ahead = now.timestamp() - tick
        if self._ahead is not None and abs(ahead - self._ahead) > JUMP:
            self._doubtful = tick + LEASE.total_seconds()
        self._ahead = ahead
        return tick >= self._doubtful


class Worker:
    """One worker. Without a sender, mail stays in the outbox."""

    def __init__(self, office: Office, sender: Sender | None, ticks: Callable[[], float] = time.monotonic) -> None:
        self.office = office
        self.sender = sender
        self.name = secrets.token_hex(8)
        self._stop = threading.Event()
        self._ticks = ticks
        self._pace = _Pace(ticks)
        self._tidied = office.clock() - TIDY
        self._settled = office.clock() - SETTLE
        self._closed = office.clock() - SETTLE
        self._rested = 0.0
        self._dispatched = office.clock() - DISPATCH
        self._counted = office.clock() - COUNT

    def run(self, stop: threading.Event) -> None:
        """Works until told to stop. One round that fails never ends the work."""
        self._stop = stop
        while not stop.is_set():
            try:
                busy = _tried("a round of work", self.once) or False
            except Unavailable as error:
                LOG.error("the database does not answer: %s", error)
                busy = False
            stop.wait(0 if busy else PAUSE)

    def once(self) -> bool:
        """One round; True when there may be more to do at once."""
        reminded = self.remind()
        gathered = self.gather()
        self.dispatch()
        sent = self.send()
        self._tidy()
        self.settle()
        counted = self.count_ahead()
        # closing takes long where there is much of it, so it never keeps the worker busy: what serves people comes between
        self.close()
        return reminded or gathered or sent or counted

    def remind(self) -> bool:
        """Every reminder that has come. One that can not be made is put off, and the others go on."""
        with self.office.database.read() as session:
            due = deliver.due_runs(session, self.office.clock())
        return any([self._remind(item) for item in due])

    def _remind(self, due: deliver.DueRun) -> bool:
        def work() -> bool | None:
            scene = self.office.scene(due.org, due.template, due.version)
            if scene is None:
                return None
            return self.office.write(due.org, lambda session: deliver.remind(session, scene, due.case, due.number))

        done = _tried("a reminder", work)
        if done is None:
            self.office.write(due.org, lambda session: deliver.put_off(session, due, self.office.clock()))
        return done or False

    def gather(self) -> bool:
        """Every digest that has come due."""
        with self.office.database.read() as session:
            due = gather.due_people(session, self.office.clock())
        return any([_tried("a digest", partial(self._gather, org, person)) for org, person in due])

    def _gather(self, org: str, person: UUID) -> bool:
        organisation = self.office.organisation(org)
        if organisation is None:
            return False
        link, now = f"{self.office.base_url}/admin/{org}/", self.office.clock()
        return self.office.write(org, lambda session: gather.gather(session, organisation, person, now=now, link=link))

    def dispatch(self) -> None:
        """Now and then: reports that go out by mail, and what there is more of than usual. A clock that has just jumped is not believed."""
        now = self.office.clock()
        if abs(now - self._dispatched) < DISPATCH or not self._pace.steady(now):
            return
        self._dispatched = now
        for org, _ in self.office.organisations():
            _tried("what goes out by mail", partial(dispatch.plan, self.office, org))
            _tried("what goes out by mail", partial(dispatch.make, self.office, org, _tried))
            _tried("what may have risen", partial(watch_signals, self.office, org, _tried))

    def send(self) -> bool:
        """Every mail that is due. A mail is claimed and settled in transactions of its own, so that the server's pace holds up nothing."""
        sender = self.sender
        if sender is None:
            return False
        now = self.office.clock()
        steady = self._pace.steady(now)
        claimed = self.office.database.write(lambda session: deliver.claim(session, self.name, now, take_over=steady))
        for waiting in claimed:
            # what could not be tried while it was claimed may be someone else's by now
            if not self._stop.is_set() and (waiting.until is None or self.office.clock() < waiting.until):
                _tried("a mail", partial(self._send, sender, waiting))
        return bool(claimed)

    def _send(self, sender: Sender, waiting: Waiting) -> None:
        org, organisation = waiting.org, self.office.organisation(waiting.org)
        if organisation is not None:
            now, sealer = self.office.clock(), self.office.sealer
            waiting = self.office.read(org, lambda session: deliver.addressed(session, organisation, waiting, now, sealer=sealer))
        nobody = () if waiting.shares else Refused(waiting.nobody or "nobody-there", final=True)
        how = _sent(sender, waiting) if waiting.recipients else nobody
        self.office.write(org, lambda session: deliver.report_sent(session, waiting, self.name, now=self.office.clock(), how=how))

    def settle(self) -> None:
        """Now and then: what waits where nobody is any more goes to someone who can act. What fails in one organisation is its own."""
        now = self.office.clock()
        if now - self._settled < SETTLE:
            return
        self._settled = now
        for org, _ in self.office.organisations():
            _tried("what waits for nobody", partial(self.office.settle, org))

    def close(self) -> bool:
        """Now and then: a month that is over is closed, one in a round, so that no mail waits for all. True when one was.

        What no mail waits for rests in between.
        """
        now, begun = self.office.clock(), self._ticks()
        if now - self._closed < SETTLE:
            return False
        resting = begun < self._rested
        next_month = partial(close_next, self.office, only_waited=resting)
        closed = [org for org, _ in self.office.organisations() if _tried("a month that is over", partial(next_month, org))]
        if not resting:
            ended = self._ticks()
            self._rested = ended + REST * (ended - begun)
        if not resting and not closed:
            self._closed = now
        return bool(closed)

    def count_ahead(self) -> bool:
        """Every few seconds: what has come in is counted into the reports. True when there may be more at once."""
        now = self.office.clock()
        if now - self._counted < COUNT:
            return False
        more = [org for org, _ in self.office.organisations() if _tried("a report counted ahead", partial(self.office.count_ahead, org))]
        if not more:
            self._counted = now
        return bool(more)

    def _tidy(self) -> None:
        now = self.office.clock()
        if now - self._tidied < TIDY:
            return
        self._tidied = now
        for org, _ in self.office.organisations():
            self.office.write(org, lambda session, org=org: _forget_old(session, org, now))  # type: ignore[misc]
        _tried("a look at how much there is", self.office.database.analyse)


def _forget_old(session: Session, org: str, now: datetime) -> None:
    """Deletes what was only kept for a while."""
    drafts.forget_old(session, org, now)
    visit_dialogue.forget_old(session, org, now)
    gather.forget_old(session, org, now)


def _sent(sender: Sender, waiting: Waiting) -> Refused | tuple[str, ...]:
    """Sends; why not, when it could not. A mail that can not even be made is tried again too, and given up in the end."""
    try:
        taken = _tried("a mail", lambda: sender.send(waiting))
    except Refused as reason:
        return reason
    return Refused("the mail could not be made", final=False) if taken is None else taken


def _tried(what: str, work: Callable[[], T]) -> T | None:
    """What the work gives; None when it failed, which stands in the log without a word of what it was about."""
    try:
        return work()
    except (Refused, Unavailable):
        raise
    except Exception as error:
        LOG.error("%s failed: %s", what, type(error).__name__)
        return None
