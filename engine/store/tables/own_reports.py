"""The table of the reports that an organisation has made itself. No behaviour."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped

from engine.store.tables.columns import Base, Key, Number, OrganisationOwned, refers


class OwnReport(OrganisationOwned, Base):
    """A version of a report: its text, as a template's is kept, and the versions of the templates that the text speaks of. Never edited.

    The latest one holds; one that is `retired` is shown to nobody who looks for numbers.
    """

    __tablename__ = "own_report"
    __table_args__ = (refers("by", "person", "id"),)

    key: Mapped[Key]
    number: Mapped[Number]
    text: Mapped[str]
    templates: Mapped[dict[str, Any]]
    retired: Mapped[bool]
    by: Mapped[UUID]
    at: Mapped[datetime]
