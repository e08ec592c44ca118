"""The way in to the reports: how much has come in this period, each template's reports, and the first report with its chart."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from admin.reports.opening import Reader
from engine.actions.read_closed import closed_totals
from engine.statistics.period import Span, can_compare, named, usual, year_before
from engine.statistics.words import Words
from engine.store import counts
from engine.store.hidden import hidden_from
from engine.template.counted import SUBMISSIONS
from engine.template.model import FormTemplate
from engine.template.reported import Report
from engine.texts import in_language


@dataclass(frozen=True)
class Card:
    """A template: how much has come in, compared with the year before, and its reports."""

    title: str
    figure: str
    text: str
    reports: tuple[tuple[str, str], ...]
    total: int
    first: tuple[str, str]


def cards(reader: Reader) -> tuple[list[Card], str]:
    """A card per template that has reports, the one with most first, and in words what they are about."""
    templates = _templates(reader)
    reach, org = reader.reach, reader.organisation.key
    within = reach.within(())
    days = reader.office.read(org, lambda session: counts.days(session, org, list(templates), within))
    spans = named(reader.organisation, within or ())
    ends = (min(one.first for one in days.values()), max(one.last for one in days.values())) if days else None
    span = usual(spans, ends, reader.today)
    until, before = span.until(reader.today), year_before(span, spans, reader.today)
    full = frozenset(name for name, template in templates.items() if reach.full(within, template))

    def ask(session: Any) -> dict[str, list[int | None]]:
        asked = [(until.first, until.last), (before.first, before.last)]
        hidden = hidden_from(session, reader.organisation, reader.actor) if full else frozenset()
        without = counts.totals(session, org, asked, units=within, hidden=hidden) if full else {}
        live = {name: list[int | None](without.get(name, [0, 0])) for name in full}
        return live | {
            name: closed_totals(session, Words(template, _ALL, reader.context), within, asked)
            for name, template in templates.items()
            if name not in full
        }

    totals = reader.office.read(org, ask)
    comparable = frozenset(name for name, known in days.items() if can_compare(before, known.since))
    maker = _Maker(reader, until, before, comparable)
    found = [maker.card(template, totals[name]) for name, template in templates.items()]
    scope = Words(next(iter(templates.values())), _ALL, reader.context) if templates else None
    about = f"{scope.where(None if within is None else reader.organisation.topmost(within))}, {scope.period(until)}" if scope else ""
    return sorted(found, key=lambda card: -card.total), about[:1].upper() + about[1:]


_ALL = Report("", {}, SUBMISSIONS)


def _templates(reader: Reader) -> dict[str, FormTemplate]:
    """The templates that have reports, those that were put away too, by title."""
    org = reader.organisation.key
    published = [reader.office.published(org, name, version) for name, version in reader.office.latest(org).items()]
    templates = [found.template for found in published if found is not None and found.template.reports]
    return {template.name: template for template in sorted(templates, key=lambda template: in_language(template.title, reader.language))}


@dataclass(frozen=True)
class _Maker:
    reader: Reader
    span: Span
    before: Span
    comparable: frozenset[str]

    def card(self, template: FormTemplate, totals: list[int | None]) -> Card:
        """The card of one template."""
        words = Words(template, _ALL, self.reader.context)
        count, before = totals
        figure = words.say("masked_total") if count is None else words.figure(count)
        against = words.compared(count, before, self.before) if template.name in self.comparable else words.nothing_before(self.before)
        title, first = in_language(template.title, self.reader.language), next(iter(template.reports))
        return Card(title, figure, f"{words.thing(count or 0)}. {against}", self._links(template), count or 0, (template.name, first))

    def _links(self, template: FormTemplate) -> tuple[tuple[str, str], ...]:
        org = self.reader.organisation.key
        return tuple(
            (in_language(report.title, self.reader.language), url_for("admin.report", org=org, template=template.name, report=report.id))
            for report in template.reports.values()
        )
