"""Reads an organisation from a file: units, calendars, mailboxes with their functions and members, people and grants."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from engine.calendars import Calendar, Period
from engine.organisation import Holder, Organisation, Unit
from engine.template.source import read


@dataclass(frozen=True)
class Member:
    """A person in a mailbox, for a time."""

    person: str
    start: date | None = None
    until: date | None = None
    substitute: bool = False


@dataclass(frozen=True)
class MailboxEntry:
    """A functional mailbox: what it holds and who is in it."""

    key: str
    name: str
    email: str | None
    holds: tuple[Holder, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True)
class GrantEntry:
    """A right that a person has been given; `unit` None means every unit."""

    right: str
    unit: str | None = None
    start: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class PersonEntry:
    """A person who can sign in."""

    key: str
    name: str
    email: str
    grants: tuple[GrantEntry, ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Roster:
    """A whole organisation as a file describes it."""

    organisation: Organisation
    language: str = "sv"
    mailboxes: tuple[MailboxEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    templates: tuple[str, ...] = ()
    every_function: bool = field(default=False)

    def holding(self, functions: Mapping[str, Any]) -> Organisation:
        """The organisation; where the file says `functions: every`, each of `functions` has a mailbox in every unit and at the top."""
        if not self.every_function:
            return self.organisation
        places = (None, *self.organisation.units)
        holders = {Holder(function, unit): str(Holder(function, unit)) for function in functions for unit in places}
        return replace(self.organisation, mailboxes={**self.organisation.mailboxes, **holders})


def read_roster(text: str | bytes) -> Roster:
    """The organisation that a file describes; raises InvalidTemplate for text that is not safe YAML, KeyError for what lacks."""
    value = read(text).value
    top = value["organisation"]
    mailboxes = tuple(_mailbox(key, inner) for key, inner in value.get("mailboxes", {}).items())
    organisation = Organisation(
        top["key"],
        top["name"],
        top.get("kind", ""),
        top.get("time_zone", "Europe/Stockholm"),
        {key: _unit(key, inner) for key, inner in value.get("units", {}).items()},
        {holder: mailbox.key for mailbox in mailboxes for holder in mailbox.holds},
        _calendars(value.get("calendars", {})),
    )
    people = tuple(_person(key, inner) for key, inner in value.get("people", {}).items())
    every = value.get("functions") == "every"
    return Roster(organisation, top.get("language", "sv"), mailboxes, people, tuple(value.get("templates", ())), every)


def _unit(key: str, value: Mapping[str, Any]) -> Unit:
    return Unit(
        key,
        value["name"],
        value.get("kind", ""),
        value.get("area", ""),
        value.get("parent"),
        value.get("authority", "main"),
        _day(value.get("from")),
        _day(value.get("until")),
        value.get("successor"),
    )


def _mailbox(key: str, value: Mapping[str, Any]) -> MailboxEntry:
    members = tuple(
        Member(item)
        if isinstance(item, str)
        else Member(item["person"], _day(item.get("from")), _day(item.get("until")), bool(item.get("substitute")))
        for item in value.get("members", ())
    )
    return MailboxEntry(key, value["name"], value.get("email"), tuple(Holder.read(text) for text in value.get("holds", ())), members)


def _person(key: str, value: Mapping[str, Any]) -> PersonEntry:
    grants = tuple(
        GrantEntry(item["right"], item.get("unit"), _day(item.get("from")), _day(item.get("until"))) for item in value.get("grants", ())
    )
    return PersonEntry(key, value["name"], value["email"], grants, value.get("title", ""))


def _calendars(value: Mapping[str, Any]) -> dict[tuple[str, str | None], Calendar]:
    found: dict[tuple[str, str | None], Calendar] = {}
    for name, inner in value.items():
        found[name, None] = _calendar(name, inner)
        for unit, changes in inner.get("units", {}).items():
            found[name, unit] = _calendar(name, {**inner, **changes})
    return found


def _calendar(name: str, value: Mapping[str, Any]) -> Calendar:
    label = value.get("label", {})
    return Calendar(
        name,
        _text(label.get("one", "dag")),
        _text(label.get("many", "dagar")),
        frozenset(number - 1 for number in value.get("weekdays", range(1, 8))),
        tuple(_span(text) for text in value.get("closed", ())),
        {kind: tuple(_period(item) for item in items) for kind, items in value.get("periods", {}).items()},
    )


def _period(value: Mapping[str, Any]) -> Period:
    return Period(value["label"], date.fromisoformat(value["from"]), date.fromisoformat(value["to"]))


def _span(text: str) -> tuple[date, date]:
    first, _, last = text.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def _text(value: Any) -> Mapping[str, str]:
    return value if isinstance(value, Mapping) else {"sv": value}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
