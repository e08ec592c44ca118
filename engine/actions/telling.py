"""Turns what the workflow says into rows: whom a case reaches, notices in queues, and mails in the outbox, for the same transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from engine.actions.scene import Scene
from engine.ids import new_id, show_reference
from engine.intake import merged
from engine.mails import Letter, letter_for
from engine.store import cases, outbox, tables
from engine.store.batch import Batch
from engine.workflow import Told

QUEUED = frozenset({"notice", "review"})
"""Why someone is told, when that stands in their queue until they have seen it."""


@dataclass(frozen=True)
class CaseToTell:
    """The case that is told of, the report behind it, whom it has reached already and why, and who caused the telling.

    `noticed` are the steps whose notices are written on the report already: they let their receiver read this case too, without a word.
    """

    about: cases.About
    submission: UUID
    reached: Mapping[str, frozenset[str]] = field(default_factory=dict)
    actor: UUID | None = None
    noticed: frozenset[str] = frozenset()


def tell_of_case(batch: Batch, scene: Scene, case: CaseToTell, told: Iterable[Told]) -> None:
    """Everyone who is told of a case: what they may read, the queue that proves a notice, and one mail each."""
    told = tuple(item for item in told if item.holder in scene.organisation.mailboxes)
    reached = {(mailbox, why) for mailbox, reasons in case.reached.items() for why in reasons}
    for item in told:
        mailbox, why = scene.organisation.mailboxes[item.holder], _why(item.why)
        if item.reads and (mailbox, why) not in reached:
            reached.add((mailbox, why))
            batch.add(tables.CaseMailbox, case=case.about.id, mailbox=mailbox, why=why)
    news = tuple(item for item in told if item.step not in case.noticed)
    for item in news:
        if item.why in QUEUED:
            _notice(batch, scene, item, submission=case.submission, case=case.about.id)
    about = scene.about(case.about.number, case.about.unit, f"cases/{case.about.id}")
    for item in merged(news, scene.organisation.mailboxes):
        letter = letter_for(item, about, scene.organisation, scene.language)
        mail(batch, scene, item, letter, subject=case.about.id, actor=case.actor)


@dataclass(frozen=True)
class ReportToTell:
    """The report that is told of before it has a case, and who caused the telling."""

    id: UUID
    reference: str
    unit: str | None
    actor: UUID | None = None


def tell_of_submission(batch: Batch, scene: Scene, report: ReportToTell, told: Iterable[Told]) -> None:
    """Everyone who is told of a report that has no case yet."""
    told = tuple(item for item in told if item.holder in scene.organisation.mailboxes)
    for item in told:
        if item.why == "notice":
            _notice(batch, scene, item, submission=report.id, case=None)
    about = scene.about(show_reference(report.reference), report.unit, f"submissions/{report.id}")
    for item in merged(told, scene.organisation.mailboxes):
        letter = letter_for(item, about, scene.organisation, scene.language)
        mail(batch, scene, item, letter, subject=report.id, actor=report.actor)


def mail(batch: Batch, scene: Scene, told: Told, letter: Letter, *, subject: UUID, actor: UUID | None = None) -> None:
    """One mail to a mailbox. Who in it gets the mail is worked out when it is sent."""
    outbox.add(batch, outbox.Addressed(scene.organisation.mailboxes[told.holder], subject, actor, told.why, told.person), letter, scene.now)


def _notice(batch: Batch, scene: Scene, told: Told, *, submission: UUID, case: UUID | None) -> None:
    """Puts a notice in its receiver's queue: this, not the mail, is what counts."""
    mailbox = scene.organisation.mailboxes[told.holder]
    batch.add(tables.Notice, id=new_id(), submission=submission, case=case, step=told.step, mailbox=mailbox, queued_at=scene.now)


def _why(why: str) -> str:
    """Why a case reached a mailbox, as access asks about it."""
    return {"new": "receiver", "assigned": "step", "wait": "step"}.get(why, why)
