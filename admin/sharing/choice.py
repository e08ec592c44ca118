"""Whom a case can be shared with: colleagues in the mailbox first, then others by name. Never one who is shut out."""

from collections.abc import Iterable
from dataclasses import dataclass

from admin.guard import Visit
from engine.access import Subject
from engine.store import directory

MOST = 20
MAILBOX = "mailbox"
"""Stands for everyone in a step's mailbox, where a person can be chosen."""


@dataclass(frozen=True)
class Choice:
    """The people to choose from; `more` when there are others, who are found by their names."""

    near: tuple[directory.Person, ...]
    others: tuple[directory.Person, ...]
    more: bool

    @property
    def everyone(self) -> tuple[directory.Person, ...]:
        """Both, those who are near first."""
        return (*self.near, *self.others)


def choice(here: Visit, subject: Subject, mailboxes: Iterable[str], typed: str) -> Choice:
    """Those in the mailboxes, and others by name."""
    near = here.office.read(here.org, lambda session: directory.members_of(session, here.org, mailboxes, here.day))
    everyone = here.office.read(here.org, lambda session: directory.people(session, here.org))
    close = {person.id for person in near}
    fitting = [person for person in everyone if person.id not in close and _fits(person, typed)]
    allowed = [person for person in fitting if person.id not in subject.excluded]
    inside = tuple(person for person in near if person.id not in subject.excluded and _fits(person, typed))
    return Choice(inside, tuple(allowed[:MOST]), len(allowed) > MOST)


def _fits(person: directory.Person, typed: str) -> bool:
    return all(part in person.name.casefold() for part in typed.casefold().split())
