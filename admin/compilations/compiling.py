"""A compilation before its reader: what it is about, its reports as they are read there, and where its texts belong."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from admin.compiled import open_to
from admin.guard import visit
from admin.reports.opening import Opened, Reader, open_report
from engine.statistics.definitions import capital
from engine.statistics.period import Span, named, on_offer
from engine.statistics.sheet import placed
from engine.statistics.words import Words
from engine.store import counts
from engine.store.interpretations import Scope
from engine.template.compilation import Compilation, Section
from engine.template.counted import SUBMISSIONS
from engine.template.model import FormTemplate
from engine.template.reported import Report
from engine.texts import in_language
from forms.decoder import Posted

UNIT, PERIOD = "unit", "period"
_ALL = Report("", {}, SUBMISSIONS)


@dataclass(frozen=True)
class Compiling:
    """A compilation of a template for a unit, "" for the whole organisation, over a period. `units` and `spans` are what can be chosen."""

    reader: Reader
    template: FormTemplate
    compilation: Compilation
    unit: str
    span: Span
    units: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def address(self) -> dict[str, Any]:
        """What names it in an address."""
        chosen = {UNIT: self.unit} if self.unit else {}
        return {"org": self.reader.organisation.key, "template": self.template.name, "compilation": self.compilation.id} | chosen

    @cached_property
    def words(self) -> Words:
        """Says what it is about."""
        return Words(self.template, _ALL, self.reader.context)

    @property
    def title(self) -> str:
        """What it is called."""
        return in_language(self.compilation.title, self.reader.language)

    @property
    def about(self) -> str:
        """Where and when."""
        return capital(placed(self.words, (self.unit,) if self.unit else None, self.span.until(self.reader.today)))

    def opened(self, report: str) -> Opened | None:
        """One of its reports: of a unit as the reader sees it, of the whole organisation as everybody does."""
        asked = Posted((*(((UNIT, self.unit),) if self.unit else ()), (PERIOD, self.span.key)))
        found = open_report(self.reader, self.template.name, report, asked)
        return replace(found, full=False) if found is not None and not self.unit else found

    def scope(self, section: Section) -> Scope:
        """Where the text of a section belongs. No report has a dot in its name."""
        return Scope(self.template.name, f"{self.compilation.id}.{section.id}", self.unit, self.span.first, self.span.last)


def compiling(template: str, key: str, asked: Posted) -> Compiling | None:
    """The compilation that an address asks for, of the first unit and the latest period unless it says others that can be chosen;
    None for what is not there for the visitor.
    """
    reader = Reader.of(visit())
    version = reader.office.latest(reader.organisation.key).get(template)
    published = reader.office.published(reader.organisation.key, template, version) if version is not None else None
    found = published.template.compilations.get(key) if published is not None else None
    if published is None or found is None:
        return None
    units = open_to(reader.actor, reader.organisation, found)
    unit = asked.first(UNIT) or next(iter(units), "")
    if unit not in units:
        return None
    spans = _spans(reader, template, found, unit)
    span = next((one for one in spans if one.key == asked.first(PERIOD)), spans[0])
    return Compiling(reader, published.template, found, unit, span, units, spans)


def _spans(reader: Reader, template: str, compilation: Compilation, unit: str) -> tuple[Span, ...]:
    """The periods that it is made for, the latest first, and calendar years."""
    org, within = reader.organisation.key, reader.reach.within((unit,) if unit else ())
    days = reader.office.read(org, lambda session: counts.days(session, org, [template], within)).get(template)
    lists = tuple(span for span in named(reader.organisation, within or ()) if span.kind == compilation.period)
    return on_offer(lists, days, reader.today)
