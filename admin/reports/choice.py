"""What the address of a report asks for, and the address of what is asked for. What makes no sense, or may not be asked, is left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from admin.reports.reach import Reach
from engine.sensitivity import Channel, may_show
from engine.statistics.period import OWN, Span, day_written, find, own, usual
from engine.statistics.table import PERIOD
from engine.statistics.words import Words
from engine.store.counts import Known
from engine.template.counted import carries, closed_values
from engine.template.model import FormTemplate
from engine.template.reported import Report
from forms.decoder import Posted

UNIT, FIRST_DAY, LAST_DAY, HELD = "unit", "first-day", "last-day", "held"
"""Names in the address; `HELD` says that the form was sent from a page that already showed days of the reader's own."""

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Ground:
    """What a choice is made from: the reader's reach, the report, the periods there are, the days with facts, and today.

    `place` stands for the template in addresses; `several` when the report counts over more than one.
    """

    reach: Reach
    template: FormTemplate
    report: Report
    spans: tuple[Span, ...]
    days: Known | None
    today: date
    place: str = ""
    several: bool = False

    @property
    def usually(self) -> Span:
        """The period that is shown when none is chosen."""
        return usual(self.spans, self.days, self.today)


@dataclass(frozen=True)
class Choice:
    """A choice that can be answered, unless it has `errors`: codes by the name of the input that is wrong.

    `picked` tells whether the period was chosen; `typed` holds what was written as days.
    """

    units: tuple[str, ...]
    span: Span
    picked: bool = False
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    ignored: bool = False

    def address(self) -> Pairs:
        """The names and values of its address."""
        units = tuple((UNIT, unit) for unit in self.units)
        period = ((PERIOD, self.span.key),) if self.picked else ()
        return (*units, *period, *((parameter(reference), key) for reference, keys in self.chosen.items() for key in keys))

    def without(self, name: str, value: str) -> "Choice":
        """The same without one of its values; without the period, the usual one."""
        if name == PERIOD:
            return replace(self, picked=False)
        if name == UNIT:
            return replace(self, units=tuple(unit for unit in self.units if unit != value))
        left = {reference: tuple(key for key in keys if (reference, key) != (name, value)) for reference, keys in self.chosen.items()}
        return replace(self, chosen={reference: keys for reference, keys in left.items() if keys})


def parameter(reference: str) -> str:
    """The name that a counted answer has in an address."""
    return f"{reference}-" if reference in (UNIT, PERIOD) else reference


def filters(ground: Ground, *, full: bool) -> tuple[str, ...]:
    """The counted answers that the reader may choose by: all of them for who may read them all, else those that the report offers."""
    template, report = ground.template, ground.report
    by_report = [name for name in (report.rows, report.columns) if name in report.filters] + list(report.filters)
    asked = () if ground.several else tuple(template.counted)
    every = [report.rows, report.columns, *report.filters, *asked] if full else by_report
    return tuple(dict.fromkeys(name for name in every if name is not None and _can_filter(ground, name, full=full)))


def _can_filter(ground: Ground, name: str, *, full: bool) -> bool:
    template, report = ground.template, ground.report
    item, rows = template.counted.get(name), template.counted.get(report.rows or "")
    if item is None or item.question.routes or (rows is not None and rows.alone):
        return False
    listed = item.question.type.kind == "unit" or bool(closed_values(item.question))
    return listed and may_show(item.question, Channel.FILTER, granted=full) and carries(report.grain, item, template.grains)


def options_of(words: Words, reference: str) -> tuple[str, ...]:
    """The values of a counted answer that can be chosen, in order."""
    question = words.template.counted[reference].question
    if question.type.kind == "unit":
        return tuple(option.key for option in question.type.options(question, words.context))
    return closed_values(question)


def read_choice(ground: Ground, asked: Posted, options: Mapping[str, Sequence[str]], *, units: tuple[str, ...]) -> Choice:
    """The choice that the address holds, among the options of each filter; `units` have been read before."""
    base = _period(ground, asked)
    chosen = {reference: tuple(key for key in keys if key in asked.getlist(parameter(reference))) for reference, keys in options.items()}
    known = {FIRST_DAY, LAST_DAY, HELD, PERIOD}
    found = {(parameter(reference), key) for reference, keys in chosen.items() for key in keys} | {(UNIT, unit) for unit in units}
    strange = any((name, value) not in found for name in asked if name not in known for value in asked.getlist(name))
    return replace(base, units=units, chosen={name: keys for name, keys in chosen.items() if keys}, ignored=base.ignored or strange)


def read_units(reach: Reach, asked: Posted) -> tuple[str, ...]:
    """The chosen units, those of one's own."""
    return tuple(unit for unit in reach.units if unit in asked.getlist(UNIT))


def _period(ground: Ground, asked: Posted) -> Choice:
    """The period: days that were written go before a name in the list, unless the name was chosen over days that stood there."""
    key = (asked.getlist(PERIOD) or [""])[0]
    typed = {name: (asked.getlist(name) or [""])[0].strip()[:100] for name in (FIRST_DAY, LAST_DAY)}
    if key == OWN or (any(typed.values()) and not (asked.getlist(HELD) and key)):
        return _own(ground, typed)
    found = find(key, ground.spans) if key else None
    return Choice((), found or ground.usually, picked=found is not None, ignored=bool(key) and found is None)


def _own(ground: Ground, typed: Mapping[str, str]) -> Choice:
    """Days as people write them; one that is left empty is as early or late as there is anything."""
    ends = {FIRST_DAY: ground.days[0] if ground.days else ground.today, LAST_DAY: ground.today}
    read = {name: day_written(text, ground.today) if text else ends[name] for name, text in typed.items()}
    errors = {name: "not-a-day" for name, day in read.items() if day is None}
    if not any(typed.values()):
        errors = {FIRST_DAY: "no-days"}
    first, last = read[FIRST_DAY], read[LAST_DAY]
    if errors or first is None or last is None:
        return Choice((), ground.usually, typed=typed, errors=errors)
    return Choice((), own(first, last), picked=True, typed=typed)
