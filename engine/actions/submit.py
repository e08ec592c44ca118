"""Takes in a report: submission, cases, journal, mail and facts, all of it or none of it; sent twice it gives the same receipt."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.open_case import Report, open_cases
from engine.actions.pass_on import Waits, nobody_left, pass_on_report
from engine.actions.scene import Scene
from engine.actions.telling import ReportToTell, tell_of_submission
from engine.intake import Intake, Opening, TypedIn
from engine.organisation import Holder
from engine.store import attachments, cases, dialogue, facts, journal, submissions, tables
from engine.store.batch import Batch


@dataclass(frozen=True)
class Receipt:
    """What the reporter gets: the reference, and the submission's id."""

    reference: str
    submission: UUID
    repeated: bool = False


@dataclass(frozen=True)
class Prepared:
    """A report sealed and ready: all that is left is to write it.

    `shut` has the holders that it and its cases shut out, where they do, `waits` for whom these wait, and `files` what goes along
    of the files of its draft, None where that has none.
    """

    scene: Scene
    token: bytes
    batch: Batch
    receipt: Receipt
    shut: Mapping[UUID, frozenset[Holder]]
    waits: frozenset[Waits]
    files: tuple[attachments.Move, ...] | None = None


@dataclass(frozen=True)
class Sender:
    """Who sends a report from within: somebody who does a step that opens it, and in which case."""

    person: UUID
    case: UUID


@dataclass(frozen=True)
class _Along:
    """What comes along with the answers of a report."""

    code: str
    files: attachments.Files
    typed_in: TypedIn | None
    sender: Sender | None = None

    @property
    def by(self) -> UUID | None:
        """Who has typed it in for someone else, or sends it from another case."""
        if self.sender:
            return self.sender.person
        return self.typed_in.by if self.typed_in else None

    def told(self) -> dict[str, str]:
        """How it had come in and when, as the journal tells it."""
        if self.sender:
            return {"from_case": str(self.sender.case)}
        return {"way": self.typed_in.way, "came": self.typed_in.at.isoformat()} if self.typed_in else {}


class Preparation:
    """A report that is made ready before its transaction, and anew when the transaction has to begin again with other numbers."""

    def __init__(self, make: Callable[[], Prepared]) -> None:
        self._make = make
        self._ready: Prepared | None = make()

    def take(self) -> Prepared:
        """What is ready; each time another."""
        ready, self._ready = self._ready, None
        return ready or self._make()


def prepare(
    scene: Scene,
    intake: Intake,
    answers: Mapping[str, Any],
    token: bytes,
    *,
    code: str = "",
    files: attachments.Files | None = None,
    typed_in: TypedIn | None = None,
    sender: Sender | None = None,
) -> Preparation:
    """Makes a report ready whose answers were read without problems; `token` is the form's own, the same when it is sent again.

    `code` is the secret on the receipt that opens the dialogue; without one there is none. `files` are those of the draft that the
    token names. `typed_in` says who has typed it in for someone else; the intake was then decided as of when it had come in.
    `sender` is there for a report that comes from another case.
    """
    along = _Along(code, files or {}, typed_in, sender)
    return Preparation(lambda: _prepared(scene, intake, answers, token, along=along))


def write(session: Session, preparation: Preparation) -> Receipt:
    """Stores it; a token that has been used gives the receipt of that time. Raises NotPossible when a file has gone meanwhile."""
    prepared = preparation.take()
    before = submissions.by_token(session, prepared.scene.org, prepared.token)
    if before is not None:
        return Receipt(*before, repeated=True)
    prepared.batch.write(session)
    if prepared.files is not None:
        attachments.hand_over(session, prepared.scene.org, prepared.token, prepared.files, prepared.receipt.submission)
    cases.shut_out_by_name(session, prepared.scene.organisation, prepared.shut, prepared.scene.now.date())
    if nobody_left(session, prepared.scene, prepared.waits):
        pass_on_report(session, prepared.scene, prepared.receipt.submission)
    return prepared.receipt


def submit(session: Session, scene: Scene, intake: Intake, answers: Mapping[str, Any], token: bytes, *, code: str = "") -> Receipt:
    """Both at once."""
    return write(session, prepare(scene, intake, answers, token, code=code))


def _prepared(scene: Scene, intake: Intake, answers: Mapping[str, Any], token: bytes, *, along: _Along) -> Prepared:
    batch = Batch(scene.org)
    arrived = submissions.Arrived(
        scene.published.key,
        intake.unit,
        scene.authority(intake.unit),
        scene.organisation.mailboxes.get(intake.routed.receiver) if intake.routed.receiver else None,
        submissions.STARTED if intake.openings else submissions.NEW,
        token,
        along.typed_in.at if along.typed_in else scene.now,
        scene.template.cases.one_per,
        scene.template.cases.compartment,
        along.typed_in,
    )
    sealed = submissions.add(batch, scene.sealer, arrived, answers)
    if along.code:
        dialogue.add(batch, scene.sealer, sealed.id, along.code)
    cases.shut_out(batch, sealed.id, intake.routed.excluded, intake.unit)
    shut = {sealed.id: intake.routed.excluded}
    moved = tuple(submissions.moves(scene.sealer, along.files, answers, sealed.keys, one_per=arrived.one_per)) if along.files else None
    proved = {"digest": sealed.digest.hex(), **attachments.digests(moved or ()), **along.told()}
    received = journal.Entry("submission-received", along.by, proved)
    chain = journal.new_chain(scene.sealer.journal_key, scene.org, sealed.id, [received], at=scene.now, authority=arrived.authority)
    batch.extend(tables.JournalLine, chain)
    counting = facts.Counting(scene.published.key, scene.published.columns, arrived.authority, sealed.id)
    facts.add(batch, intake.facts, counting)
    if intake.openings:
        opened = open_cases(
            batch, scene, Report(sealed.id, sealed.incident, arrived.authority, sealed.keys, actor=along.by), intake.openings
        )
        shut |= {about.id: opening.routed.excluded for about, opening in zip(opened, intake.openings, strict=True)}
    else:
        tell_of_submission(batch, scene, ReportToTell(sealed.id, sealed.reference, intake.unit, along.by), intake.told)
    shut = {subject: holders for subject, holders in shut.items() if holders}
    return Prepared(scene, token, batch, Receipt(sealed.reference, sealed.id), shut, _waits(intake), moved)


def _waits(intake: Intake) -> frozenset[Waits]:
    """For whom the report and its cases wait, where someone is shut out of them."""
    waits = {(intake.routed.receiver, intake.routed.excluded)}
    for opening in intake.openings:
        waits |= {(holder, opening.routed.excluded) for holder in (opening.routed.receiver, *_doers(opening))}
    return frozenset((holder, shut) for holder, shut in waits if holder is not None and shut)


def _doers(opening: Opening) -> Iterable[Holder | None]:
    return (run.holder for run in opening.outcome.case.open())
