"""A report in words: what is counted, the sentence about what one sees, labels, comparisons. It must not decide what is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from engine.calendars import day_in_words, day_span, month_in_words
from engine.fields import Context, Form
from engine.fields.number import words as figures
from engine.statistics.lineage import ONE_VERSION, Break, Lineage, knowing
from engine.statistics.period import YEAR, Span, named
from engine.statistics.table import MISSING, PERIOD
from engine.template.counted import CASES, CLOSED, INCIDENTS, SUBMISSIONS
from engine.template.model import FormTemplate
from engine.template.report_keys import INTERVALS
from engine.template.reported import CaseSpan, Report
from engine.template.spans import OPENED, RECEIVED
from engine.texts import engine_texts, in_language

_DATED = {INCIDENTS: "by_first_case", CASES: "by_opened", CLOSED: "by_closed"}
_NAMED = 3
"""So many units are named; more are numbered."""


@dataclass(frozen=True)
class Words:
    """Says what a report shows, in the language of its context. `others` are more templates that it counts over."""

    template: FormTemplate
    report: Report
    context: Context
    lineage: Lineage = ONE_VERSION
    others: tuple[FormTemplate, ...] = ()

    def say(self, code: str, **facts: object) -> str:
        """A sentence of the engine's about statistics."""
        return engine_texts().say(f"statistics.{code}", self.context.language, **facts)

    def figure(self, number: int) -> str:
        """The number as the language writes it."""
        return figures(Decimal(number), self.context.language)

    def tenths(self, number: int) -> str:
        """A number of tenths with its one decimal, as the language writes it: "4,0"."""
        whole, tenth = divmod(number, 10)
        return f"{self.figure(whole)}{'.' if self.context.language == 'en' else ','}{tenth}"

    def title(self) -> str:
        """The report's title."""
        return in_language(self.report.title, self.context.language)

    def form(self) -> str:
        """What the template is called, or those that are counted over."""
        return self.listed([in_language(template.title, self.context.language) for template in (self.template, *self.others)])

    def thing(self, count: int = 0) -> str:
        """What is counted: "anmälan" for one, "anmälningar" for any other number."""
        grain = self.report.grain
        if grain in (SUBMISSIONS, INCIDENTS, CASES, CLOSED):
            return self.say(grain, count=count)
        if (span := self.template.spans.get(grain)) is not None:
            return self.say("spans", count=count, label=in_language(span.title, self.context.language))
        return self.say("rounds" if self._is_step(grain) else "rows", count=count, label=self._grain_label(grain))

    def dated(self) -> str:
        """Which day places what is counted in time."""
        if self.report.date:
            return self.say("by_date", label=self.label(self.report.date))
        item = self.template.counted.get(self.report.rows or "")
        if item is not None and item.alone:
            return self.say("by_month")
        if self.report.grain in self.template.spans:
            return self._measured(self.template.spans[self.report.grain])
        if self.report.grain in _DATED:
            return self.say(_DATED[self.report.grain])
        return self.say("by_finished" if self._is_step(self.report.grain.partition(".")[0]) else "by_received")

    def _measured(self, span: CaseSpan) -> str:
        """From what to what, in which days."""
        calendar = self.context.organisation.calendar(span.calendar, None)
        days = in_language(calendar.label_many, self.context.language)
        return self.say("by_span", start=self._point(span.start), end=self._point(span.end), days=days)

    def _point(self, point: str) -> str:
        """Where a span begins or ends."""
        if point in (RECEIVED, OPENED, CLOSED):
            return self.say(f"point_{point}")
        if self._is_step(point):
            return self.say("point_step", step=in_language(self.template.step(point).title, self.context.language))
        return self.say("point_day", label=self.label(point))

    def days(self, count: int) -> str:
        """A number of days of the span that the report counts: "1 dag", "12 arbetsdagar"."""
        calendar = self.context.organisation.calendar(self.template.spans[self.report.grain].calendar, None)
        label = in_language(calendar.label_one if count == 1 else calendar.label_many, self.context.language)
        return self.say("so_many", number=self.figure(count), label=label)

    def _is_step(self, grain: str) -> bool:
        return any(step.id == grain for step in self.template.steps())

    def _grain_label(self, grain: str) -> str:
        step, _, group = grain.rpartition(".")
        if self._is_step(grain):
            return in_language(self.template.step(grain).title, self.context.language)
        question = self._form(step or None).find(group)
        return in_language(question.label if question else None, self.context.language) or group

    def _form(self, step: str | None) -> Form:
        if step is None:
            return self.template.form
        found = self.template.step(step)
        return found.kind.form(found) or self.template.form

    def interval_label(self) -> str:
        """What one of the report's intervals is called: "Månad", or the name of a list of periods."""
        known = self.report.interval in INTERVALS
        return self.say(f"sheet.{self.report.interval}") if known else self.report.interval.replace("_", " ").capitalize()

    def label(self, reference: str) -> str:
        """What a counted answer is called; with its page or step where another one has the same name."""
        label = in_language(self.template.counted[reference].label, self.context.language)
        same = [name for name, item in self.template.counted.items() if in_language(item.label, self.context.language) == label]
        around = self._around(reference) if len(same) > 1 else ""
        return self.say("in_context", label=label, context=around) if around and around != label else label

    def _around(self, reference: str) -> str:
        if self.template.counted[reference].derived:
            return ""
        step, _, id = reference.rpartition(".")
        pages = self._form(step or None).pages
        page = next((page for page in pages if len(pages) > 1 and Form(page.title, (page,)).find(id)), None)
        title = page.title if page else self.template.step(step).title if step else None
        return in_language(title, self.context.language)

    def value(self, reference: str, key: str) -> str:
        """What a row or column of a table is called."""
        if key == MISSING:
            # a day is always there, but may lie between the periods of a list
            return self.say("between" if reference == PERIOD and self.report.date is None else "missing")
        if reference == PERIOD:
            return self.interval(key)
        # what can no longer be answered is called as it last was
        question = knowing((self.template.counted[reference].question, *self.lineage.questions.get(reference, ())), key)
        return question.type.category_label(key, question, self.context)

    def interval(self, key: str) -> str:
        """A week, month, year or period: "vecka 48 2026", "oktober 2026", "2026", "Höstterminen 2026"."""
        if "--" in key:
            first, last = interval_days(key)
            spans = named(self.context.organisation)
            label = next((span.label for span in spans if (span.kind, span.first, span.last) == (self.report.interval, first, last)), "")
            return label or day_span(first, last, self.context.language)
        number, _, rest = key.partition("-")
        if rest.startswith("W"):
            return self.say("week", week=str(int(rest[1:])), year=number)
        return month_in_words(date(int(number), int(rest), 1), self.context.language) if rest else number

    def tick(self, key: str, *, year: bool) -> str:
        """The same, short enough to stand under a line: "okt", "okt ’26", "v. 48"."""
        if "--" in key:
            return self.interval(key)
        number, _, rest = key.partition("-")
        if rest.startswith("W"):
            return self.say("week_short", week=str(int(rest[1:])))
        month = self.interval(key)[:3] if rest else ""
        return self.say("month_short", month=month, year=number[2:]) if month and year else month or number

    def cut(self, key: str, first: date, last: date) -> str:
        """The same, saying where it is cut off when only a part of it is within two days."""
        begins, ends = interval_days(key)
        label, language = self.interval(key), self.context.language
        if begins <= last < ends:
            label = self.say("through", label=label, day=day_in_words(last, language, weekday=False))
        if begins < first <= ends:
            label = self.say("since", label=label, day=day_in_words(first, language, weekday=False))
        return label

    def period(self, span: Span) -> str:
        """A period in the middle of a sentence: "höstterminen 2026 (1 augusti–22 november 2026)"."""
        days = span.days(self.context.language)
        if span.label:
            return self.say("named", label=_small(span.label), days=days)
        whole = (span.first.month, span.first.day, span.last.month, span.last.day) == (1, 1, 12, 31)
        year = self.say("year", year=str(span.first.year))
        return (year if whole else self.say("named", label=year, days=days)) if span.kind == YEAR else days

    def period_label(self, span: Span) -> str:
        """A period as it is chosen: "Höstterminen 2026"."""
        return span.label or (self.say("year_label", year=str(span.first.year)) if span.kind == YEAR else span.days(self.context.language))

    def listed(self, texts: Sequence[str], word: str = "and") -> str:
        """Texts with commas, and a word before the last."""
        return self.say(word, list=", ".join(texts[:-1]), last=texts[-1]) if len(texts) > 1 else "".join(texts)

    def where(self, units: Sequence[str] | None) -> str:
        """Whose numbers these are; None for everyone's."""
        names = [unit.name for key, unit in self.context.organisation.units.items() if units is not None and key in units]
        if units is None:
            return self.say("everywhere", organisation=self.context.organisation.name)
        if not names:
            return self.say("nowhere")
        return self.listed(names) if len(names) <= _NAMED else self.say("units", count=len(names))

    def sentence(self, units: Sequence[str] | None, span: Span, chosen: Mapping[str, Sequence[str]]) -> str:
        """What one sees: "Du ser anmälningar i ”…” från …, höstterminen 2026. Bara där ”Plats” är Gården eller Hallen."."""
        first = self.say("sentence", what=self.thing(), template=self.form(), where=self.where(units), period=self.period(span))
        return f"{first} {self.say('only', conditions=self.conditions(chosen))}" if chosen else first

    def conditions(self, chosen: Mapping[str, Sequence[str]]) -> str:
        """The chosen values: "”Plats” är Gården eller Hallen"."""
        parts = [
            self.say("condition", label=self.label(reference), values=self.listed([self.value(reference, key) for key in keys], "or"))
            for reference, keys in chosen.items()
        ]
        return self.listed(parts)

    def compared(self, count: int | None, before: int | None, span: Span) -> str:
        """How a number compares with that of the earlier span; None is a number that is masked."""
        when = self.say("year_ago", days=span.days(self.context.language))
        if before is None:
            return self.say("masked_before", when=when)
        if count is None:
            return ""
        code = "same" if count == before else "more" if count > before else "fewer"
        return self.say(code, difference=self.figure(abs(count - before)), before=self.figure(before), when=when)

    def breaks(self, versions: Sequence[int], chosen: Mapping[str, Sequence[str]]) -> list[str]:
        """Where the series is broken among facts of these versions: one sentence for each answer that was split."""
        return [
            self.say(
                "broken",
                version=str(found.version),
                value=self.value(found.reference, found.value),
                into=self.listed([self.say("quoted", text=self.value(found.reference, value)) for value in found.into]),
            )
            for found in self._broken(versions, chosen)
        ]

    def briefly_broken(self, versions: Sequence[int], chosen: Mapping[str, Sequence[str]]) -> list[tuple[int, str]]:
        """The same in so few words that they can stand in a chart, each with its version."""
        broken = self._broken(versions, chosen)
        return [(found.version, self.say("split", value=self.value(found.reference, found.value))) for found in broken]

    def _broken(self, versions: Sequence[int], chosen: Mapping[str, Sequence[str]]) -> list[Break]:
        asked = {self.report.rows, self.report.columns, *chosen}
        breaks = (found for found in self.lineage.breaks if found.reference in asked)
        return [found for found in breaks if any(version < found.version for version in versions)]

    def nothing_before(self, span: Span) -> str:
        """That there is nothing to compare with."""
        return self.say("none_before", when=self.say("year_ago", days=span.days(self.context.language)))


def interval_days(key: str) -> tuple[date, date]:
    """The first and the last day of a week, month, year or period by its key."""
    if "--" in key:
        first, last = map(date.fromisoformat, key.split("--"))
        return first, last
    number, _, rest = key.partition("-")
    year = int(number)
    if rest.startswith("W"):
        first = date.fromisocalendar(year, int(rest[1:]), 1)
        return first, first + timedelta(days=6)
    if rest:
        month = int(rest)
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date(year, 1, 1), date(year, 12, 31)


def _small(label: str) -> str:
    """A name as it stands inside a sentence; a shortening keeps its capitals."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
