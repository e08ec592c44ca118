"""Tables of cases: their steps, who reads them, the journal and what is to be told to whom. No behaviour."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Authority, Base, Id, Key, Number, OrganisationOwned, refers


class Case(OrganisationOwned, Base):
    """One case. `receiver` is written function@unit, `key` names the key that seals its steps; a save of a stale `revision` fails.

    `version` is the one of the template that it goes on by, which may be later than its report's.
    In a `compartment` it is read by the mailboxes that it has reached alone. What is erased nobody reads: its keys are gone.
    """

    __tablename__ = "case_"

    id: Mapped[Id]
    number: Mapped[str]
    template: Mapped[str]
    version: Mapped[int]
    incident: Mapped[UUID]
    unit: Mapped[str | None]
    authority: Mapped[Authority]
    receiver: Mapped[str]
    mailbox: Mapped[str]
    key: Mapped[UUID]
    group_id: Mapped[str | None]
    row: Mapped[int | None]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)
    compartment: Mapped[bool] = mapped_column(default=False)
    erased_at: Mapped[datetime | None]

    __table_args__ = (
        refers("template version", "template_version", "name version"),
        refers("unit", "unit", "key"),
        refers("mailbox", "mailbox", "key"),
        UniqueConstraint("org", "number"),
        Index("ix_case_unit", "org", "unit", "opened_at"),
        Index("ix_case_opened_at", "org", "opened_at"),
        Index("ix_case_open", "org", "opened_at", sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL")),
        Index("ix_case_incident", "org", "incident"),
    )
    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 - SQLAlchemy reads it as a class attribute


class CaseSubmission(OrganisationOwned, Base):
    """A submission that belongs to a case, and which of its rows the case is about."""

    __tablename__ = "case_submission"
    __table_args__ = (
        refers("case", "case_", "id"),
        refers("submission", "submission", "id"),
        Index("ix_case_submission_submission", "org", "submission"),
    )

    case: Mapped[Id]
    submission: Mapped[Id]
    row: Mapped[int | None]
    joined_at: Mapped[datetime]


class CaseFlag(OrganisationOwned, Base):
    """What a case was marked with as it opened: the key of a flag in its own version of the template. Never changed."""

    __tablename__ = "case_flag"
    __table_args__ = (refers("case", "case_", "id"), Index("ix_case_flag_key", "org", "key"))

    case: Mapped[Id]
    key: Mapped[Key]


class CaseMailbox(OrganisationOwned, Base):
    """A mailbox that the case has reached; `why` is receiver, notice, step or copy (a copy gives no reading)."""

    __tablename__ = "case_mailbox"
    __table_args__ = (
        refers("case", "case_", "id"),
        refers("mailbox", "mailbox", "key"),
        Index("ix_case_mailbox_mailbox", "org", "mailbox", "case"),
    )

    case: Mapped[Id]
    mailbox: Mapped[Key]
    why: Mapped[Key]


class CasePerson(OrganisationOwned, Base):
    """A person whom the case lets in by name; `why` is doer or reader, `until` the last day, `sealed` the reason that was given.

    What has been taken back has `ended_at`, and holds no longer.
    """

    __tablename__ = "case_person"
    __table_args__ = (
        refers("case", "case_", "id"),
        refers("person", "person", "id"),
        refers("by", "person", "id"),
        Index("ix_case_person_case", "org", "case"),
        Index("ix_case_person_person", "org", "person", "case"),
    )

    id: Mapped[Id]
    case: Mapped[UUID]
    person: Mapped[UUID]
    why: Mapped[str]
    start: Mapped[date]
    until: Mapped[date | None]
    by: Mapped[UUID | None]
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    sealed: Mapped[bytes | None]


class StepRun(OrganisationOwned, Base):
    """A step of a case from its opening; `status` is open, waiting, done or skipped, `parent` the number of the group it stands in.

    `person` has been given it, among those who could do it or besides them.
    """

    __tablename__ = "step_run"
    __table_args__ = (
        refers("case", "case_", "id"),
        refers("case parent", "step_run", "case number"),
        refers("mailbox", "mailbox", "key"),
        refers("person", "person", "id"),
        Index("ix_step_run_person", "org", "person", "status"),
        Index("ix_step_run_inbox", "org", "mailbox", "status", "due_at"),
        # the worker asks for all organisations at once, so this one does not begin with the organisation
        Index(
            "ix_step_run_remind_at",
            "remind_at",
            sqlite_where=text("remind_at IS NOT NULL"),
            postgresql_where=text("remind_at IS NOT NULL"),
        ),
    )

    case: Mapped[Id]
    number: Mapped[Number]
    step: Mapped[str]
    status: Mapped[str] = mapped_column(default="open")
    holder: Mapped[str | None]
    mailbox: Mapped[str | None]
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    parent: Mapped[int | None]
    rounds: Mapped[int] = mapped_column(default=0)
    remind_at: Mapped[datetime | None]
    reminded: Mapped[int] = mapped_column(default=0)
    person: Mapped[UUID | None]
    paused_at: Mapped[datetime | None]


class StepRound(OrganisationOwned, Base):
    """The sealed answers of one finished round of a step; never edited."""

    __tablename__ = "step_round"
    __table_args__ = (refers("case run", "step_run", "case number"), refers("person", "person", "id"))

    case: Mapped[Id]
    run: Mapped[Number]
    round: Mapped[Number]
    person: Mapped[UUID | None]
    at: Mapped[datetime]
    sealed: Mapped[bytes]
    digest: Mapped[bytes]


class Exclusion(OrganisationOwned, Base):
    """Who never gets in: a mailbox, a person or a holder, kept out of a case or a submission."""

    __tablename__ = "exclusion"

    subject: Mapped[Id]
    kind: Mapped[Key]
    key: Mapped[Key]
    why: Mapped[str]


class JournalLine(OrganisationOwned, Base):
    """One line of a hash chain; never edited, and `facts` hold ids, codes and digests, never content."""

    __tablename__ = "journal"

    chain: Mapped[Key]
    seq: Mapped[Number]
    at: Mapped[datetime]
    kind: Mapped[str]
    person: Mapped[UUID | None]
    authority: Mapped[Authority]
    facts: Mapped[dict[str, Any]]
    previous: Mapped[bytes]
    hash: Mapped[bytes]


class Notice(OrganisationOwned, Base):
    """A notice that is in its receiver's queue; that a mail about it arrived is another matter.

    It is seen when somebody there opens what it is about, and acknowledged when somebody says so.
    """

    __tablename__ = "notice"
    __table_args__ = (
        refers("submission", "submission", "id"),
        refers("case", "case_", "id"),
        refers("mailbox", "mailbox", "key"),
        refers("seen_by", "person", "id"),
        refers("acknowledged_by", "person", "id"),
        Index("ix_notice_acknowledged", "org", "mailbox", "acknowledged_at", "queued_at"),
        Index("ix_notice_mailbox", "org", "mailbox", "seen_at", "queued_at"),
        Index("ix_notice_submission", "org", "submission"),
        Index("ix_notice_case", "org", "case"),
    )

    id: Mapped[Id]
    submission: Mapped[UUID]
    case: Mapped[UUID | None]
    step: Mapped[str]
    mailbox: Mapped[str]
    queued_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[UUID | None]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[UUID | None]


class OutgoingMail(OrganisationOwned, Base):
    """A mail to send, written in the transaction that caused it; `key` is its unchanging Message-ID.

    Who gets it is worked out when it is sent: the mailbox's members of that moment, without those shut out of `subject_id` (a case or
    a submission) and without `actor`, who caused it; the one `person` alone where that is named and can get it.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("org", "key"),
        Index("ix_outbox_subject", "org", "subject_id"),
        # the worker asks for all organisations at once, so this one does not begin with the organisation
        Index(
            "ix_outbox_due",
            "run_at",
            sqlite_where=text("sent_at IS NULL AND failed_at IS NULL"),
            postgresql_where=text("sent_at IS NULL AND failed_at IS NULL"),
        ),
        Index("ix_outbox_error", "org", "created_at", sqlite_where=text("error IS NOT NULL"), postgresql_where=text("error IS NOT NULL")),
    )

    id: Mapped[Id]
    mailbox: Mapped[str | None]
    subject_id: Mapped[UUID | None]
    actor: Mapped[UUID | None]
    kind: Mapped[str]
    recipients: Mapped[list[Any]]
    subject: Mapped[str]
    body: Mapped[str]
    key: Mapped[str]
    created_at: Mapped[datetime]
    run_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    error: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    worker: Mapped[str | None]
    person: Mapped[UUID | None]
