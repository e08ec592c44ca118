"""Works beside the web: empties the outbox, reminds of what is due, clears old drafts. Any number of workers can run at once."""

import logging
import secrets
import threading
from datetime import timedelta

from engine.actions import deliver, drafts
from engine.mails import Refused, Sender
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
        done = False
        for org, case, number, template, version in due:
            scene = self.office.scene(org, template, version)
            if scene is not None:
                done |= self.office.write(org, lambda session, scene=scene, case=case, number=number: deliver.remind(session, scene, case, number))
        return done

    def send(self) -> bool:
        """Every mail that is due. A mail is claimed and settled in transactions of its own, so that the server's pace holds up nothing."""
        if self.sender is None:
            return False
        claimed = self.office.database.write(lambda session: deliver.claim(session, self.name, self.office.clock()))
        for waiting in claimed:
            refused = None
            try:
                self.sender.send(waiting)
            except Refused as reason:
                refused = reason
            now = self.office.clock()
            self.office.write(
                waiting.org,
                lambda session, waiting=waiting, refused=refused, now=now: deliver.report_sent(session, waiting, self.name, now, refused),
            )
        return bool(claimed)

    def _tidy(self) -> None:
        now = self.office.clock()
        if now - self._tidied < TIDY:
            return
        self._tidied = now
        for org, _ in self.office.organisations():
            self.office.write(org, lambda session, org=org: drafts.forget_old(session, org, now))
