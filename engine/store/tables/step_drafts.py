"""The table of what is half written in steps. No behaviour."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from engine.store.tables.columns import Base, Id, Number, OrganisationOwned, refers


class StepDraft(OrganisationOwned, Base):
    """What a person has typed in a step and not saved, under the case's own key; `rounds` is how many the person had seen."""

    __tablename__ = "step_draft"
    __table_args__ = (
        refers("case run", "step_run", "case number"),
        refers("person", "person", "id"),
        Index("ix_step_draft_at", "org", "at"),
    )

    case: Mapped[Id]
    run: Mapped[Number]
    person: Mapped[Id]
    at: Mapped[datetime]
    rounds: Mapped[int]
    sealed: Mapped[bytes]
