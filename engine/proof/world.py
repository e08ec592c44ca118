"""The world in which a template is proved: its organisation, a moment, and anyone who could report in any way that can be told apart."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import chain, islice, product
from typing import Any

from engine.answers import Values, read
from engine.conditions import Condition, Lookup, Test, tests
from engine.fields import Context, Form, Question, Value
from engine.intake import Desk
from engine.organisation import Organisation, Unit
from engine.proof.choosing import Budget, Chooser, DeadEnd, Walk
from engine.proof.domains import Domains
from engine.proof.focus import PROBE, Focus, Lookout, Place, conditions_in, layout, reduced
from engine.template.model import FormTemplate

MOST_UNITS = 1_000
"""Units that are imagined; where a template names so many kinds and areas, nothing about it is taken for certain."""
_UNITS_LOOKED_AT = 50
"""Units that are gone through while one question is."""
_KIND = "organisation.kind"


class Guesses:
    """Answers a form by choosing; what a probe sees on the way is kept in `seen`."""

    def __init__(self, chooser: Chooser, domains: Domains) -> None:
        self.chooser = chooser
        self.domains = domains
        self.seen: list[Any] = []

    def value(self, at: str, question: Question, context: Context) -> Value:
        """A value that would be taken, or what stands for an absent one."""
        if question.type is PROBE:
            self.seen.append(question.keys["look"](context))
            return None
        return self.chooser.one_of(self.domains.values(question, context, self.chooser))

    def rows(self, at: str, question: Question) -> int:
        """A number of rows that would be taken."""
        return self.chooser.one_of(self.domains.counts(question))

    def unknown(self, form: Form, shown: Set[str]) -> Iterator[str]:
        """Nothing is answered that is not asked."""
        return iter(())

    def whole(self, form: Form, answers: Mapping[str, Value], shown: frozenset[str]) -> Value:
        """The answers: what a schema has against them is not looked at, so that there are rather too many ways than too few."""
        return answers


@dataclass(frozen=True)
class Filled:
    """A form that someone has filled in: in which organisation, when, how, and what a probe saw."""

    organisation: Organisation
    now: datetime
    answers: Mapping[str, Value]
    seen: tuple[Any, ...] = ()

    @property
    def today(self) -> date:
        """The organisation's local day."""
        return self.now.astimezone(self.organisation.zone).date()


@dataclass(frozen=True)
class World:
    """One template in one organisation at one time, with what the search may still take."""

    template: FormTemplate
    organisation: Organisation
    now: datetime
    budget: Budget

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where the report's questions stand."""
        return layout(self.template.form)

    @cached_property
    def thought_of(self) -> list[Unit]:
        """Units of every kind and area that the template could meet, since it may be used in another organisation too."""
        return imagined(self.template, every_test(self.template))

    @cached_property
    def anywhere(self) -> Organisation:
        """The organisation with those units besides its own."""
        own = self.organisation.units
        return replace(self.organisation, units={**own, **{unit.key: unit for unit in self.thought_of if unit.key not in own}})

    def focus(self, conditions: Iterable[Condition | None], ids: Iterable[str] = ()) -> Focus:
        """What matters of the report for some conditions."""
        return Focus(self.places, conditions, ids)

    def walk(self, size: int) -> Walk:
        """A look at every combination, each of that size."""
        return Walk(self.budget, size)

    def search(self, size: int) -> Walk:
        """A search through combinations of that size, which is left as soon as enough is found."""
        return Walk(self.budget, size, astray=True)

    def organisations(self, focus: Focus) -> list[Organisation]:
        """Organisations of every kind that is asked for, and of another."""
        asked = [test for test in focus.beyond if test.reference == _KIND]
        return [replace(self.anywhere, kind=kind) for kind in (*_named(asked, _KIND), "")] if asked else [self.anywhere]

    def moments(self, questions: Iterable[Question]) -> list[datetime]:
        """Now, and the days from then on when some option begins or has ended."""
        today = self.now.astimezone(self.organisation.zone).date()
        days: set[date] = set()
        for question in questions:
            for option in question.options:
                days |= {option.start} if option.start else set()
                days |= {option.until + timedelta(days=1)} if option.until and option.until < date.max else set()
        return [self.now, *(self.now + (day - today) for day in sorted(days) if day > today)]


@dataclass(frozen=True)
class Reporter:
    """Whoever reports, as far as it matters for one question to the template."""

    world: World
    focus: Focus
    domains: Domains
    lookout: Lookout | None = None
    own_organisation: bool = False
    dated: tuple[Question, ...] = ()

    @cached_property
    def form(self) -> Form:
        """What is left of the report's form."""
        return reduced(self.world.places, self.focus.ids, self.lookout)

    @property
    def size(self) -> int:
        """How much one way to report takes."""
        return self.focus.size + len(self.world.anywhere.units) // _UNITS_LOOKED_AT

    @cached_property
    def _moments(self) -> list[datetime]:
        looked_at = self.world.places.get(self.lookout.at) if self.lookout else None
        return self.world.moments([*self.form.every(), *([looked_at.question] if looked_at else []), *self.dated])

    @cached_property
    def _organisations(self) -> list[Organisation]:
        return [self.world.organisation] if self.own_organisation else self.world.organisations(self.focus)

    def report(self, chooser: Chooser) -> Filled:
        """One way to fill in the report; raises DeadEnd where it can not be sent."""
        organisation, now = chooser.one_of(self._organisations), chooser.one_of(self._moments)
        if len(self.world.thought_of) == MOST_UNITS or self.focus.worked_out:
            chooser.unsure()
        return fill(self.form, Guesses(chooser, self.domains), Context(organisation, now, self.world.template.language))

    def desk(self, filled: Filled) -> Desk:
        """The desk that takes the report in."""
        return Desk(self.world.template, filled.organisation, filled.now)


def views(desk: Desk, answers: Mapping[str, Value]) -> Iterator[tuple[int | None, Values]]:
    """The report as each of its cases sees it: from its own row, or as a whole."""
    group = desk.template.cases.one_per
    rows = answers.get(group) if group else None
    yield from ((row, desk.values(answers, row)) for row in (range(len(rows)) if rows else [None]))


def fill(form: Form, guesses: Guesses, context: Context, outside: Lookup | None = None) -> Filled:
    """One way to fill in a form; raises DeadEnd where it can not be sent."""
    reading = read(form, guesses, context, outside)
    if reading.problems:
        raise DeadEnd
    return Filled(context.organisation, context.now, reading.answers, tuple(guesses.seen))


def every_test(template: FormTemplate) -> Iterator[Test]:
    """The tests of every condition of the report, the routing, the steps and the marks of cases."""
    forms = [template.form, *(form for step in template.steps() if (form := step.kind.form(step)) is not None)]
    whens = [*(way.when for way in template.routing), *(step.when for step in template.steps())]
    whens += [flag.when for flag in template.cases.flags]
    for condition in chain(whens, *map(conditions_in, forms)):
        yield from tests(condition)


def imagined(template: FormTemplate, found: Iterable[Test]) -> list[Unit]:
    """Two units of each kind and area that the template names, and of none, and each unit that it names; MOST_UNITS at most."""
    asked = list(found)
    units = [question for question in template.form.every() if question.type.kind == "unit"]
    kinds = dict.fromkeys(kind for question in units for kind in question.keys.get("kinds", ()))
    named = (Unit(key, key, next(iter(kinds), "")) for question in units for key in _named(asked, question.id))
    sorts = product((*(kinds | _named(asked, ".kind")), ""), (*_named(asked, ".area"), ""), (1, 2))
    thought = (Unit(f"{kind or 'unit'}{f'_{area}' if area else ''}_{number}", kind or "unit", kind, area) for kind, area, number in sorts)
    return list(islice(chain(named, thought), MOST_UNITS))


def _named(found: Iterable[Test], part: str) -> dict[str, None]:
    """The values that tests on a part of a unit name."""
    values = [value for test in found if test.reference.endswith(part) and isinstance(test.operand, tuple) for value in test.operand]
    return dict.fromkeys(value for value in values if isinstance(value, str))
