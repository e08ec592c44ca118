"""The words of every mail about a report or a case: reference, unit, date and link. Never a word of the content."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from engine.calendars import day_in_words
from engine.organisation import Organisation
from engine.routing import Place
from engine.sensitivity import Channel, may_show
from engine.texts import engine_texts
from engine.workflow import Told

AT_ONCE, DAILY, NONE = "at_once", "daily", "none"
HOW = (AT_ONCE, DAILY, NONE)
"""How a person can want the mail of a mailbox."""
ALWAYS = frozenset({"overdue", "notice"})
"""What is told at once whatever was chosen: that something is late, and what somebody must be told of."""
DIGEST = "digest"
GATHERED_AT = time(7, 30)
MOST, WINDOW = 5, timedelta(hours=1)
"""So many mails go to one person at once in so long a time; what comes on top is gathered until the next full hour."""


@dataclass(frozen=True)
class Share:
    """Someone who is told of a mail: at once, or together with others at `due`."""

    person: UUID
    due: datetime | None = None


def share(person: UUID, how: str, kind: str, now: datetime, *, had: int, zone: ZoneInfo) -> Share | None:
    """How a person is told of a mail of some kind, who has `had` so many lately; None for one who does not want it."""
    if how == NONE and kind not in ALWAYS:
        return None
    if how == DAILY and kind not in ALWAYS:
        return Share(person, _next_morning(now.astimezone(zone)))
    return Share(person, now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1) if had >= MOST else None)


def _next_morning(now: datetime) -> datetime:
    """The next time that mail is gathered, by the clock of the place."""
    today = datetime.combine(now.date(), GATHERED_AT, now.tzinfo)
    return today if now < today else datetime.combine(now.date() + timedelta(days=1), GATHERED_AT, now.tzinfo)


STATISTICS = "statistics"
"""The mail that is a report of a mailbox's own numbers: it is told in full to those who may see them, whatever each has chosen."""
SIGNAL = "signal"
"""The mail that there is more of something than usual: it is told to those who may see that, whatever each has chosen."""
MESSAGE = "message"
"""The mail to staff that whoever reported has written."""
REPORTER = "reporter"
"""The mail to whoever reported that something has happened."""


@dataclass(frozen=True)
class Waiting:
    """A mail that a worker has claimed to send; `key` is the same each time it is tried.

    `until` is when the claim ends, and `nobody` says why there is nobody to send it to; `shares` are those whom it is divided among.
    Where a `private` one goes is written nowhere.
    """

    org: str
    id: UUID
    key: str
    recipients: tuple[str, ...]
    subject: str
    body: str
    mailbox: str | None = None
    person: UUID | None = None
    subject_id: UUID | None = None
    actor: UUID | None = None
    until: datetime | None = None
    nobody: str = ""
    kind: str = ""
    shares: tuple[Share, ...] = ()
    private: bool = False


class Refused(Exception):
    """The mail server said no; `final` when it will always say so."""

    def __init__(self, reason: str, *, final: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


class Sender(Protocol):
    """Something that sends one mail."""

    def send(self, waiting: Waiting) -> tuple[str, ...]:
        """Sends it; the recipients that were refused while others were taken. Raises Refused when nobody was."""


@dataclass(frozen=True)
class Letter:
    """A mail's words."""

    subject: str
    body: str


@dataclass(frozen=True)
class About:
    """What a mail may say: the number, the unit's name, and the page it leads to."""

    number: str
    unit: str
    link: str

    @classmethod
    def of(cls, place: Place, *, number: str, link: str) -> "About":
        """What it may say of a report or case of that place."""
        asked, unit = place.template.routing_question(), place.organisation.units.get(place.unit or "")
        told = unit is not None and asked is not None and may_show(asked, Channel.MAIL)
        return cls(number, unit.name if unit is not None and told else "", link)


def letter(why: str, about: About, due: datetime | None, organisation: Organisation, *, language: str = "sv") -> Letter:
    """The mail for one reason: "new", "step", "assigned", "notice", "review", "copy", "reminder", "overdue" or "message"."""
    texts = engine_texts()
    facts = {"number": about.number, "unit": about.unit, "link": about.link}
    lines = [texts.say(f"mails.{why}.opening" if about.unit else f"mails.{why}.opening-without-unit", language, **facts)]
    if due is not None and texts.has(f"mails.{why}.due", language):
        local = due.astimezone(organisation.zone)
        lines.append(texts.say(f"mails.{why}.due", language, day=day_in_words(local.date(), language), **facts))
    lines += ["", texts.say("mails.open", language, **facts), about.link, "", texts.say(f"mails.{_closing(why)}", language, **facts)]
    return Letter(texts.say(f"mails.{why}.subject", language, **facts), "\n".join(lines) + "\n")


def digest(counts: list[tuple[str, int]], link: str, language: str = "sv") -> Letter:
    """The mail that says of how many cases and reports something has come to each of a person's mailboxes."""
    texts = engine_texts()
    lines = [texts.say("mails.digest.line", language, mailbox=mailbox, count=count) for mailbox, count in counts]
    total = sum(count for _, count in counts)
    body = [texts.say("mails.digest.opening", language), "", *lines, "", texts.say("mails.digest.open", language), link, ""]
    closing = texts.say("mails.digest.closing", language)
    return Letter(texts.say("mails.digest.subject", language, count=total), "\n".join([*body, closing]) + "\n")


def _closing(why: str) -> str:
    """A copy gives no right to read, so its link leads nowhere and its words say so."""
    return "closing-copy" if why == "copy" else "closing"


def letter_for(told: Told, about: About, organisation: Organisation, language: str = "sv") -> Letter:
    """The mail for someone who is told."""
    return letter(told.why, about, told.due, organisation, language=language)


def reporter_letter(link: str, language: str) -> Letter:
    """The mail to whoever reported: that something has happened, and where to look. It names no report, nobody and nothing else."""
    say = engine_texts().say
    lines = [say("mails.reporter.opening", language), "", say("mails.reporter.open", language), link, ""]
    return Letter(say("mails.reporter.subject", language), "\n".join([*lines, say("mails.reporter.closing", language)]) + "\n")


def invitation(organisation: Organisation, link: str, language: str = "sv") -> Letter:
    """The mail to someone who has got an account: that it is there. The link that opens it is given by whoever made it."""
    texts, facts = engine_texts(), {"organisation": organisation.name}
    lines = [texts.say("mails.invitation.opening", language, **facts), "", texts.say("mails.invitation.later", language, **facts), link]
    return Letter(texts.say("mails.invitation.subject", language, **facts), "\n".join(lines) + "\n")
