"""Opens the cases of a report, as the workflow decided them: used when a report comes in, and when a mailbox starts one by hand."""

from dataclasses import dataclass
from uuid import UUID

from engine.actions.scene import Scene
from engine.actions.telling import CaseToTell, tell_of_case
from engine.errors import NotPossible
from engine.intake import Opening
from engine.store import cases, facts, journal, submissions, tables
from engine.store.batch import Batch


@dataclass(frozen=True)
class Report:
    """The report that cases are opened for. `noticed` are the steps whose notices are already written on it."""

    id: UUID
    incident: UUID
    authority: str
    keys: submissions.Keys
    noticed: frozenset[str] = frozenset()
    actor: UUID | None = None


def open_cases(batch: Batch, scene: Scene, report: Report, openings: tuple[Opening, ...]) -> tuple[cases.About, ...]:
    """One case per opening; a notice that stands on the report is written with the first of them only."""
    written = [report.noticed, *(report.noticed | scene.template.standing for _ in openings[1:])]
    return tuple(_open(batch, scene, report, opening, noticed=noticed) for opening, noticed in zip(openings, written, strict=True))


def _open(batch: Batch, scene: Scene, report: Report, opening: Opening, *, noticed: frozenset[str]) -> cases.About:
    receiver = opening.routed.receiver
    if receiver is None:
        raise NotPossible("no-receiver")
    made = scene.template.cases
    opened = cases.Opened(
        scene.published.key, report.incident, report.id, report.authority, receiver, made.one_per, opening.row, made.compartment, scene.now
    )
    rows = report.keys.rows if opening.row is None or not report.keys.rows else (report.keys.rows[opening.row],)
    case = opening.outcome.case
    about = cases.add(batch, scene.organisation, scene.sealer, opened, case=case, keys=(report.keys.own, *rows))
    _journal(batch, scene, report, opening=opening, about=about)
    facts.add(batch, opening.facts, facts.Counting(scene.published.key, scene.published.columns, report.authority, about.id))
    mailbox = scene.organisation.mailboxes[receiver]
    batch.add(tables.CaseMailbox, case=about.id, mailbox=mailbox, why="receiver")
    batch.extend(tables.CaseFlag, ({"case": about.id, "key": key} for key in opening.flags))
    to_tell = CaseToTell(about, report.id, {mailbox: frozenset({"receiver"})}, report.actor, noticed)
    tell_of_case(batch, scene, to_tell, opening.outcome.told)
    return about


def _journal(batch: Batch, scene: Scene, report: Report, *, opening: Opening, about: cases.About) -> None:
    """The first lines of the case's chain."""
    marked = {"flags": opening.flags} if opening.flags else {}
    opened = journal.Entry("case-opened", report.actor, {"submission": str(report.id), **marked})
    entries = [opened, *(journal.Entry(event.kind, report.actor, event.facts) for event in opening.outcome.events)]
    key = scene.sealer.journal_key
    batch.extend(tables.JournalLine, journal.new_chain(key, scene.org, about.id, entries, at=scene.now, authority=report.authority))
