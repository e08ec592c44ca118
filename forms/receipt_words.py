"""Says what has become of a report: on the receipt, and to whoever asks with its reference. Never a word of its content."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from engine.calendars import day_in_words, moment_in_words
from engine.organisation import Holder
from engine.store.status import Status
from forms.start_words import StartWords


@dataclass(frozen=True)
class Line:
    """Something that has happened, and when."""

    what: str
    when: str
    iso: str


@dataclass(frozen=True)
class ReceiptWords:
    """The words about one report. `mailbox` is where it lies."""

    start: StartWords
    status: Status
    mailbox: str | None
    now: datetime

    def next_steps(self) -> list[str]:
        """Who has been told, and what they do by when."""
        say, words = self.start.say, self.start
        if self.mailbox is None:
            # it waits for those who read everything, and nobody has been told
            return [say("public.receipt.waits", organisation=words.organisation.name)]
        found = [say("public.receipt.gets", who=self.receiver())]
        found += [say("public.receipt.notice", who=words.who(step.to)) for step in words.notices()]
        if words.template.cases.start == "by_hand":
            return [*found, say("public.start.by_hand", who=self.function())]
        return [*found, *([self.due()] if self.due() else [])]

    def due(self) -> str:
        """By when the next thing is to be done; empty when nobody has promised a day, or the day has passed."""
        expected, decision = self.expected(), self.start.decision()
        if expected is None:
            return ""
        day = day_in_words(expected, self.start.language)
        if decision is not None and decision is self.start.opening():
            return self.start.say("public.receipt.decision", who=self.function(), day=day)
        return self.start.say("public.receipt.next", day=day)

    def expected(self) -> date | None:
        """The day by which the next thing is to be done; None when nobody has promised one, or it has passed."""
        due = self.status.due
        gone = due is None or due < self.now or self.status.decided is not None
        return None if due is None or gone else due.astimezone(self.zone).date()

    def lines(self) -> list[Line]:
        """What has happened so far, the latest first."""
        status = self.status
        reached = (("closed", status.closed), ("decided", status.decided), ("read", status.read))
        later = [self._line(code, moment, whole=False) for code, moment in reached if moment is not None]
        return [*later, self._line("received", status.received, whole=True)]

    def receiver(self) -> str:
        """Who has the report, by function and place."""
        return self.start.holder_in_words(self.holder)

    def function(self) -> str:
        """Who has the report, by function alone."""
        return self.start.label(self.holder.function) if self.holder else self.start.organisation.name

    @cached_property
    def holder(self) -> Holder | None:
        """Which of the functions that the mailbox holds the report came to: one that the template routes to, held nearest to the unit."""
        held = [holder for holder, mailbox in self.start.organisation.mailboxes.items() if mailbox == self.mailbox]
        wanted = [way.to for way in self.start.template.routing]
        held.sort(key=lambda holder: (wanted.index(holder.function) if holder.function in wanted else len(wanted), self._distance(holder)))
        return held[0] if held else self.start.holder

    @property
    def zone(self) -> ZoneInfo:
        """Where the days are."""
        return self.start.organisation.zone

    def _distance(self, holder: Holder) -> int:
        """How far above the report's unit a function is held."""
        chain = list(self.start.organisation.chain(self.status.unit))
        return chain.index(holder.unit) if holder.unit in chain else len(chain)

    def _line(self, code: str, moment: datetime, *, whole: bool) -> Line:
        local, language = moment.astimezone(self.zone), self.start.language
        when = moment_in_words(local, language) if whole else day_in_words(local.date(), language)
        return Line(
            self.start.say(f"public.status.{code}"), when, local.isoformat(timespec="minutes") if whole else local.date().isoformat()
        )
