"""Reads an organisation file: every fault in it at once, or a roster."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from engine.calendars import Calendar, Period
from engine.errors import Fault
from engine.organisation import Holder, Organisation, Unit
from engine.public_holidays import has_holidays
from engine.roster.days import Span, read_span
from engine.roster.model import DelegationEntry, GrantEntry, MailboxEntry, Member, PersonEntry, Roster
from engine.roster.schema import RESERVED_ORGANISATIONS, SCHEMA
from engine.template.mend import read_all
from engine.template.notes import Notes
from engine.template.shape import validator
from engine.template.source import Path, Source, look
from engine.texts import Text
from engine.unit_numbers import Held, UnitNumber, overlapping

_SCHEMA = validator(SCHEMA)
_HOST = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
_ORIGIN = re.compile(rf"(?:https://{_HOST}|http://(?:localhost|127\.0\.0\.1))(?::[0-9]{{1,5}})?", re.ASCII)


def read_roster(text: str | bytes) -> Roster:
    """The organisation that a file describes; raises InvalidTemplate with every fault."""
    return read_all(look(text), _SCHEMA, _roster)


def describes_organisation(text: str | bytes) -> bool:
    """True for an organisation file, whatever its faults; raises InvalidTemplate for a text that can not be read at all."""
    return "organisation" in look(text).value


def _roster(source: Source) -> tuple[Roster, list[Fault]]:
    parts = _Parts(source)
    return parts.roster(), parts.faults


class _Parts(Notes):
    """Reads the parts of a file; everything that one names must be there."""

    def roster(self) -> Roster:
        value = self.source.value
        top = value["organisation"]
        if top["key"] in RESERVED_ORGANISATIONS:
            self.fault("reserved-id", ("organisation", "key"), given=top["key"])
        mailboxes = tuple(self._mailbox(key, inner) for key, inner in value.get("mailboxes", {}).items())
        organisation = Organisation(
            top["key"],
            top["name"],
            top.get("kind", ""),
            self._zone(top.get("time_zone", "Europe/Stockholm")),
            {key: self._unit(key, inner) for key, inner in value.get("units", {}).items()},
            self._holders(mailboxes),
            dict(self._calendars(value.get("calendars", {}))),
            tuple(self._site(text, place) for place, text in enumerate(top.get("framed_by", ()))),
            top.get("smallest", 5),
            {key: self._number(key, inner) for key, inner in value.get("numbers", {}).items()},
        )
        self._rings(organisation)
        people = tuple(self._person(key, inner) for key, inner in value.get("people", {}).items())
        every = value.get("functions") == "every"
        delegations = tuple(self._delegation(item, ("delegations", place)) for place, item in enumerate(value.get("delegations", ())))
        templates, names_sites = tuple(value.get("templates", ())), "framed_by" in top
        return Roster(organisation, top.get("language", "sv"), mailboxes, people, templates, every, delegations, names_sites)

    def _delegation(self, value: Mapping[str, Any], path: Path) -> DelegationEntry:
        """A function or a person, and not both."""
        function, person = value.get("function"), value.get("person")
        if (function is None) == (person is None):
            self.fault("one-of-two", path, given=value["number"])
        if person is not None:
            self.known(person, (*path, "person"), self.source.value.get("people", {}), "person")
        return DelegationEntry(value["number"], function, person, self._known_unit(value, "unit", path), *self._span(value, path))

    def _site(self, text: str, place: int) -> str:
        """The origin of a site (RFC 6454) as a browser writes it; without TLS only on this machine, to try things."""
        if not _ORIGIN.fullmatch(text):
            self.fault("not-an-origin", ("organisation", "framed_by", place), given=text)
        return text

    def _zone(self, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.fault("not-a-zone", ("organisation", "time_zone"), given=name)
        return name

    def _span(self, value: Mapping[str, Any], path: Path) -> tuple[date | None, date | None]:
        """From and until, in that order."""
        first, last = self.day(value.get("from"), (*path, "from")), self.day(value.get("until"), (*path, "until"))
        self.in_order(first, last, (*path, "from"))
        return first, last

    def _known_unit(self, value: Mapping[str, Any], key: str, path: Path) -> str | None:
        if key in value:
            self.known(value[key], (*path, key), self.source.value.get("units", {}), "unit")
        return value.get(key)

    def _unit(self, key: str, value: Mapping[str, Any]) -> Unit:
        path = ("units", key)
        start, until = self._span(value, path)
        return Unit(
            key,
            value["name"],
            value.get("kind", ""),
            value.get("area", ""),
            self._known_unit(value, "parent", path),
            value.get("authority", "main"),
            start,
            until,
            self._known_unit(value, "successor", path),
        )

    def _rings(self, organisation: Organisation) -> None:
        """A unit can not be above itself."""
        for key in organisation.units:
            above = [unit for unit in organisation.chain(key) if unit is not None]
            if organisation.units[above[-1]].parent in above:
                self.fault("own-parent", ("units", key, "parent"), given=key)

    def _mailbox(self, key: str, value: Mapping[str, Any]) -> MailboxEntry:
        path = ("mailboxes", key)
        holds = tuple(Holder.read(text) for text in value.get("holds", ()))
        for place, holder in enumerate(holds):
            if holder.unit is not None:
                self.known(holder.unit, (*path, "holds", place), self.source.value.get("units", {}), "unit")
        members = tuple(self._member(item, (*path, "members", place)) for place, item in enumerate(value.get("members", ())))
        return MailboxEntry(key, value["name"], value.get("email"), holds, members)

    def _holders(self, mailboxes: tuple[MailboxEntry, ...]) -> dict[Holder, str]:
        """Each function is held, per unit, by one mailbox."""
        found: dict[Holder, str] = {}
        for mailbox in mailboxes:
            for place, holder in enumerate(mailbox.holds):
                if holder in found:
                    self.fault("held-twice", ("mailboxes", mailbox.key, "holds", place), given=str(holder), other=found[holder])
                found.setdefault(holder, mailbox.key)
        return found

    def _member(self, value: Any, path: Path) -> Member:
        written = {"person": value} if isinstance(value, str) else value
        place = path if isinstance(value, str) else (*path, "person")
        self.known(written["person"], place, self.source.value.get("people", {}), "person")
        return Member(written["person"], *self._span(written, path), bool(written.get("substitute")))

    def _person(self, key: str, value: Mapping[str, Any]) -> PersonEntry:
        grants = tuple(self._grant(item, ("people", key, "grants", place)) for place, item in enumerate(value.get("grants", ())))
        return PersonEntry(key, value["name"], value["email"], grants, value.get("title", ""))

    def _grant(self, value: Mapping[str, Any], path: Path) -> GrantEntry:
        return GrantEntry(value["right"], self._known_unit(value, "unit", path), *self._span(value, path))

    def _calendars(self, value: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str | None], Calendar]]:
        for name, inner in value.items():
            path: Path = ("calendars", name)
            yield (name, None), self._calendar(name, inner, dict.fromkeys(inner, path))
            for unit, changes in inner.get("units", {}).items():
                where = (*path, "units", unit)
                self.known(unit, where, self.source.value.get("units", {}), "unit")
                places = dict.fromkeys(inner, path) | dict.fromkeys(changes, where)
                yield (name, unit), self._calendar(name, {**inner, **changes}, places)

    def _calendar(self, name: str, value: Mapping[str, Any], places: Mapping[str, Path]) -> Calendar:
        """A calendar whose parts may stand in different `places`: what a unit does not change it has from the organisation's."""
        label = value.get("label", {})
        closed = [self._closed(text, (*places["closed"], "closed", place)) for place, text in enumerate(value.get("closed", ()))]
        periods = {kind: self._periods(items, (*places["periods"], "periods", kind)) for kind, items in value.get("periods", {}).items()}
        return Calendar(
            name,
            _text(label.get("one", Calendar.every_day().label_one)),
            _text(label.get("many", Calendar.every_day().label_many)),
            frozenset(number - 1 for number in value.get("weekdays", range(1, 8))),
            tuple((span.first, span.last) for span in closed if span),
            periods,
            self._place(value.get("holidays", ""), (*places.get("holidays", ()), "holidays")),
            {(span.first, span.last): span.name for span in closed if span and span.name},
        )

    def _place(self, place: str, path: Path) -> str:
        """A place whose public holidays are known."""
        if place and not has_holidays(place):
            self.fault("no-holidays", path, given=place)
            return ""
        return place

    def _closed(self, text: str, path: Path) -> Span | None:
        """A day or a span, with its name."""
        try:
            return read_span(text)
        except ValueError as error:
            self.fault(str(error), path, given=text)
            return None

    def _periods(self, items: list[Mapping[str, Any]], path: Path) -> tuple[Period, ...]:
        found = []
        for place, item in enumerate(items):
            first, last = self.day(item["from"], (*path, place, "from")), self.day(item["to"], (*path, place, "to"))
            self.in_order(first, last, (*path, place, "from"))
            if first and last:
                found.append(Period(item["label"], first, last))
        return tuple(found)

    def _number(self, key: str, value: Mapping[str, Any]) -> UnitNumber:
        """What units have a number of, with the values of each period."""
        path: Path = ("numbers", key)
        held: dict[str, tuple[Held, ...]] = {}
        for place, item in enumerate(value.get("values", ())):
            where = (*path, "values", place)
            first, last = self.day(item["from"], (*where, "from")), self.day(item["to"], (*where, "to"))
            self.in_order(first, last, (*where, "from"))
            for unit, count in item["units"].items():
                self.known(unit, (*where, "units", unit), self.source.value.get("units", {}), "unit", key=True)
                if first and last and first <= last:
                    held[unit] = self._one_more(held.get(unit, ()), Held(first, last, count), (*where, "units", unit))
        title, one, many = (_text(value[name]) for name in ("title", "one", "many"))
        return UnitNumber(key, title, one, many, value.get("per", 100), held)

    def _one_more(self, held: tuple[Held, ...], one: Held, path: Path) -> tuple[Held, ...]:
        """A unit has one number for each day."""
        if overlapping([*held, one]) is not None:
            self.fault("two-numbers", path, key=True, given=path[-1])
            return held
        return tuple(sorted([*held, one]))


def _text(value: Any) -> Text:
    return value if isinstance(value, Mapping) else {"sv": value}
