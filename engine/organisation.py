"""Who is there: units, functions, mailboxes and calendars of one organisation, as one immutable value."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from engine.calendars import Calendar
from engine.unit_numbers import UnitNumber


@dataclass(frozen=True)
class Unit:
    """A part of the organisation that can be named in an answer. Never deleted: `until` ends it and `successor` takes over."""

    key: str
    name: str
    kind: str = ""
    area: str = ""
    parent: str | None = None
    authority: str = "main"
    start: date | None = None
    until: date | None = None
    successor: str | None = None

    def open_on(self, day: date) -> bool:
        """True when the unit takes new reports on `day`."""
        return (self.start is None or self.start <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Holder:
    """A function held at a unit, or by the organisation itself (`unit` None). Written `function@unit`, or `function`."""

    function: str
    unit: str | None = None

    def __lt__(self, other: "Holder") -> bool:
        """By function; the organisation's own comes before those of units."""
        return (self.function, self.unit or "") < (other.function, other.unit or "")

    def __str__(self) -> str:
        return self.function if self.unit is None else f"{self.function}@{self.unit}"

    @classmethod
    def read(cls, text: str) -> "Holder":
        """The opposite of `str`."""
        function, _, unit = text.partition("@")
        return cls(function, unit or None)


@dataclass(frozen=True)
class Organisation:
    """One organisation as the core sees it. `mailboxes` maps each holder to its mailbox's key.

    `framed_by` are the origins of other sites that may show the forms inside their pages. `smallest` is the lowest number above 0 that is
    told outside the unit that it is about. `numbers` are what units have a number of, by id.
    """

    key: str
    name: str
    kind: str = ""
    time_zone: str = "Europe/Stockholm"
    units: Mapping[str, Unit] = field(default_factory=dict)
    mailboxes: Mapping[Holder, str] = field(default_factory=dict)
    calendars: Mapping[tuple[str, str | None], Calendar] = field(default_factory=dict)
    framed_by: tuple[str, ...] = ()
    smallest: int = 5
    numbers: Mapping[str, UnitNumber] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of its days."""
        return ZoneInfo(self.time_zone)

    def chain(self, unit: str | None) -> Iterator[str | None]:
        """The unit, its parents, and last None for the organisation itself."""
        seen: set[str] = set()
        while unit is not None and unit in self.units and unit not in seen:
            seen.add(unit)
            yield unit
            unit = self.units[unit].parent
        yield None

    def topmost(self, units: Collection[str]) -> tuple[str, ...]:
        """Those of some units that are no parts of others among them, in the organisation's order: the shortest way to name them all."""
        return tuple(key for key, unit in self.units.items() if key in units and unit.parent not in units)

    def below(self, units: Collection[str]) -> frozenset[str]:
        """Some units with all that are parts of them."""
        return frozenset(unit for unit in self.units if not set(units).isdisjoint(self.chain(unit)))

    def holder(self, function: str, unit: str | None) -> Holder | None:
        """Who holds `function` for `unit`: looked up unit, parent, organisation; None when nobody does."""
        for place in self.chain(unit):
            if Holder(function, place) in self.mailboxes:
                return Holder(function, place)
        return None

    def holding(self, functions: Iterable[str]) -> "Organisation":
        """The organisation with a mailbox of its own for each of the functions in every unit and at the top: to try a template in."""
        holders = {Holder(function, unit): str(Holder(function, unit)) for function in functions for unit in (None, *self.units)}
        return replace(self, mailboxes={**self.mailboxes, **holders})

    def calendar(self, name: str | None, unit: str | None) -> Calendar:
        """The named calendar as the unit, its parents or the organisation has it; every day when unnamed or unknown."""
        if name is None:
            return Calendar.every_day()
        for place in self.chain(unit):
            if (name, place) in self.calendars:
                return self.calendars[name, place]
        return self.calendars.get(("*", None), Calendar.every_day())
