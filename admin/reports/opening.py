"""One report as one reader has asked for it: what was chosen, what may be chosen, and the figures."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from admin.reports.choice import Choice, Ground, filters, options_of, read_choice, read_units
from admin.reports.reach import Reach
from engine.access import Actor
from engine.actions.read_report import Figures, Request, read_report
from engine.actions.scene import Published
from engine.fields import Context
from engine.office import Office
from engine.organisation import Organisation
from engine.statistics.definitions import Scope
from engine.statistics.period import Span, named, whole_months, year_before
from engine.statistics.sheet import Sheet, sheet_of
from engine.statistics.shown import Shown
from engine.statistics.table import PERIOD, Selection, fact_grain
from engine.statistics.words import Words
from engine.store import counts
from forms.decoder import Posted

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

    @property
    def today(self) -> date:
        """The organisation's local day."""
        return self.now.astimezone(self.organisation.zone).date()

    @property
    def context(self) -> Context:
        """The situation in which labels are said."""
        return Context(self.organisation, self.now, self.language)

    @property
    def reach(self) -> Reach:
        """Whose numbers the reader may see."""
        return Reach.of(self.actor, self.organisation)


@dataclass(frozen=True)
class Read:
    """The figures of a report, and what they are an answer to."""

    shown: Shown
    scope: Scope

    @cached_property
    def sheet(self) -> Sheet:
        """All of it in words, as page and files say it."""
        return sheet_of(self.shown, self.scope)


@dataclass(frozen=True)
class Opened:
    """A report that is open before a reader. `within` are the units it is about, None for everything; `options` what can be chosen."""

    reader: Reader
    published: Published
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
        """True when there was something to count by a year earlier."""
        days = self.ground.days
        return days is not None and (self.ground.report.date is not None or days[0] <= self.before.last)

    @property
    def sentence(self) -> str:
        """What the reader sees, in a sentence or two."""
        whom = None if self.within is None else self.reader.organisation.topmost(self.within)
        return self.words.sentence(whom, self.span, self.choice.chosen)

    def read(self) -> Read:
        """The figures, as much of them as the reader may see."""
        figures = self._figures()
        taken = self.reader.now.astimezone(self.reader.organisation.zone)
        scope = Scope(self.within, self.span, self.before, taken, self.choice.chosen, figures.versions, figures.full, self.comparable)
        return Read(figures.shown, scope)

    def _figures(self) -> Figures:
        earlier = self._selection(self.before) if self.comparable else None
        request = Request(self.reader.actor, self._clipped(self._selection(self.span)), earlier, self.full)
        return self.reader.office.read(
            self.reader.organisation.key, lambda session: read_report(session, self.words, self.published.columns, request)
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
    org = reader.organisation.key
    published = reader.office.published(org, template, reader.office.latest(org).get(template))
    if published is None or report not in published.template.reports:
        return None
    reach, units = reader.reach, read_units(reader.reach, asked)
    within = reach.within(units)
    days = reader.office.read(
        reader.organisation.key, lambda session: counts.days(session, reader.organisation.key, [template], within)
    ).get(template)
    spans = named(reader.organisation, within or ())
    ground = Ground(reach, published.template, published.template.reports[report], spans, days, reader.today)
    full = reach.full(within, published.template)
    lineage = reader.office.lineage(reader.organisation.key, template, published.version)
    words = Words(ground.template, ground.report, reader.context, lineage)
    options = {name: options_of(words, name) for name in filters(ground, full=full)}
    choice = read_choice(ground, asked, options, units=units)
    if fact_grain(ground.template, ground.report) != ground.report.grain:
        choice = replace(choice, span=whole_months(choice.span))
    return Opened(reader, published, words, ground, within, full, options, choice)
