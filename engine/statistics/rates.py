"""Counts set against a number of the units, such as reports per 100 members. It must not rank, nor tell of a count that is not told.

The number of some days is the mean of theirs: each day has the number of the period that it is in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from engine.organisation import Organisation, Unit
from engine.statistics.definitions import Definition, Scope
from engine.statistics.shown import Shown
from engine.statistics.table import MISSING, PERIOD
from engine.statistics.words import Words, interval_days
from engine.template.model import FormTemplate
from engine.texts import in_language
from engine.unit_numbers import UnitNumber

NO_NUMBER = "lacking"
"""The code of why a rate is not told: a unit has no number for some of the days."""


@dataclass(frozen=True)
class Weight:
    """A number of each day added up, how many days that are, and the units that have none for some of them."""

    total: int = 0
    days: int = 0
    lacking: tuple[str, ...] = ()

    def tenths(self, per: int, count: int) -> int | None:
        """How many tenths of a count come on so many, to the nearest whole tenth, half upwards; None where it can not be said."""
        if self.lacking or not self.total:
            return None
        return (20 * count * per * self.days + self.total) // (2 * self.total)

    @property
    def mean(self) -> int:
        """The number of an average day, in tenths."""
        return (20 * self.total + self.days) // (2 * self.days) if self.days else 0


@dataclass(frozen=True)
class Rates:
    """What the counts of a report are set against: in all, and by row where the rows are units or stretches of time."""

    number: UnitNumber
    all: Weight
    rows: Mapping[str, Weight] = field(default_factory=dict)

    @property
    def told(self) -> bool:
        """False where no unit has a number at all for these days, so that there is nothing to tell."""
        return any(weight.total for weight in (self.all, *self.rows.values()))

    @property
    def lacking(self) -> tuple[str, ...]:
        """The units that have no number for some of the days, each once."""
        return tuple(dict.fromkeys(unit for weight in (self.all, *self.rows.values()) for unit in weight.lacking))

    def of_all(self, count: int | None) -> int | None:
        """The rate of everything that is shown, in tenths."""
        return None if count is None else self.all.tenths(self.number.per, count)


def rates_of(shown: Shown, scope: Scope) -> Rates | None:
    """What the counts are set against; None where the report is not, or by a number that the organisation does not know."""
    words = shown.words
    number = words.context.organisation.numbers.get(words.report.per or "")
    if number is None:
        return None
    weighing = _Weighing(words.context.organisation, number, tuple(_asked(words, scope)))
    first, last = scope.span.first, scope.span.last
    return Rates(number, weighing.together(first, last), dict(_rows(shown, weighing, first, last)))


def head(words: Words, number: UnitNumber) -> str:
    """The head of a column of rates: "Per 100 medlemmar"."""
    return _say(words, "head", number)


def sentence(words: Words, rates: Rates | None, count: int | None) -> str:
    """The rate of everything that is shown, in a sentence; empty where it can not be said."""
    tenths = rates.of_all(count) if rates is not None else None
    return "" if rates is None or tenths is None else _say(words, "sentence", rates.number, rate=words.tenths(tenths))


def explained(words: Words, rates: Rates | None) -> tuple[Definition, ...]:
    """How the rates were counted, or why there are none; nothing of a report that has none."""
    if words.report.per is None:
        return ()
    if rates is None:
        return (Definition("rate", words.say("sheet.rates.unknown_name"), words.say("sheet.rates.unknown", id=words.report.per)),)
    told = [_say(words, "explained", rates.number)] if rates.told else [_say(words, "none", rates.number)]
    if rates.told and not rates.all.lacking:
        mean = rates.all.mean
        told.append(_say(words, "mean", rates.number, mean=words.tenths(mean) if mean % 10 else words.figure(mean // 10)))
    return (Definition("rate", head(words, rates.number), " ".join(told)),)


def lacking(words: Words, rates: Rates | None) -> tuple[Definition, ...]:
    """Which units have no number for some of the days, where others have."""
    if rates is None or not rates.told or not rates.lacking:
        return ()
    names = [unit.name for key, unit in words.context.organisation.units.items() if key in rates.lacking]
    return (Definition(NO_NUMBER, head(words, rates.number), _say(words, "lacking", rates.number, units=words.listed(names))),)


def _say(words: Words, code: str, number: UnitNumber, **facts: object) -> str:
    language = words.context.language
    named = {"one": in_language(number.one, language), "many": in_language(number.many, language)}
    return words.say(f"sheet.rates.{code}", count=number.per, per=words.figure(number.per), **named, **facts)


def _rows(shown: Shown, weighing: "_Weighing", first: date, last: date) -> Iterator[tuple[str, Weight]]:
    """The weight of each row that has one of its own."""
    item = shown.words.template.counted.get(shown.words.report.rows or "")
    of_units = item is not None and item.question.type.kind == "unit"
    for line in shown.lines:
        if line.key == MISSING:
            continue
        if shown.words.report.rows == PERIOD:
            begins, ends = interval_days(line.key)
            yield line.key, weighing.together(max(begins, first), min(ends, last))
        elif of_units and line.key in weighing.organisation.units:
            yield line.key, weighing.unit(line.key, first, last)


def _asked(words: Words, scope: Scope) -> Iterator[str]:
    """The units that it is about, of those that the forms can be about."""
    for key, unit in words.context.organisation.units.items():
        if (scope.units is None or key in scope.units) and any(_takes(template, unit) for template in (words.template, *words.others)):
            chosen = [keys for name, keys in scope.chosen.items() if _routes(words.template, name)]
            if all(key in keys for keys in chosen):
                yield key


def _takes(template: FormTemplate, unit: Unit) -> bool:
    """True when a report by this form can be about the unit."""
    kinds = [question.keys.get("kinds") for question in template.form.questions() if question.routes]
    return not kinds or any(some is None or unit.kind in some for some in kinds)


def _routes(template: FormTemplate, reference: str) -> bool:
    return reference in template.counted and template.counted[reference].question.routes


@dataclass(frozen=True)
class _Weighing:
    """Adds up a number over days and units, each of which counts from its first day to its last."""

    organisation: Organisation
    number: UnitNumber
    asked: tuple[str, ...]

    @cached_property
    def tops(self) -> tuple[str, ...]:
        """The units that it is about without those that are parts of others among them."""
        known = set(self.asked)
        return tuple(unit for unit in self.asked if known.isdisjoint(list(self.organisation.chain(unit))[1:]))

    @cached_property
    def parts(self) -> Mapping[str, list[str]]:
        """The parts of each unit that has some."""
        found: dict[str, list[str]] = {}
        for key, unit in self.organisation.units.items():
            if unit.parent is not None:
                found.setdefault(unit.parent, []).append(key)
        return found

    def together(self, first: date, last: date) -> Weight:
        """All units that it is about, none of them twice."""
        return _together([self.unit(unit, first, last) for unit in self.tops], first, last)

    def unit(self, key: str, first: date, last: date) -> Weight:
        """One unit: its parts together where each of them has a number, else its own."""
        parts = [weight for part in self.parts.get(key, ()) if (weight := self.unit(part, first, last)).days]
        own, together = self._own(self.organisation.units[key], first, last), _together(parts, first, last)
        return together if parts and (not own.total or not together.lacking) else own

    def _own(self, unit: Unit, first: date, last: date) -> Weight:
        """What a unit has itself, on the days on which it is there."""
        first, last = max(first, unit.start or first), min(last, unit.until or last)
        days = (last - first).days + 1
        if days <= 0:
            return Weight()
        total, having = self.number.during(unit.key, first, last)
        return Weight(total, days, (unit.key,) if having < days else ())


def _together(weights: Sequence[Weight], first: date, last: date) -> Weight:
    """Several units on the same days."""
    lacking = tuple(unit for weight in weights for unit in weight.lacking)
    return Weight(sum(weight.total for weight in weights), (last - first).days + 1, lacking)
