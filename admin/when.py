"""Days, moments and deadlines in the words of someone who reads them now. It must not know a request."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from engine.calendars import Calendar, day_in_words, time_in_words
from engine.organisation import Organisation
from forms.wording import language, say


@dataclass(frozen=True)
class Tag:
    """A state in a word or two; `kind` is what parts/tag.html knows."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class When:
    """The reader's present."""

    organisation: Organisation
    now: datetime

    @property
    def today(self) -> date:
        """The organisation's local day."""
        return self.local(self.now).date()

    def local(self, at: datetime) -> datetime:
        """The moment by the organisation's clock."""
        return at.astimezone(self.organisation.zone)

    def day(self, at: datetime) -> str:
        """The day: "i dag", "i går", "onsdag 25 november", with the year when it is another one."""
        day = self.local(at).date()
        if day == self.today:
            return say("when.today")
        if day == self.today - timedelta(days=1):
            return say("when.yesterday")
        return self.dated(at)

    def dated(self, at: datetime) -> str:
        """The day by its date, with the year when it is another one."""
        return self.on(self.local(at).date())

    def on(self, day: date) -> str:
        """A day without a time of its own, with the year when it is another one."""
        return day_in_words(day, language(), year=day.year != self.today.year)

    def short(self, at: datetime) -> str:
        """The day without its name, for a column, in one piece: "i dag", "20 november", with the year when it is another one."""
        day = self.local(at).date()
        near = day >= self.today - timedelta(days=1)
        words = self.day(at) if near else day_in_words(day, language(), year=day.year != self.today.year, weekday=False)
        return words.replace(" ", "\N{NO-BREAK SPACE}")

    def moment(self, at: datetime) -> str:
        """Day and time: "i dag 10.42", "fredag 20 november 14.02"."""
        return say("when.moment", day=self.day(at), time=self.clock(at))

    def clock(self, at: datetime) -> str:
        """The time: "10.42"."""
        return time_in_words(self.local(at), language())

    def by(self, due: datetime) -> str:
        """Until when something is to be done, for a line of text."""
        return say("when.by", day=self.day(due))

    def standing(self, paused: datetime | None, resumes: datetime | None) -> Tag | None:
        """That a step stands still, and until when; None for one that does not."""
        if paused is None:
            return None
        return Tag(say("when.paused_until", day=self.short(resumes)) if resumes else say("when.paused"))

    def tag(self, due: datetime | None, calendar: Calendar) -> Tag | None:
        """How near a deadline is, counted in the days of its own calendar."""
        if due is None:
            return None
        last, words = self.local(due).date(), language()
        if due < self.now:
            late = calendar.count(last, self.today)
            return Tag(say("when.late", days=calendar.in_words(late, words)) if late else say("when.overdue"), "overdue")
        if last == self.today:
            return Tag(say("when.due_today"), "today")
        left = calendar.count(self.today, last)
        return Tag(say("when.left", days=calendar.in_words(left, words)) if left else self.by(due))


class Kept(When):
    """The same for what is kept: a day is told by its date and year, since "today" is only true today."""

    def day(self, at: datetime) -> str:
        """The day: "25 november 2026"."""
        return day_in_words(self.local(at).date(), language(), year=True, weekday=False)
