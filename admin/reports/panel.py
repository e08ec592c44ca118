"""What a reader can choose by: the period, the units, the counted answers, and the chips that take a choice away again."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from flask import url_for

from admin.reports.choice import FIRST_DAY, LAST_DAY, UNIT, Choice, parameter
from admin.reports.opening import Opened
from engine.statistics.period import OWN, Span, on_offer
from engine.statistics.table import PERIOD
from forms.view import ErrorLine, Pick
from forms.wording import say


@dataclass(frozen=True)
class Filter:
    """A group of things to tick. `shown` when it stands open; `note` says how many are ticked."""

    id: str
    name: str
    label: str
    options: tuple[Pick, ...]
    shown: bool
    note: str = ""


@dataclass(frozen=True)
class Day:
    """A day to write."""

    id: str
    label: str
    value: str
    error: str


@dataclass(frozen=True)
class Chip:
    """A choice that can be taken away, and the address without it."""

    text: str
    url: str


@dataclass(frozen=True)
class Periods:
    """The list of periods: groups with their names, days of one's own, and whether such days are what is shown."""

    groups: tuple[tuple[str, tuple[Pick, ...]], ...]
    days: tuple[Day, ...]
    own: bool
    hint: str


@dataclass(frozen=True)
class Panel:
    """The panel of a report."""

    opened: Opened

    def path(self, ending: str = "") -> str:
        """The address of the report with nothing chosen, or of a file of it."""
        ground, org = self.opened.ground, self.opened.reader.organisation.key
        template, report = ground.place, ground.report.id
        if ending:
            return url_for("admin.report_file", org=org, template=template, report=report, ending=ending)
        return url_for("admin.report", org=org, template=template, report=report)

    def address(self, choice: Choice, ending: str = "") -> str:
        """The address of a choice, or of a file of it."""
        pairs = choice.address()
        return f"{self.path(ending)}?{urlencode(pairs)}" if pairs else self.path(ending)

    def beside(self, endpoint: str) -> str:
        """The address of something that belongs to the report with what is chosen."""
        ground, pairs = self.opened.ground, self.opened.choice.address()
        path = url_for(endpoint, org=self.opened.reader.organisation.key, template=ground.place, report=ground.report.id)
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def filters(self) -> list[Filter]:
        """The counted answers to tick; the first, which the rows are about, stands open."""
        found: list[Filter] = []
        for name, keys in self.opened.options.items():
            ticked = self.opened.choice.chosen.get(name, ())
            picks = tuple(Pick(key, self.opened.words.value(name, key), key in ticked) for key in keys)
            label = self.opened.words.label(name)
            found.append(Filter(f"by-{name}", parameter(name), label, picks, not found or bool(ticked), _ticked(ticked)))
        return found

    def units(self) -> Filter | None:
        """The units to tick, where there are several."""
        reach = self.opened.ground.reach
        if len(reach.units) < 2:
            return None
        ticked = self.opened.choice.units
        parents = {unit.parent for unit in reach.organisation.units.values()}
        picks = []
        for key in reach.units:
            name = reach.organisation.units[key].name
            picks.append(Pick(key, say("reports.with_parts", unit=name) if key in parents else name, key in ticked))
        return Filter("by-unit", UNIT, say("reports.unit"), tuple(picks), bool(ticked), _ticked(ticked))

    def periods(self) -> Periods:
        """The periods on offer, with what is shown among them."""
        choice, ground = self.opened.choice, self.opened.ground
        offered = list(on_offer(ground.spans, ground.days, ground.today))
        own = choice.span.kind == OWN or bool(choice.errors)
        if not own and choice.span not in offered:
            offered.append(choice.span)
        kinds = dict.fromkeys(span.kind for span in offered)
        groups = tuple((say("reports.years") if kind == "year" else "", self._picks(offered, kind)) for kind in kinds)
        return Periods(groups, self._days(own), own, say("reports.day_hint"))

    def _picks(self, offered: list[Span], kind: str) -> tuple[Pick, ...]:
        words, current = self.opened.words, None if self.opened.choice.errors else self.opened.choice.span
        return tuple(Pick(span.key, words.period_label(span), span == current) for span in offered if span.kind == kind)

    def _days(self, own: bool) -> tuple[Day, ...]:
        choice = self.opened.choice
        days = {FIRST_DAY: choice.span.first, LAST_DAY: choice.span.last}
        texts = {name: day.isoformat() for name, day in days.items()} if own and not choice.errors else choice.typed
        wrong = {name: say(f"reports.{code}") for name, code in choice.errors.items()}
        return tuple(Day(name, say(f"reports.{name}"), texts.get(name, ""), wrong.get(name, "")) for name in days)

    def errors(self) -> list[ErrorLine]:
        """What has to be put right."""
        return [ErrorLine(day.id, day.error) for day in self.periods().days if day.error]

    @cached_property
    def chips(self) -> list[Chip]:
        """Everything that was chosen, each with the address without it."""
        return list(self._chips())

    def _chips(self) -> Iterator[Chip]:
        choice, words = self.opened.choice, self.opened.words
        for unit in choice.units:
            yield Chip(self.opened.reader.organisation.units[unit].name, self.address(choice.without(UNIT, unit)))
        if choice.picked and choice.span != self.opened.ground.usually:
            yield Chip(words.period_label(choice.span), self.address(choice.without(PERIOD, choice.span.key)))
        for name, keys in choice.chosen.items():
            for key in keys:
                text = say("reports.chip", label=words.label(name), value=words.value(name, key))
                yield Chip(text, self.address(choice.without(name, key)))


def _ticked(ticked: tuple[str, ...]) -> str:
    return say("reports.ticked", count=len(ticked)) if ticked else ""
