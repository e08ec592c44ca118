"""A small site for tests: an organisation with its people and templates over a database, and a clock that stands until it is moved."""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions.act_on_step import Press, act_on_step
from engine.actions.casefile import CaseFile, open_file
from engine.actions.drafts import Draft, save_page
from engine.actions.import_organisation import import_roster
from engine.actions.publish import publish
from engine.actions.scene import Scene
from engine.actions.shut_out import shut_out
from engine.actions.start_case import start_case
from engine.actions.submit import Receipt, submit
from engine.answers import read
from engine.answers.sources import FromJson
from engine.fields import Context
from engine.library import from_library
from engine.mails import Refused, Waiting
from engine.office import Office
from engine.organisation import Holder
from engine.roster import Roster, read_roster
from engine.store import access_facts, cases, directory, journal, tables
from engine.store.database import Database
from engine.store.keys import Keyring
from engine.store.seal import Sealer
from engine.template.layers import Opener
from engine.template.load import load
from engine.worker import Worker
from engine.workflow import Outcome
from tests.kept import published

T = TypeVar("T")
CHECKOUT = Path(__file__).parents[1]
LIBRARY = CHECKOUT / "templates_library"
READY_MADE = tuple(path for path in sorted(LIBRARY.glob("*.yaml")) if path.stem != "test_organisation")
"""The templates of the library."""
MONDAY = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)
"""10.00 local time, Monday 7 September 2026."""
KEYRING = Keyring((bytes(range(32)),), bytes(range(32, 64)))

ORGANISATION = """
organisation: {key: acme, name: Acme, kind: maker}
units:
  region: {name: The region, kind: area}
  north: {name: North works, kind: works, parent: region}
  south: {name: South works, kind: works, parent: region}
mailboxes:
  north: {name: North box, holds: [keeper@north], members: [ada, bo]}
  south: {name: South box, email: south@acme.example, holds: [keeper@south], members: [cy, dan]}
  lab: {name: The lab, holds: [inspector], members: [eve]}
  region: {name: Region box, holds: [chief@region], members: [fay]}
  top: {name: Top box, holds: [owner], members: [gus]}
people:
  ada: {name: Ada, email: ada@acme.example}
  bo: {name: Bo, email: bo@acme.example}
  cy: {name: Cy, email: cy@acme.example}
  dan: {name: Dan, email: dan@acme.example}
  eve: {name: Eve, email: eve@acme.example}
  fay: {name: Fay, email: fay@acme.example}
  gus: {name: Gus, email: gus@acme.example, grants: [{right: read_cases}, {right: administer}]}
  hal: {name: Hal, email: hal@acme.example, grants: [{right: read_cases, unit: north}]}
calendars:
  working: {label: {one: arbetsdag, many: arbetsdagar}, weekdays: [1, 2, 3, 4, 5]}
"""

FAULTS = """
template: faults
title: Felanmälan
languages: [sv]
form:
  pages:
    where:
      title: Vad har hänt?
      questions:
        place: {type: unit, label: Var?, routes: true, statistics: true}
        what: {type: long_text, label: Vad hände?, personal: true}
        who: {type: choice, label: Vem?, options: {worker: En arbetare, keeper: Skötaren}, statistics: true}
        urgent: {type: yes_no, label: Är det bråttom?, optional: true}
    hurt:
      title: Vem skadades?
      repeat: {min: 1, max: 10, item: Person}
      questions:
        name: {type: text, label: Namn, personal: true}
        age: {type: choice, label: Ålder, options: {young: Ung, old: Gammal}, statistics: true}
cases: {start: on_submit, one_per: hurt}
functions:
  keeper: {label: Skötare, backup: chief}
  inspector: {label: Besiktare, held_by: organisation, backup: chief}
  chief: {label: Chef, backup: owner}
  owner: {label: Ägare, held_by: organisation}
routing:
  - when: {who: keeper}
    to: chief
    never_to: [keeper]
  - when: {urgent: true}
    to: keeper
    copy_to: [inspector]
  - to: keeper
forms:
  talk: {title: Samtal, questions: {said: {type: long_text, label: Vad sades?, personal: true}}}
  check: {title: Kontroll, questions: {found: {type: choice, label: Vad fanns?, options: {none: Inget, crack: Spricka}, statistics: true}}}
workflow:
  told: {kind: notice, title: Ägaren får veta, to: owner, before: decisions}
  verdict:
    kind: decision
    title: Ställningstagande
    by: receiver
    statistics: true
    due: {days: 2, calendar: working}
    escalate: chief
    outcomes:
      look: {label: Undersök, assign: inspector, go: looking}
      drop: {label: Avsluta, reason: required, go: close}
  looking:
    kind: group
    title: Undersökning
    due: {days: 5, calendar: working}
    steps:
      talk: {kind: form, form: talk, by: inspector, repeat: true}
      check: {kind: form, form: check, by: keeper}
      alone: {kind: form, form: talk, title: Enskilt samtal, by: inspector, when: {who: keeper}}
reports:
  who: {title: "Vem?", count: submissions, rows: who}
"""
UNHELD = re.sub(r"\b(keeper|inspector|chief|owner)\b", r"other_\1", FAULTS) + "changes: {who.keeper: {became: other_keeper}}\n"
"""The same form where nobody in the organisation holds any of its functions."""
BY_HAND = FAULTS.replace("template: faults", "template: by-hand").replace("start: on_submit", "start: by_hand")


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> datetime:
        """Go forward."""
        self.now += timedelta(**by)
        return self.now


@dataclass
class Postbox:
    """A sender that keeps what it is given, or refuses it as long as `refusal` is set."""

    sent: list[Waiting] = field(default_factory=list)
    refusal: Refused | None = None

    def send(self, waiting: Waiting) -> tuple[str, ...]:
        """Keeps it."""
        if self.refusal is not None:
            raise self.refusal
        self.sent.append(waiting)
        return ()

    def recipients(self) -> list[str]:
        """Everyone who got something, once per mail."""
        return sorted(address for waiting in self.sent for address in waiting.recipients)


@dataclass
class Site:
    """An organisation that works: its office, its people by key, its clock."""

    office: Office
    org: str
    people: Mapping[str, UUID]
    clock: Clock
    template: str
    """The template that is meant when none is named."""

    @classmethod
    def over(cls, database: Database, organisation: str, templates: Iterable[str]) -> "Site":
        """The site that an organisation's file and some templates' texts describe."""
        clock, roster = Clock(), read_roster(organisation)
        office = Office(database, Sealer(KEYRING), base_url="https://acme.example", clock=clock)
        org = roster.organisation.key
        people = office.write(org, lambda session: import_roster(session, roster, clock()))
        loaded = [published(text) for text in templates]
        for template in loaded:
            office.write(org, lambda session, template=template: publish(session, org, template, clock(), None))
        return cls(office, org, people, clock, loaded[0].name)

    def reopened(self, database: Database) -> "Site":
        """The same site over the same database, opened anew."""
        office = Office(database, self.office.sealer, base_url=self.office.base_url, clock=self.clock)
        office._published = self.office._published
        return replace(self, office=office)

    def read(self, question: Callable[[Session], T]) -> T:
        """The answer to a question that changes nothing."""
        return self.office.read(self.org, question)

    def write(self, verb: Callable[[Session], T]) -> T:
        """What a verb returns, once it is stored."""
        return self.office.write(self.org, verb)

    def change(self, *changes: tuple[str, str]) -> None:
        """Brings in the small organisation's file with some of its text replaced."""
        text = ORGANISATION
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        roster: Roster = read_roster(text)
        self.write(lambda session: import_roster(session, roster, self.clock()))
        self.office.forget()

    def publish(self, text: str, opener: Opener = from_library) -> int:
        """Takes a template into use; its version."""
        template = published(text) if opener is from_library else load(text, opener)
        number = self.write(lambda session: publish(session, self.org, template, self.clock(), None))
        self.office.forget()
        return number

    def scene(self, template: str | None = None, version: int | None = None) -> Scene:
        """The world as it is now."""
        found = self.office.scene(self.org, template or self.template, version)
        assert found is not None
        return found

    def actor(self, key: str) -> Actor:
        """A person with the memberships and rights of today."""
        organisation, day = self.scene().organisation, self.scene().day

        def ask(session: Session) -> Actor:
            person = directory.person(session, self.org, self.people[key])
            assert person is not None
            return access_facts.actor(session, organisation, person, day)

        return self.read(ask)

    def report(self, answers: Mapping[str, Any] | None = None, *, token: bytes | None = None, template: str | None = None) -> Receipt:
        """Sends a report, as the public form would."""
        scene = self.scene(template)
        reading = read(scene.template.form, FromJson(answers or fault()), Context(scene.organisation, scene.now))
        assert not reading.problems, reading.problems
        intake = scene.desk.take_in(reading.answers)
        key = token or secrets.token_bytes(32)
        code = self.code(key)
        return self.write(lambda session: submit(session, scene, intake, reading.answers, key, code=code))

    def code(self, token: bytes) -> str:
        """The code on the receipt of a report that was sent with a token."""
        return self.office.sealer.receipt_code(self.org, token)

    def waiting(self, answers: Mapping[str, Any] | None = None) -> UUID:
        """Sends a report that waits for its mailbox to start a case; its id."""
        return self.report(answers, template="by-hand").submission

    def start(self, submission: UUID, person: str) -> list[tables.Case]:
        """Someone starts the cases of a waiting report."""
        scene, actor = self.scene("by-hand"), self.actor(person)
        self.write(lambda session: start_case(session, scene, submission, actor))
        return self.cases(submission)

    def cases(self, submission: UUID) -> list[tables.Case]:
        """The cases of a report, in the order of their rows."""
        row, link = tables.Case, tables.CaseSubmission
        query = select(row).join(link, (link.org == row.org) & (link.case == row.id)).where(link.submission == submission)
        return self.read(lambda session: list(session.scalars(query.order_by(row.row, row.opened_at))))

    def case(self, answers: Mapping[str, Any] | None = None) -> tables.Case:
        """The first case of a new report."""
        return self.cases(self.report(answers).submission)[0]

    def again(self, case: tables.Case) -> tables.Case:
        """The case as it is now."""
        found = self.read(lambda session: cases.get(session, self.org, case.id))
        assert found is not None
        return found

    def file(self, case: tables.Case) -> CaseFile:
        """The case opened, with its answers and runs."""
        scene = self.scene(case.template, case.version)
        return self.read(lambda session: open_file(session, scene, self.own(session, case)))

    def press(self, case: tables.Case, step: str, button: str = "save", **answers: Any) -> Press:
        """What someone who looks at a step now would send."""
        run = self.file(case).case.last(step)
        assert run is not None, step
        return Press(run.number, run.rounds, button, answers)

    def act(self, case: tables.Case, person: str, press: Press) -> Outcome:
        """Someone acts on a step of a case."""
        scene, actor = self.scene(case.template, case.version), self.actor(person)
        return self.write(lambda session: act_on_step(session, scene, case.id, press, actor))

    def decide(self, case: tables.Case, person: str, outcome: str) -> Outcome:
        """Someone takes the first decision."""
        return self.act(case, person, self.press(case, "verdict", "save_unaffected", outcome=outcome, outcome_reason="Därför."))

    def shut_out(self, case: tables.Case, by: str, *persons: str) -> None:
        """Someone says that persons are affected by a case."""
        scene, actor = self.scene(case.template, case.version), self.actor(by)
        whom = [self.people[person] for person in persons]
        self.write(lambda session: shut_out(session, scene, case.id, whom, actor))

    def close_account(self, person: str) -> None:
        """Someone may no longer sign in."""
        row = tables.Person
        closing = update(row).where(row.org == self.org, row.id == self.people[person]).values(disabled_at=self.clock())
        self.write(lambda session: session.execute(closing))

    def draft(self, token: bytes, page: str = "where", **typed: str) -> Draft:
        """A visitor goes on from a page."""
        sent = {name: [value] for name, value in typed.items()}
        key, sealer, now = self.scene().published.key, self.office.sealer, self.clock()
        return self.write(lambda session: save_page(session, self.org, sealer, token, key, page=page, typed=sent, now=now))

    def own(self, session: Session, case: tables.Case) -> tables.Case:
        """The case as a session sees it."""
        found = cases.get(session, self.org, case.id)
        assert found is not None
        return found

    def all(self, table: type[T], **where: Any) -> list[T]:
        """The rows of a table, in the order of their keys."""
        keys = [column.name for column in table.__table__.primary_key]  # type: ignore[attr-defined]
        query = select(table).filter_by(**where).order_by(*(getattr(table, key) for key in keys))
        return self.read(lambda session: list(session.scalars(query)))

    def count(self) -> dict[str, int]:
        """How many rows each table has that has any."""
        found = {}
        with self.office.database.read(self.org) as session:
            for mapper in tables.Base.registry.mappers:
                if issubclass(mapper.class_, tables.OrganisationOwned):
                    found[mapper.class_.__name__] = session.scalar(select(func.count()).select_from(mapper.class_)) or 0
        return {name: number for name, number in found.items() if number}

    def lines(self, chain: UUID | str) -> list[str]:
        """What a chain of the journal tells, line by line."""
        return [line.kind for line in self.read(lambda session: journal.lines(session, self.org, chain))]

    def broken_chains(self) -> list[str]:
        """The chains of the journal that do not verify."""
        query = select(tables.JournalLine.chain).distinct()

        def ask(session: Session) -> list[str]:
            return [chain for chain in session.scalars(query) if journal.verify(session, self.org, chain) is not None]

        return self.read(ask)

    def told(self) -> list[tuple[str | None, str]]:
        """Mailbox and kind of every mail in the outbox, in the order in which they were written."""
        return [(mail.mailbox, mail.kind) for mail in self.all(tables.OutgoingMail)]

    def deliver(self, postbox: Postbox | None = None) -> Postbox:
        """One round of a worker's sending."""
        postbox = postbox or Postbox()
        Worker(self.office, postbox).send()
        return postbox

    def runs(self, case: tables.Case) -> dict[str, str]:
        """The open steps of a case and who does them."""
        return {run.step: str(run.holder or "") for run in self.file(case).case.open()}

    def holder(self, text: str) -> Holder:
        """A holder as it is written."""
        return Holder.read(text)


COMPARTMENT = FAULTS.replace("one_per: hurt}", "one_per: hurt, compartment: true}")
"""The same, with cases that no grant opens."""
FLAGGED = FAULTS.replace("one_per: hurt}", "one_per: hurt, flags: {inside: {label: Egen personal, when: {who: keeper}}}}")
"""The same, with cases that are marked."""
NAMING = FAULTS.replace(
    "talk: {title: Samtal, questions: {said: {type: long_text, label: Vad sades?, personal: true}}}",
    """talk:
    title: Samtal
    questions:
      affected: {type: person, label: Vem berörs?, excludes: true, optional: true}
      others: {type: group, label: Andra, repeat: {min: 0, max: 3}, questions: {also: {type: person, label: Vem?, excludes: true}}}""",
)
"""The same, with a step in which members are named and shut out."""


def fault(*names: str, **more: Any) -> dict[str, Any]:
    """Answers to the small template: one person hurt for each name."""
    hurt = [{"name": name, "age": "young"} for name in names or ("Kim",)]
    return {"place": "north", "what": "Ett rör gick av.", "who": "worker", "hurt": hurt} | more
