"""A signal in words: what there is more of, where and when. Never how many, and never who."""

from dataclasses import dataclass
from datetime import date

from engine.calendars import day_span
from engine.fields import Context
from engine.mails import Letter
from engine.signals.series import WEEK
from engine.statistics.lineage import Lineage
from engine.statistics.table import interval_of
from engine.statistics.words import Words
from engine.template.model import FormTemplate
from engine.template.reported import Report
from engine.template.watched import Signal
from engine.texts import engine_texts, in_language


def counted_by(signal: Signal) -> Report:
    """What a signal counts, as the report that would show it."""
    return Report(signal.id, signal.title, signal.grain, rows=signal.by, interval=signal.interval)


@dataclass(frozen=True)
class SignalWords:
    """Says what a signal tells of, in the language of its context."""

    template: FormTemplate
    signal: Signal
    context: Context
    lineage: Lineage

    def title(self) -> str:
        """What there may be more of."""
        return in_language(self.signal.title, self.context.language)

    def where(self, unit: str | None, value: str) -> str:
        """The value, if any, and the unit: "Korridoren, North works"."""
        organisation = self.context.organisation
        found = organisation.units.get(unit or "")
        name = found.name if found is not None else unit or organisation.name
        return f"{self._words.value(self.signal.by, value)}, {name}" if self.signal.by is not None and value else name

    def when(self, first: date, last: date) -> str:
        """The week with its days, or the month."""
        label = self._words.interval(interval_of(first, self.signal.interval))
        return f"{label} ({day_span(first, last, self.context.language)})" if self.signal.interval == WEEK else label

    def how(self, how: str) -> str:
        """Whether it was at once or has gone on for some time."""
        return engine_texts().say(f"signals.{how}.{self.signal.interval}", self.context.language)

    def letter(self, opening: tuple[str, str, str], link: str) -> Letter:
        """The mail that says where, when and how, and where there is more to read."""

        def say(code: str) -> str:
            return engine_texts().say(f"signals.mail.{code}", self.context.language, title=self.title())

        where, when, how = opening
        parts = (self.title(), f"{where}\n{when[:1].upper()}{when[1:]}", how, f"{say('open')}\n{link}", say("closing"))
        return Letter(say("subject"), "\n\n".join(parts) + "\n")

    @property
    def _words(self) -> Words:
        return Words(self.template, counted_by(self.signal), self.context, self.lineage)
