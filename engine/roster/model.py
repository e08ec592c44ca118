"""What an organisation file says, as values: units, calendars, mailboxes with their functions and members, people and grants."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.organisation import Holder, Organisation


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
class DelegationEntry:
    """That a function, or a person by the key in the file, decides at a unit, None for everywhere, by a number."""

    number: str
    function: str | None
    person: str | None
    unit: str | None = None
    start: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Roster:
    """A whole organisation as a file describes it."""

    organisation: Organisation
    language: str = "sv"
    mailboxes: tuple[MailboxEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    templates: tuple[str, ...] = ()
    every_function: bool = field(default=False)
    delegations: tuple[DelegationEntry, ...] = ()
    names_sites: bool = False
    """False where the file says nothing of sites that may frame the forms, so that those there are stay."""

    def holding(self, functions: Mapping[str, Any]) -> Organisation:
        """The organisation; where the file says `functions: every`, each of `functions` has a mailbox in every unit and at the top."""
        if not self.every_function:
            return self.organisation
        return self.organisation.holding(functions)
