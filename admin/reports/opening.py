"""One report as one reader has asked for it: what was chosen, what may be chosen, and the figures."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from admin.counted_over import Over, over
from admin.guard import Visit
from admin.reports.choice import Choice, Ground, filters, options_of, read_choice, read_units
from admin.reports.reach import Reach
from engine.access import Actor
from engine.actions.cases_behind import Behind, cases_behind
from engine.actions.read_report import Figures, Part, Request, read_report
from engine.fields import Context
from engine.office import Office
from engine.organisation import Organisation
from engine.statistics.beside import Everywhere, can_stand_beside
from engine.statistics.definitions import Scope
from engine.statistics.lineage import Lineage
from engine.statistics.period import Span, can_compare, named, usual, whole_months, year_before
from engine.statistics.sheet import Sheet, sheet_of
from engine.statistics.shown import Shown
from engine.statistics.spot import Spot
from engine.statistics.table import PERIOD, Selection, fact_grain
from engine.statistics.words import Words
from engine.store import counts, interpretations
from engine.store.case_list import Listed
from engine.store.counts import Known
from engine.store.interpretations import Scope as About
from engine.store.interpretations import Wording
from forms.decoder import Posted
from forms.wording import language

_YEARS_BACK = 10
"""A date that is answered may lie so long before the first report; a table of periods begins no earlier."""


@dataclass(frozen=True)
class Reader:
    """Someone who looks at reports, when, and in which language."""

    office: Office
    organisation: Organisation
    actor: Actor
    now: datetime
    language: str = "sv"

    @classmethod
    def of(cls, here: Visit) -> "Reader":
        """Whoever makes a visit."""
        return cls(here.office, here.organisation, here.actor, here.now, language())

    @property
    def today(self) -> date:
        """The organisation's local day."""
        return self.now.astimezone(self.organisation.zone).date()

    @property
    def context(self) -> Context:
        """The situation in which labels are said."""
        return Context(self.organisation, self.now, self.language)

    @cached_property
    def reach(self) -> Reach:
        """Whose numbers the reader may see."""
        return Reach.of(self.actor, self.organisation)


@dataclass(frozen=True)
class Read:
    """The figures of a report, what they are an answer to, and what people take them to mean."""

    shown: Shown
    scope: Scope
    interpretation: str = ""

    @cached_property
    def sheet(self) -> Sheet:
        """All of it in words, as page and files say it."""
        return replace(sheet_of(self.shown, self.scope), interpretation=self.interpretation)


@dataclass(frozen=True)
class Opened:
    """A report that is open before a reader. `within` are the units it is about, None for everything; `options` what can be chosen."""

    reader: Reader
    over: Over
    words: Words
    ground: Ground
    within: frozenset[str] | None
    full: bool
    options: dict[str, tuple[str, ...]]
    choice: Choice

    @property
    def empty(self) -> bool:
        """True while nothing at all has come in."""
        return self.ground.days is None

    @property
    def span(self) -> Span:
        """The period as far as it has come."""
        return self.choice.span.until(self.ground.today)

    @property
    def before(self) -> Span:
        """The same a year earlier."""
        return year_before(self.choice.span, self.ground.spans, self.ground.today)

    @property
    def comparable(self) -> bool:
        """True when it was counted a year earlier, too."""
        days = self.ground.days
        if self.over.parts[1:] and not self.full:
            # what a template of them counted could be worked out from the sum of all
            return False
        return days is not None and (self.ground.report.date is not None or can_compare(self.before, days.since))

    @property
    def sentence(self) -> str:
        """What the reader sees, in a sentence or two."""
        whom = None if self.within is None else self.reader.organisation.topmost(self.within)
        return self.words.sentence(whom, self.span, self.choice.chosen)

    def read(self) -> Read:
        """The figures, as much of them as the reader may see."""
        figures = self._figures()
        taken = self.reader.now.astimezone(self.reader.organisation.zone)
        asked = Scope(self.within, self.span, self.before, taken, self.choice.chosen, comparable=self.comparable)
        scope = replace(figures.scope(asked), beside=figures.beside, others=self._others(figures))
        return Read(figures.shown, scope, self.wordings[0].text if self.wordings else "")

    def _others(self, figures: Figures) -> tuple[tuple[str, tuple[int, ...], tuple[str, ...]], ...]:
        """What each other template is called, its versions, and the breaks in its series."""
        chosen = self.choice.chosen
        found: list[tuple[str, tuple[int, ...], tuple[str, ...]]] = []
        apart = tuple(self.words.say("apart", label=self.words.label(name)) for name in self.over.apart)
        for part, versions in zip(self.over.parts[1:], figures.of_others, strict=True):
            words = Words(part.template, part.report, self.reader.context, part.lineage)
            found.append((words.form(), versions, (*words.breaks(versions, chosen), *(apart if not found else ()))))
        return tuple(found)

    @property
    def whom(self) -> tuple[str, ...] | None:
        """The fewest units that name all it is about, None for everything."""
        return None if self.within is None else self.reader.organisation.topmost(self.within)

    @property
    def about(self) -> About | None:
        """What a text beside the report is about; None where several units are shown that nothing holds together."""
        whom, span = self.whom, self.choice.span
        if whom is not None and len(whom) != 1:
            return None
        return About(self.ground.place, self.ground.report.id, whom[0] if whom else "", span.first, span.last)

    @property
    def _request(self) -> Request:
        """What is asked of the facts."""
        earlier = self._selection(self.before) if self.comparable else None
        return Request(
            self.reader.actor, self._clipped(self._selection(self.span)), earlier, self.full, self._everywhere, self.over.parts[1:]
        )

    @property
    def _everywhere(self) -> Everywhere | None:
        """All units, to stand beside one's own: for who may not read all that is counted there only without filters, over the shortest
        period that has a name, and when it has been: what never changes, and can not be put together from others.
        """
        ground, span = self.ground, self.choice.span
        if self.within is None or not can_stand_beside(ground.template, ground.report):
            return None
        full = all(ground.reach.full(None, part.template) for part in self.over.parts)
        closed = span.last < ground.today.replace(day=1) and span == usual(ground.spans, None, span.first)
        if not full and (ground.several or self.choice.chosen or ground.report.date or not closed):
            return None
        return Everywhere(replace(self._selection(self.span), units=None), full)

    def _figures(self) -> Figures:
        return self.reader.office.read(
            self.reader.organisation.key, lambda session: read_report(session, self.words, self.over.parts[0].columns, self._request)
        )

    @cached_property
    def wordings(self) -> list[Wording]:
        """What has been written about what is shown, the latest first: that one holds on the page and in files, and in no mail."""
        about, org, sealer = self.about, self.reader.organisation.key, self.reader.office.sealer
        return self.reader.office.read(org, lambda session: interpretations.wordings(session, sealer, org, about)) if about else []

    def cases(self, spot: Spot, page: int) -> tuple[list[Listed], int]:
        """One page of the cases behind a number that the reader may read, and how many there are in all."""
        return self.reader.office.read(
            self.reader.organisation.key,
            lambda session: cases_behind(session, self.words, self.over.parts[0].columns, self._request, Behind(spot, page)),
        )

    def _selection(self, span: Span) -> Selection:
        return Selection(self.within, span.first, span.last, self.choice.chosen)

    def _clipped(self, selection: Selection) -> Selection:
        """Without the empty rows of a long time before anything was counted."""
        report, days = self.ground.report, self.ground.days
        if report.rows != PERIOD or days is None or selection.first is None:
            return selection
        floor = days[0].replace(year=days[0].year - (_YEARS_BACK if report.date else 0), day=1)
        return replace(selection, first=max(selection.first, floor))


def open_report(reader: Reader, template: str, report: str, asked: Posted) -> Opened | None:
    """The report as the address asks for it; None when there is no such report."""
    found = over(reader.office, reader.organisation.key, template, report)
    return open_over(reader, found, asked) if found is not None else None


def open_over(reader: Reader, found: Over, asked: Posted) -> Opened:
    """The report that counts over this."""
    first, *others = found.parts
    org, reach, units = reader.organisation.key, reader.reach, read_units(reader.reach, asked)
    within = reach.within(units)
    known = reader.office.read(org, lambda session: counts.days(session, org, found.names, within)).values()
    # several templates can be compared since the last of them came into use
    days = Known(min(one.first for one in known), max(one.last for one in known), max(one.since for one in known)) if known else None
    spans = named(reader.organisation, within or ())
    ground = Ground(reach, first.template, first.report, spans, days, reader.today, found.place, bool(others))
    full = all(reach.full(within, part.template) for part in found.parts)
    words = Words(first.template, first.report, reader.context, _together(found.parts), tuple(part.template for part in others))
    options = {name: options_of(words, name) for name in filters(ground, full=full)}
    choice = read_choice(ground, asked, options, units=units)
    if fact_grain(ground.template, ground.report) != ground.report.grain:
        choice = replace(choice, span=whole_months(choice.span))
    return Opened(reader, found, words, ground, within, full, options, choice)


def _together(parts: tuple[Part, ...]) -> Lineage:
    """The lineage of the first, which also knows what the others call values that only they have."""
    first, *others = parts
    asked = {}
    for name in first.template.counted:
        theirs = (part.template.counted[name].question for part in others if name in part.template.counted)
        asked[name] = (*first.lineage.questions.get(name, ()), *theirs)
    return replace(first.lineage, questions=asked) if others else first.lineage
