"""Someone writes in the dialogue about a report: whoever sent it, or one of those who work on it. Messages are sealed and never edited."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import READS, Actor, Subject, may_handle, works_on
from engine.actions.attempts import allowed, count_attempt
from engine.actions.scene import Scene
from engine.actions.tell_reporter import tell_reporter
from engine.errors import NotPossible
from engine.ids import show_reference
from engine.mails import MESSAGE, letter
from engine.organisation import Holder
from engine.store import access_facts, attachments, cases, dialogue, journal, outbox, submissions, tables
from engine.store.batch import Batch
from engine.store.dialogue import Author, Message, new_message

MOST = 20
"""Messages from one reporter in a while: enough for whoever writes line by line."""


@dataclass(frozen=True)
class Written:
    """What somebody has written, read without problems, and the files that come along."""

    text: str = field(repr=False)
    files: tuple[attachments.Sealed, ...] = ()


def write_as_reporter(session: Session, scene: Scene, report: UUID, written: Written) -> None:
    """Whoever sent the report writes: it waits as news for who received it, and one mail says so until someone has looked.

    Raises NotPossible when there have been too many in a short time.
    """
    row, about = _report(session, scene, report), f"message {report}"
    if not allowed(session, scene.org, about, scene.now, MOST):
        raise NotPossible("too-many-messages")
    count_attempt(session, scene.org, scene.now, about)
    told_already = dialogue.any_unseen(session, scene.org, row.id)
    files = tuple(file.kept.attachment.id for file in written.files)
    key = submissions.own_key(session, scene.sealer, row)
    attachments.add(session, scene.sealer, written.files, key, submission=row.id)
    message = new_message(row.id, scene.now, written.text, files=files)
    facts = _kept(session, scene, row, message) | attachments.digests(file.kept for file in written.files)
    _note(session, scene, row, journal.Entry("message-received", facts=facts))
    if not told_already:
        _tell(session, scene, row)


def write_in_case(session: Session, scene: Scene, case: UUID, report: UUID, text: str, *, actor: Actor, named: bool = False) -> None:
    """Someone who works on a case writes to whoever sent one of its reports; raises NotPossible for anybody else."""
    held = cases.locked(session, scene.org, case)
    if held is None or report not in {row.id for row, _ in cases.submissions_of(session, held)}:
        raise NotPossible("no-such-report")
    subject = access_facts.of_case(session, scene.organisation, held)
    doers = cases.as_value(session, scene.organisation, held).doing(scene.organisation)
    if not works_on(actor, subject, doers):
        raise NotPossible("not-yours")
    doing = frozenset(doer.mailbox for doer in doers if doer.person == actor.id and doer.mailbox is not None)
    author = Author(actor.id, speaks_as(scene, actor, subject, doing), named)
    _write(session, scene, report, text, author=author)


def write_in_report(session: Session, scene: Scene, report: UUID, text: str, *, actor: Actor, named: bool = False) -> None:
    """Someone who looks after a report that no case has come of writes to whoever sent it; raises NotPossible for anybody else."""
    row = _report(session, scene, report)
    subject = access_facts.of_submission(session, scene.organisation, row)
    if not may_handle(actor, subject) or submissions.cases_of(session, row):
        raise NotPossible("not-yours")
    _write(session, scene, report, text, author=Author(actor.id, speaks_as(scene, actor, subject), named))


def _write(session: Session, scene: Scene, report: UUID, text: str, *, author: Author) -> None:
    row = _report(session, scene, report)
    # whoever is shut out of one of its cases is shut out of what whoever sent it says
    if author.person in access_facts.of_submission(session, scene.organisation, row).excluded:
        raise NotPossible("not-yours")
    facts = _kept(session, scene, row, new_message(row.id, scene.now, text, author=author))
    _note(session, scene, row, journal.Entry("message-sent", author.person, facts))
    tell_reporter(session, scene, row)


def speaks_as(scene: Scene, actor: Actor, subject: Subject, doing: frozenset[str] = frozenset()) -> Holder | None:
    """The function that the reader is told: one by which the person reads the case, the receiver's first; None for the organisation.

    `doing` are mailboxes that the person stands in for, by a step that was given to them.
    """
    chain = [*scene.organisation.chain(subject.unit), None]
    mine = actor.mailboxes | doing
    reasons = {mailbox: why & READS for mailbox, why in subject.reached.items() if mailbox in mine and why & READS}
    held = [
        holder
        for holder, mailbox in scene.organisation.mailboxes.items()
        if mailbox in reasons and holder.function in scene.template.functions and holder.unit in chain
    ]
    mailboxes = scene.organisation.mailboxes
    held.sort(key=lambda holder: ("receiver" not in reasons[mailboxes[holder]], chain.index(holder.unit), holder.function))
    return next(iter(held), None)


def _report(session: Session, scene: Scene, report: UUID) -> tables.Submission:
    row = submissions.get(session, scene.org, report)
    if row is None or not dialogue.those_with(session, scene.org, [report]):
        raise NotPossible("no-such-report")
    return row


def _kept(session: Session, scene: Scene, row: tables.Submission, message: Message) -> dict[str, object]:
    """Stores a message; what the journal says of it."""
    digest = dialogue.add_message(session, scene.sealer, submissions.own_key(session, scene.sealer, row), message)
    return {"submission": str(row.id), "message": str(message.id), "digest": digest.hex()}


def _note(session: Session, scene: Scene, row: tables.Submission, entry: journal.Entry) -> None:
    """A line in every case of the report, since each of them has its whole history; on the report where there is none."""
    chains = [(case.id, case.authority) for case in _cases(session, row)] or [(row.id, row.authority)]
    for chain, authority in chains:
        journal.append(session, scene.org, chain, entry.kind, at=scene.now, person=entry.person, facts=entry.facts, authority=authority)


def _tell(session: Session, scene: Scene, row: tables.Submission) -> None:
    """A mail to each mailbox that has received the report or one of its cases; who is shut out of any of them gets none."""
    waits = {row.mailbox: (show_reference(row.reference), f"submissions/{row.id}")} if row.mailbox else {}
    opened = {case.mailbox: (case.number, f"cases/{case.id}") for case in reversed(_cases(session, row))}
    batch = Batch(scene.org)
    for mailbox, (number, page) in sorted((opened or waits).items()):
        words = letter(MESSAGE, scene.about(number, row.unit, page), None, scene.organisation, language=scene.language)
        outbox.add(batch, outbox.Addressed(mailbox, row.id, None, MESSAGE), words, scene.now)
    batch.write(session)


def _cases(session: Session, row: tables.Submission) -> list[tables.Case]:
    """The cases of a report that are still there to be read."""
    return [case for case in submissions.cases_of(session, row) if case.erased_at is None]
