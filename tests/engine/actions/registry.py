"""What tests of records do again and again: link, search, read, as somebody in a session."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.concerned import Concerned
from engine.actions.enquirer import Enquirer
from engine.actions.find_person import Hit, search, suggestions
from engine.actions.link_person import NewPerson, add_person, link_person, link_pseudonym, new_person, not_same, unlink_person
from engine.actions.read_record import WholeRecord, open_name, protect_record, say_why, whole_record
from engine.store import tables
from engine.store.database import Database
from engine.store.records import Identity
from tests.persons import PERSONS, READING
from tests.site import Site


class Registry:
    """A site whose template says whom its reports are about."""

    def __init__(self, database: Database, *templates: str, organisation: str = READING) -> None:
        self.site = Site.over(database, organisation, templates or (PERSONS,))

    def by(self, person: str, session: str = "one") -> Enquirer:
        """Somebody in a session."""
        site = self.site
        return Enquirer(site.scene().organisation, site.office.sealer, site.actor(person), session, site.clock())

    def persons(self, case: tables.Case) -> list[Concerned]:
        """Everybody whom a case is about."""
        return list(self.site.file(case).persons)

    def new(self, case: tables.Case, who: str = "ada", place: int = 0, **more: Any) -> UUID:
        """A record for somebody in a case."""
        scene, key = self.site.scene(case.template), self.persons(case)[place].key
        new = NewPerson(Identity(more.pop("name", ""), **more))
        return self.site.write(lambda session: new_person(session, scene, case.id, key, new, actor=self.site.actor(who)))

    def add(self, case: tables.Case, role: str, name: str) -> UUID:
        """Somebody whom no report names."""
        new, scene, actor = NewPerson(Identity(name)), self.site.scene(), self.site.actor("ada")
        return self.site.write(lambda session: add_person(session, scene, case.id, role, new, actor=actor))

    def link(self, case: tables.Case, record: UUID | str, who: str = "ada", place: int = 0) -> None:
        """Somebody in a case is the one of a record, or of a pseudonym."""
        scene, actor, key = self.site.scene(), self.site.actor(who), self.persons(case)[place].key

        def verb(session: Session) -> None:
            if isinstance(record, str):
                link_pseudonym(session, scene, case.id, key, record, actor=actor)
            else:
                link_person(session, scene, case.id, key, record, actor=actor)

        self.site.write(verb)

    def refuse(self, case: tables.Case, record: UUID) -> None:
        """The first in a case is not the one of a record."""
        scene, actor, key = self.site.scene(), self.site.actor("ada"), self.persons(case)[0].key
        self.site.write(lambda session: not_same(session, scene, case.id, key, record, actor=actor))

    def unlink(self, case: tables.Case, who: str = "ada", place: int = 0) -> None:
        """Takes back who somebody in a case is."""
        scene, actor, key = self.site.scene(), self.site.actor(who), self.persons(case)[place].key
        self.site.write(lambda session: unlink_person(session, scene, case.id, key, actor=actor))

    def suggested(self, case: tables.Case, who: str = "ada") -> list[list[str]]:
        """The names that are suggested for each person of a case."""
        scene, actor, file = self.site.scene(), self.site.actor(who), self.site.file(case)
        found = self.site.read(lambda session: suggestions(session, scene, file, actor))
        return [[hit.name for hit in hits] for hits in found.values()]

    def why(self, who: str, record: UUID | None = None, reason: str = "Nytt samtal") -> None:
        """Somebody says why."""
        self.site.write(lambda session: say_why(session, self.by(who), record, reason))

    def search(self, who: str, text: str) -> tuple[Hit, ...]:
        """Somebody searches."""
        return self.site.write(lambda session: search(session, self.by(who), text))

    def read(self, who: str, record: UUID, session: str = "one") -> WholeRecord:
        """Somebody reads a record."""
        return self.site.read(lambda opened: whole_record(opened, self.by(who, session), record))

    def open(self, who: str, record: UUID, reason: str = "Ringa hem") -> Identity:
        """Somebody opens a protected name."""
        return self.site.write(lambda session: open_name(session, self.by(who), record, reason))

    def protect(self, who: str, record: UUID, *, protected: bool = True) -> None:
        """Somebody marks an identity."""
        self.site.write(lambda session: protect_record(session, self.by(who), record, protected=protected))
