"""A closed case that has left something in every table where a case can: whatever a person writes in it says KANARIE."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions.add_files import add_files
from engine.actions.drafts import mark_sent
from engine.actions.enter_register_number import enter_register_number
from engine.actions.make_document import make_document
from engine.actions.notes import write_note
from engine.actions.relate_cases import relate
from engine.actions.scene import Scene
from engine.actions.step_drafts import Typing, keep_draft
from engine.actions.tell_reporter import keep_contact
from engine.actions.visit_dialogue import open_visit
from engine.actions.write_message import Written, write_as_reporter, write_in_case
from engine.store import attachments, notes, tables
from engine.store.database import Database
from engine.store.dialogue import Contact
from tests.engine.actions.registry import Registry
from tests.engine.actions.test_draw_sample import sample
from tests.engine.actions.test_pause_step import paused
from tests.engine.actions.test_readers import let_in
from tests.engine.actions.test_review_case import LACKING, review
from tests.engine.store.test_attachments import received
from tests.persons import PERSONS, hurt
from tests.site import Site

CANARY = "KANARIE"
TEMPLATE = (
    PERSONS.replace("one_per: hurt}", "one_per: hurt, flags: {inside: {label: Egen personal, when: {who: worker}}}}")
    + 'documents: {letter: {title: Brev, text: "Hej. {{ what }}"}}\n'
)
TOKEN = b"t" * 32


@dataclass(frozen=True)
class Filled:
    """The case with its only report, and the records of those who are in no other case."""

    site: Site
    case: tables.Case
    report: UUID
    records: tuple[UUID, ...]

    def rows(self) -> list[tables.OrganisationOwned]:
        """Every row that names the case, its report, one of those records, or such a row."""
        rows = [row for mapper in tables.Base.registry.mappers for row in _all(self.site, mapper.class_)]
        ids, found = {self.case.id, self.report, *self.records}, -1
        while found < len(ids):
            found = len(ids)
            ids |= {row.id for row in rows if isinstance(getattr(row, "id", None), UUID) and _names(row, ids)}
        return [row for row in rows if _names(row, ids)]


def values(row: object) -> Iterable[object]:
    """What a row holds."""
    return (getattr(row, column.key) for column in inspect(type(row)).column_attrs)


def _all(site: Site, table: type[tables.Base]) -> Iterable[tables.OrganisationOwned]:
    return site.all(table) if issubclass(table, tables.OrganisationOwned) else ()


def _names(row: object, ids: set[UUID]) -> bool:
    """True where a row has one of these ids, alone or in a text."""
    return any(
        value in ids if isinstance(value, UUID) else isinstance(value, str) and any(str(id) in value for id in ids) for value in values(row)
    )


def filled(database: Database) -> Filled:
    """All of it, by the verbs that people use."""
    registry = Registry(database, TEMPLATE)
    site = registry.site
    report = _reported(site)
    (case,) = site.cases(report)
    _told(site, case, report)
    records = (registry.new(case), registry.add(case, "helper", f"{CANARY} Holm"))
    for record in records:
        registry.why("ada", record, CANARY)
    paused(site, case, reason=CANARY)
    let_in(site, case, "ada", "cy", reason=CANARY)
    site.shut_out(case, "ada", "dan")
    _worked_on(site, case)
    site.deliver()
    site.act(case, "ada", site.press(case, "verdict", "save_unaffected", outcome="drop", outcome_reason=CANARY))
    site.act(case, "ada", site.press(case, "close"))
    sample(site)
    review(site, (site.all(tables.Sample)[0].id, case.id), LACKING, remark=CANARY)
    return Filled(site, case, report, records)


def _reported(site: Site) -> UUID:
    """A report that was a draft before it was sent."""
    sealer, answers = site.office.sealer, hurt(f"{CANARY} Berg", birth=2014) | {"what": CANARY}
    site.draft(TOKEN, what=CANARY)
    report = site.report(answers, token=sealer.token_id(TOKEN)).submission
    site.write(lambda session: mark_sent(session, site.org, sealer, TOKEN, report))
    return report


def _file(site: Site) -> attachments.Sealed:
    return attachments.seal(site.office.sealer, site.org, received(site, f"{CANARY}.txt", CANARY.encode()))


def _told(site: Site, case: tables.Case, report: UUID) -> None:
    """A dialogue with whoever reported, who has left an address and is there now."""
    scene, sealer, ada, file = site.scene(), site.office.sealer, site.actor("ada"), _file(site)
    code = site.code(sealer.token_id(TOKEN))

    def verb(session: Session) -> None:
        keep_contact(session, scene, report, Contact(f"{CANARY}@acme.example", "sv"))
        write_as_reporter(session, scene, report, Written(CANARY, (file,)))
        write_in_case(session, scene, case.id, report, CANARY, actor=ada)
        assert open_visit(session, site.org, sealer, code, site.clock())

    site.write(verb)


def _worked_on(site: Site, case: tables.Case) -> None:
    """A note with a file, a draft, a document, a number in another register, and another case that it has to do with."""
    scene, ada, file, other = site.scene(), site.actor("ada"), _file(site), site.case(hurt("Lo Lind"))
    id = file.kept.attachment.id

    def verb(session: Session) -> None:
        add_files(session, scene, case.id, [file], ada)
        write_note(session, scene, case.id, notes.Written(CANARY, (id,), asks=True), ada, files={id: file.kept})
        make_document(session, scene, case.id, "letter", CANARY, actor=ada)
        enter_register_number(session, scene.organisation, case.id, "2026:1", actor=ada, now=site.clock())
        relate(session, scene, case.id, other.id, ada)
        _half_written(session, scene, case, site.actor("bo"))

    site.write(verb)


def _half_written(session: Session, scene: Scene, case: tables.Case, actor: Actor) -> None:
    keep_draft(session, scene, case.id, Typing(2, 0, {"outcome_reason": [CANARY]}), actor)
