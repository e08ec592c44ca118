"""The running installation: database, seals, clock and settings, with what is read often kept at hand. The doors get one of these."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from threading import Lock, local
from typing import TypeVar
from uuid import UUID

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from engine.actions.count_ahead import count_ahead, is_behind, spoiled
from engine.actions.scene import Published, Scene
from engine.actions.settle import needs_settling, settle, unsettled
from engine.errors import MallverkError
from engine.organisation import Organisation
from engine.statistics.lineage import Lineage
from engine.store import directory, templates
from engine.store.database import Database
from engine.store.moment import Moment
from engine.store.particulars import Waiting
from engine.store.seal import Sealer
from engine.store.templates import InUse
from engine.store.writer import DatabaseClosed
from engine.template.linked import opened_by, with_forms

T = TypeVar("T")
FRESH = 5.0
"""Seconds that an organisation's units and functions are kept: memberships, rights and exclusions are never kept."""


class Unavailable(MallverkError):
    """The database does not answer or can not store: what was asked may be asked again later."""


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout, DatabaseClosed) as error:
        raise Unavailable(type(error).__name__) from error


class Office:
    """What a door works with. Safe for threads."""

    def __init__(self, database: Database, sealer: Sealer, *, base_url: str, clock: Callable[[], datetime]) -> None:
        self.database = database
        self.sealer = sealer
        self.base_url = base_url
        self.clock = clock
        self._organisations: dict[str, tuple[float, Organisation]] = {}
        self._used: dict[str, tuple[float, InUse]] = {}
        self._published: dict[tuple[str, str, int], Published] = {}
        self._lineages: dict[tuple[str, str, int], Lineage] = {}
        self._lock = Lock()
        self._thread = local()

    def read(self, org: str, question: Callable[[Session], T]) -> T:
        """The answer to a question that changes nothing."""
        moment = self._moment
        if moment is None:
            return self._read_now(org, question)
        with _reachable():
            return moment.ask(org, question)

    def _read_now(self, org: str, question: Callable[[Session], T]) -> T:
        """The same for what is kept for others: never older than what is kept already."""
        with _reachable(), self.database.read(org) as session:
            return question(session)

    def write(self, org: str, verb: Callable[[Session], T]) -> T:
        """What a verb returns, once all of it is stored."""
        moment = self._moment
        if moment is not None:
            moment.end()
        with _reachable():
            return self.database.write(verb, org=org)

    @property
    def _moment(self) -> Moment | None:
        found: Moment | None = getattr(self._thread, "moment", None)
        return found

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """All that this thread reads meanwhile is as it was at one moment, until it writes something: then as it is after that."""
        moment = self._thread.moment = Moment(self.database)
        try:
            yield
        finally:
            self._thread.moment = None
            moment.end()

    def organisations(self) -> list[tuple[str, str]]:
        """Key and name of each organisation."""
        with _reachable(), self.database.read() as session:
            return directory.organisations(session)

    def organisation(self, org: str) -> Organisation | None:
        """The organisation, at most a few seconds old, older only while the database does not answer."""
        kept = self._organisations.get(org)
        if kept is not None and time.monotonic() - kept[0] < FRESH:
            return kept[1]
        try:
            found = self._read_now(org, lambda session: directory.organisation(session, org))
        except Unavailable:
            if kept is None:
                raise
            return kept[1]
        if found is not None:
            self._organisations[org] = (time.monotonic(), found)
        return found

    def current(self, org: str) -> Mapping[str, int]:
        """The version in use of each template that takes reports."""
        return self._in_use(org).current

    def latest(self, org: str) -> Mapping[str, int]:
        """The same with templates that were put away: their cases and numbers are there to be read."""
        return self._in_use(org).latest

    def _in_use(self, org: str) -> InUse:
        """At most a few seconds old, older only while the database does not answer."""
        kept = self._used.get(org)
        if kept is not None and time.monotonic() - kept[0] < FRESH:
            return kept[1]
        try:
            found = self._read_now(org, lambda session: templates.versions_in_use(session, org))
        except Unavailable:
            if kept is None:
                raise
            return kept[1]
        self._used[org] = (time.monotonic(), found)
        return found

    def published(self, org: str, name: str, version: int | None = None) -> Published | None:
        """A template in one version, the one in use if none is named; read and checked once."""
        number = version if version is not None else self.current(org).get(name)
        if number is None:
            return None
        with self._lock:
            if (org, name, number) not in self._published:
                found = self._read_now(org, lambda session: _load(session, org, name, number))
                if found is None:
                    return None
                self._published[org, name, number] = found
            return self._published[org, name, number]

    def lineage(self, org: str, name: str, version: int) -> Lineage:
        """What numbers of earlier versions mean in this one; worked out once."""
        if (org, name, version) not in self._lineages:
            found = ((number, self.published(org, name, number)) for number in range(1, version + 1))
            known = {number: published.template for number, published in found if published is not None}
            self._lineages[org, name, version] = Lineage.of(known)
        return self._lineages[org, name, version]

    def with_lineage(self, org: str, versions: Mapping[str, int]) -> Iterator[tuple[Published, Lineage]]:
        """Templates by name and version, each with what numbers of its earlier versions mean."""
        for name, version in versions.items():
            published = self.published(org, name, version)
            if published is not None:
                yield published, self.lineage(org, name, version)

    def scene(self, org: str, name: str, version: int | None = None) -> Scene | None:
        """The world in which a verb acts now; None when there is no such organisation or template."""
        organisation = self.organisation(org)
        published = self.published(org, name, version) if organisation is not None else None
        if organisation is None or published is None:
            return None
        others = opened_by(published.template)
        linked = {other: used for other in others if (used := self.published(org, other)) is not None}
        if others:
            forms = {other: used.template.form for other, used in linked.items()}
            published = replace(published, template=with_forms(published.template, forms))
        return Scene(organisation, published, self.clock(), self.sealer, self.base_url, linked=linked)

    def settle(self, org: str, *, actor: UUID | None = None) -> int:
        """Takes what waits where nobody can act to someone who can; how many cases and reports have moved."""
        self.forget()
        organisation = self.organisation(org)
        if organisation is None:
            return 0
        day = self.clock().astimezone(organisation.zone).date()
        found = self.read(org, lambda session: unsettled(session, organisation, day))
        return sum(self._settle(org, item, actor) for item in found)

    def _settle(self, org: str, item: Waiting, actor: UUID | None) -> bool:
        scene = self.scene(org, item.template, item.version)
        if scene is None or not self.read(org, lambda session: needs_settling(session, scene, item)):
            return False
        self.write(org, lambda session: settle(session, scene, item, actor=actor))
        return True

    def count_ahead(self, org: str) -> bool:
        """Counts what has come in into the reports of every template; True when there may be more."""
        return any([self._count_ahead(org, published, lineage) for published, lineage in self.with_lineage(org, self.latest(org))])

    def _count_ahead(self, org: str, published: Published, lineage: Lineage) -> bool:
        if not self.read(org, lambda session: is_behind(session, org, published, lineage)):
            return False
        return self.write(org, lambda session: count_ahead(session, org, published, lineage))

    def spoiled(self, org: str) -> dict[tuple[str, str], tuple[int, int]]:
        """Which reports, by template and id, do not say what their facts do: in how many lines there are too few, and too many.

        Without an id: how many facts by column.
        """
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for published, lineage in self.with_lineage(org, self.latest(org)):
            one = self.read(org, partial(spoiled, org=org, published=published, lineage=lineage))
            found |= {(published.template.name, id): numbers for id, numbers in one.items()}
        return found

    def forget(self) -> None:
        """Reads everything anew: for tests, and after an organisation has been changed here."""
        self._organisations.clear()
        self._used.clear()


def _load(session: Session, org: str, name: str, number: int) -> Published | None:
    stored = templates.version(session, org, name, number)
    if stored is None:
        return None
    return Published(stored.template(), number, templates.columns(session, org, name))
