"""Tables of what is asked and what came in: templates, drafts, submissions and the keys of their answers. No behaviour."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.tables.columns import Authority, Base, Id, Key, Number, OrganisationOwned, belongs, refers


class Template(OrganisationOwned, Base):
    """A template by name; `published` is the version that new visitors meet."""

    __tablename__ = "template"
    __table_args__ = (belongs(),)

    name: Mapped[Key]
    published: Mapped[int | None]
    archived_at: Mapped[datetime | None]


class TemplateVersion(OrganisationOwned, Base):
    """A published text, byte for byte; never edited."""

    __tablename__ = "template_version"
    __table_args__ = (refers("name", "template", "name"),)

    name: Mapped[Key]
    version: Mapped[Number]
    source: Mapped[str]
    digest: Mapped[str]
    published_at: Mapped[datetime]
    publisher: Mapped[UUID | None]


class TemplateFile(OrganisationOwned, Base):
    """A file that a published text takes with it, as it was when it was published; never edited."""

    __tablename__ = "template_file"
    __table_args__ = (refers("name version", "template_version", "name version"),)

    name: Mapped[Key]
    version: Mapped[Number]
    file: Mapped[Key]
    source: Mapped[str]


class TemplateDraft(OrganisationOwned, Base):
    """A text that is being written, byte for byte; `base` is the version that it began from, None for a new template.

    The row outlives the draft, with `source` None, so that a revision never comes twice.
    """

    __tablename__ = "template_draft"
    __table_args__ = (belongs(), refers("name base", "template_version", "name version"))

    name: Mapped[Key]
    source: Mapped[str | None]
    base: Mapped[int | None]
    revision: Mapped[int]
    changed_at: Mapped[datetime]
    author: Mapped[UUID | None]


class FactColumn(OrganisationOwned, Base):
    """Which of a fact's columns a counted question of a template has; fixed at its first publishing."""

    __tablename__ = "fact_column"
    __table_args__ = (refers("template", "template", "name"), UniqueConstraint("org", "template", "column"))

    template: Mapped[Key]
    reference: Mapped[Key]
    column: Mapped[str]


class Draft(OrganisationOwned, Base):
    """What a visitor has typed so far, sealed by a key that only the visitor's browser holds; `id` is the hash of that token."""

    __tablename__ = "draft"
    __table_args__ = (
        refers("template version", "template_version", "name version"),
        UniqueConstraint("org", "code_hash"),
        Index("ix_draft_expires_at", "org", "expires_at"),
    )

    id: Mapped[bytes] = mapped_column(primary_key=True)
    template: Mapped[str]
    version: Mapped[int]
    sealed: Mapped[bytes]
    expires_at: Mapped[datetime]
    submission: Mapped[UUID | None]
    code_hash: Mapped[bytes | None]
    code_sealed: Mapped[bytes | None]
    code_expires_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)


class Submission(OrganisationOwned, Base):
    """What arrived, sealed and never edited but for its state; `token` makes a repeated sending find the first one.

    One that was typed in for someone else has how it came in, in `way`, and who typed it in; `received_at` is when it came in.
    """

    __tablename__ = "submission"

    id: Mapped[Id]
    reference: Mapped[str]
    template: Mapped[str]
    version: Mapped[int]
    unit: Mapped[str | None]
    authority: Mapped[Authority]
    received_at: Mapped[datetime]
    token: Mapped[bytes]
    mailbox: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="new")
    incident: Mapped[UUID]
    sealed: Mapped[bytes]
    digest: Mapped[bytes]
    # without relationships nothing else keeps two people from taking the same submission at once
    revision: Mapped[int] = mapped_column(default=1)
    compartment: Mapped[bool] = mapped_column(default=False)
    way: Mapped[str | None]
    typed_by: Mapped[UUID | None]

    __table_args__ = (
        refers("template version", "template_version", "name version"),
        refers("unit", "unit", "key"),
        refers("mailbox", "mailbox", "key"),
        refers("typed_by", "person", "id"),
        UniqueConstraint("org", "reference"),
        UniqueConstraint("org", "token"),
        Index("ix_submission_inbox", "org", "mailbox", "state", "received_at"),
        Index("ix_submission_received_at", "org", "received_at"),
    )
    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 - SQLAlchemy reads it as a class attribute


class SubmissionRow(OrganisationOwned, Base):
    """One row of a repeated group that has a key of its own, so that it can be read and erased apart from the rest."""

    __tablename__ = "submission_row"
    __table_args__ = (refers("submission", "submission", "id"),)

    submission: Mapped[Id]
    group_id: Mapped[Key]
    row: Mapped[Number]
    sealed: Mapped[bytes]


class KeyCopy(OrganisationOwned, Base):
    """A data key wrapped for one who holds it, a submission or a case; a key dies with its last copy."""

    __tablename__ = "key_copy"
    __table_args__ = (Index("ix_key_copy_key", "org", "key"),)

    holder: Mapped[Id]
    key: Mapped[Id]
    wrapped: Mapped[bytes]
