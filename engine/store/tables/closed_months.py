"""The table of reports' closed months. No behaviour."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped

from engine.store.tables.columns import Base, Key, OrganisationOwned, belongs


class ClosedMonth(OrganisationOwned, Base):
    """What a report tells of one month, such as 2026-10, and what is hidden of it. Written once, as the month closes."""

    __tablename__ = "closed_month"
    __table_args__ = (belongs(),)

    template: Mapped[Key]
    report: Mapped[Key]
    month: Mapped[Key]
    closed_at: Mapped[datetime]
    cube: Mapped[dict[str, Any]]
