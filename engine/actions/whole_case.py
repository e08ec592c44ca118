"""All that the page of a case or of a waiting report shows, read in one moment. It reads only; who may see it is asked elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_read
from engine.actions.casefile import CaseFile, open_file
from engine.actions.concerned import Told, before_any_case
from engine.actions.dialogues import Dialogues, along, dialogues_of, writers
from engine.actions.naming import nameable
from engine.actions.read_case import needs_line
from engine.actions.read_it import unseen
from engine.actions.scene import Scene
from engine.organisation import Holder
from engine.store import (
    access_facts,
    attachments,
    case_list,
    case_people,
    cases,
    delegations,
    dialogue,
    directory,
    documents,
    journal,
    notes,
    notices,
    pauses,
    register,
    samples,
    step_drafts,
    submissions,
    tables,
    ties,
)
from engine.store.delegations import Delegation
from engine.store.documents import Made
from engine.store.flags import of_cases
from engine.store.readers import Readers, names_of, readers
from engine.store.sight import Sight, sight


@dataclass(frozen=True)
class Line:
    """A line of a journal as it is told: what happened, by whom, with which codes."""

    kind: str
    at: Any
    person: UUID | None
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class WholeCase:
    """A case with everything around it. `siblings` are the other cases of the same event that the reader may read.

    `people` can be named in its steps, by their ids, and `named` are let in by name. `files` are those that its answers, messages
    and notes name, and `waiting` those that someone has chosen in a step that is not done. `delegations` say by
    what each decision was taken, by run and round. `drafts` are what the reader has half written, by run. `register_number`
    is its number in another system's register, empty for none.
    """

    file: CaseFile
    dialogues: Dialogues
    files: attachments.Files
    waiting: attachments.Files
    lines: tuple[Line, ...]
    delegations: Mapping[tuple[int, int], Delegation]
    readers: Readers
    siblings: tuple[case_list.Listed, ...]
    ties: tuple[ties.Tied, ...]
    flags: tuple[str, ...]
    notices: tuple[notices.Proof, ...]
    reviews: tuple[samples.Review, ...]
    notes: tuple[notes.Note, ...]
    drafts: Mapping[int, step_drafts.StepDraft]
    names: Mapping[UUID, str]
    people: Mapping[str, str]
    named: tuple[case_people.Named, ...]
    mailboxes: Mapping[str, str]
    unread: bool
    pauses: Mapping[int, pauses.Pause]
    documents: tuple[Made, ...]
    register_number: str


@dataclass(frozen=True)
class WholeReport:
    """A report that is in nobody's case yet, or the cases that it became; its answers only as long as there is no case to read them in."""

    row: tables.Submission
    answers: Mapping[str, Any] | None
    dialogues: Dialogues
    files: attachments.Files
    lines: tuple[Line, ...]
    cases: tuple[case_list.Listed, ...]
    joinable: tuple[case_list.Listed, ...]
    shut: frozenset[Holder]
    names: Mapping[UUID, str]
    mailboxes: Mapping[str, str]
    unread: bool


def whole_case(session: Session, scene: Scene, row: tables.Case, actor: Actor, *, signed_in: str) -> WholeCase:
    """Opens a case for its page. `unread` says that this reading has to be written down first."""
    file = open_file(session, scene, row)
    eyes, reports = sight(session, scene.organisation, actor), [report.id for report, _ in file.reports]
    dialogues = dialogues_of(session, scene, eyes, row.id, reports)
    noted = tuple(notes.of_case(session, scene.sealer, row))
    said = [*along(dialogues), *(list(note.files) for note in noted if note.withdrawn is None)]
    files, waiting = _files(session, scene, file, said)
    lines = _lines(session, scene.org, row.id)
    boxes = directory.mailbox_names(session, scene.org)
    inside = readers(session, scene.organisation, file.subject, scene.day, names=boxes)
    named = tuple(case_people.named(session, scene.sealer, row))
    made = tuple(documents.of_case(session, row))
    siblings = case_list.of_incident(session, eyes, row.incident)
    told, reviewed = _notices(session, scene, file), tuple(samples.reviews(session, scene.sealer, row))
    people = {*_people(lines), *_doers(file, made), *_noted(told), *_noted(noted), *writers(dialogues)}
    return WholeCase(
        file,
        dialogues,
        files,
        waiting,
        lines,
        delegations.of_case(session, scene.org, (line.facts for line in lines)),
        inside,
        tuple(item for item in siblings if item.id != row.id),
        tuple(ties.tied(session, eyes, row.id)),
        of_cases(session, scene.org, [row.id]).get(row.id, ()),
        told,
        reviewed,
        noted,
        step_drafts.of_person(session, scene.sealer, row, actor.id),
        names_of(session, scene.org, people | {one.person for one in named} | {item.by for item in reviewed}),
        nameable(session, scene, file.subject),
        named,
        boxes,
        needs_line(session, scene.org, row.id, actor.id, signed_in) or _news(session, scene, eyes, reports),
        pauses.of_case(session, scene.sealer, row) if any(run.paused for run in file.case.open()) else {},
        made,
        register.number_of(session, scene.org, row.id),
    )


def _notices(session: Session, scene: Scene, file: CaseFile) -> tuple[notices.Proof, ...]:
    """The case's own notices, and those that stand on its reports; what another case of a report has told is left out."""
    found = notices.on_reports(session, scene.org, [report.id for report, _ in file.reports])
    return tuple(proof for proof in found if proof.case in (None, file.row.id) or proof.step in scene.template.standing)


def _noted(told: Iterable[notices.Proof | notes.Note]) -> set[UUID]:
    """Those whose names stand in notices or notes."""
    return {person for item in told for person in item.people()}


def _news(session: Session, scene: Scene, eyes: Sight, reports: list[UUID]) -> bool:
    """True when a notice or a message about these reports waits for the reader."""
    return bool(unseen(session, scene.org, reports, eyes.actor)) or bool(dialogue.unseen_of(session, eyes, reports))


def _files(session: Session, scene: Scene, file: CaseFile, said: list[Any]) -> tuple[attachments.Files, attachments.Files]:
    """The files that the case's answers, messages and notes name, and those that wait in its steps."""
    reports = [report.id for report, _ in file.reports]
    found = attachments.of_case(session, scene.sealer, scene.org, file.row.id, reports)
    answers = [*(answers for _, answers in file.reports), *(item.answers for item in file.rounds), *said]
    named = frozenset(attachments.named_in(answers, found))
    waiting = attachments.waiting_in(session, scene.org, file.row.id)
    return (
        {id: kept for id, kept in found.items() if id in named},
        {id: kept for id, kept in found.items() if kept.key.id in waiting},
    )


def whole_report(session: Session, scene: Scene, row: tables.Submission, actor: Actor, *, signed_in: str) -> WholeReport:
    """Opens a report for its page."""
    eyes = sight(session, scene.organisation, actor)
    lines = _lines(session, scene.org, row.id)
    alone = row.state in (submissions.NEW, submissions.WRONG)
    unread = needs_line(session, scene.org, row.id, actor.id, signed_in) or _news(session, scene, eyes, [row.id])
    return WholeReport(
        row,
        before_any_case(scene, Told(row.id, submissions.open_answers(session, scene.sealer, row, row.id)[0])) if alone else None,
        dialogues_of(session, scene, eyes, row.id, [row.id]) if alone else {},
        attachments.of_report(session, scene.sealer, scene.org, row.id) if alone else {},
        lines,
        tuple(case_list.of_report(session, eyes, row.id)),
        tuple(case_list.joinable(session, eyes, row.template)) if row.state == submissions.NEW else (),
        cases.excluded(session, scene.organisation, row.id, row.received_at.date()).holders,
        names_of(session, scene.org, _people(lines)),  # whoever has written stands in them
        directory.mailbox_names(session, scene.org),
        alone and unread,
    )


@dataclass(frozen=True)
class Afterwards:
    """How a case stands once someone has been shut out: whether the person who said so is still in, and whose mailboxes act now."""

    inside: bool
    mailboxes: tuple[str, ...]


def afterwards(session: Session, scene: Scene, case: UUID, actor: Actor) -> Afterwards:
    """What is told to whoever has shut out someone, perhaps themselves."""
    found = access_facts.find_case(session, scene.organisation, case)
    names = directory.mailbox_names(session, scene.org)
    doing = {doer.mailbox for doer in found.doing if doer.mailbox} if found else set()
    return Afterwards(
        found is not None and may_read(actor, found.subject, scene.organisation),
        tuple(sorted(names.get(key, key) for key in doing)),
    )


def _lines(session: Session, org: str, chain: UUID) -> tuple[Line, ...]:
    return tuple(Line(line.kind, line.at, line.person, line.facts) for line in journal.lines(session, org, chain))


def _doers(file: CaseFile, made: Iterable[Made]) -> set[UUID]:
    """Who has done something in a step, been given one, made a document, or typed a report in."""
    done = [*(item.person for item in file.rounds), *(item.person for item in made), *(run.person for run in file.case.runs)]
    return {person for person in (*done, *(report.typed_by for report, _ in file.reports)) if person}


def _single(line: Line) -> Iterable[str]:
    """The persons that a line names one by one."""
    names = ("from", "to") if line.kind == "handed-over" else ("reader", "person")
    return (line.facts[name] for name in names if line.facts.get(name))


def _people(lines: Iterable[Line]) -> set[UUID]:
    """Everyone that the lines name."""
    named = {UUID(person) for line in lines for person in (*line.facts.get("persons", ()), *_single(line))}
    return named | {line.person for line in lines if line.person}
