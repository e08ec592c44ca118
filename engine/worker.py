"""Works beside the web: empties the outbox, reminds of what is due, clears old drafts. Any number of workers can run at once."""

import logging
import secrets
import threading
from datetime import datetime, timedelta
from uuid import UUID

from engine.actions import deliver, drafts
from engine.mails import Refused, Sender, Waiting
from engine.office import Office

LOG = logging.getLogger("mallverk.worker")
PAUSE = 1.0
TIDY = timedelta(hours=1)


class Worker:
    """One worker. Without a sender, mail stays in the outbox."""

    def __init__(self, office: Office, sender: Sender | None) -> None:
        self.office = office
        self.sender = sender
        self.name = secrets.token_hex(8)
        self._tidied = office.clock() - TIDY

    def run(self, stop: threading.Event) -> None:
        """Works until told to stop. One round that fails never ends the work."""
        while not stop.is_set():
            try:
                busy = self.once()
            except Exception as error:  # noqa: BLE001 - the outermost door: what failed is tried again
                LOG.error("a round of work failed: %s", type(error).__name__)
                busy = False
            stop.wait(0 if busy else PAUSE)

    def once(self) -> bool:
        """One round; True when there may be more to do at once."""
        reminded = self.remind()
        sent = self.send()
        self._tidy()
        return reminded or sent

    def remind(self) -> bool:
        """Every reminder that has come."""
        with self.office.database.read() as session:
            due = deliver.due_runs(session, self.office.clock())
        return any([self._remind(*item) for item in due])

    def _remind(self, org: str, case: UUID, number: int, template: str, version: int) -> bool:
        scene = self.office.scene(org, template, version)
        return scene is not None and self.office.write(org, lambda session: deliver.remind(session, scene, case, number))

    def send(self) -> bool:
        """Every mail that is due. A mail is claimed and settled in transactions of its own, so that the server's pace holds up nothing."""
        if self.sender is None:
            return False
        claimed = self.office.database.write(lambda session: deliver.claim(session, self.name, self.office.clock()))
        for waiting in claimed:
            self._send(self.sender, waiting)
        return bool(claimed)

    def _send(self, sender: Sender, waiting: Waiting) -> None:
        org, organisation = waiting.org, self.office.organisation(waiting.org)
        if organisation is not None:
            waiting = self.office.read(org, lambda session: deliver.addressed(session, organisation, waiting, self.office.clock()))
        refused = None if waiting.recipients else Refused("there is nobody in the mailbox to send it to", final=True)
        if refused is None:
            refused = _sent(sender, waiting)
        self.office.write(org, lambda session: deliver.report_sent(session, waiting, self.name, self.office.clock(), refused))

    def _tidy(self) -> None:
        now = self.office.clock()
        if now - self._tidied < TIDY:
            return
        self._tidied = now
        for org, _ in self.office.organisations():
            self._forget_old(org, now)

    def _forget_old(self, org: str, now: datetime) -> None:
        self.office.write(org, lambda session: drafts.forget_old(session, org, now))


def _sent(sender: Sender, waiting: Waiting) -> Refused | None:
    """Sends; why not, when it could not."""
    try:
        sender.send(waiting)
    except Refused as reason:
        return reason
    return None
