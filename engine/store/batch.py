"""Rows to insert, gathered by table and written in one statement each, in the order that their keys demand. It reads nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from engine.store.adding import add_all
from engine.store.tables import Base

Model = type[Base]


class Batch:
    """New rows of one organisation. It can be prepared before the transaction that writes it, so that the transaction is short."""

    def __init__(self, org: str) -> None:
        self.org = org
        self._rows: dict[Model, list[dict[str, Any]]] = {}

    def add(self, model: Model, **values: Any) -> None:
        """One more row; its organisation is the batch's."""
        self._rows.setdefault(model, []).append({"org": self.org, **values})

    def extend(self, model: Model, rows: Iterable[Mapping[str, Any]]) -> None:
        """More rows."""
        for row in rows:
            self.add(model, **row)

    def write(self, session: Session) -> None:
        """Inserts everything: as many statements as tables, however many rows. A batch is written once."""
        add_all(session, [(model, self._rows[model]) for model in sorted(self._rows, key=_ORDER.__getitem__)])


_ORDER: Mapping[Model, int] = {
    mapper.class_: place
    for mapper in Base.registry.mappers
    for place, table in enumerate(Base.metadata.sorted_tables)
    if table is mapper.local_table
}
