"""What all tables share: the base with its naming of keys, the organisation first in every key, and moments of time."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint, LargeBinary, MetaData, TypeDecorator, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import JSON

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""The revisions build their names by it, so it never changes."""

MAIN_AUTHORITY = "main"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as whole microseconds since 1970 so that both engines compare and order alike."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """A time without a zone is refused, since nobody could say which moment it is."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a time zone can not be stored")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Always in UTC."""
        return None if value is None else _EPOCH + value * _MICROSECOND


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as a class attribute
        datetime: Moment,
        bytes: LargeBinary,
        UUID: Uuid,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


class OrganisationOwned:
    """A table whose rows belong to one organisation: `org` comes first in every key, and `engine.store.scope` guards every statement."""

    org: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)


Key = Annotated[str, mapped_column(primary_key=True)]
Id = Annotated[UUID, mapped_column(primary_key=True)]
Number = Annotated[int, mapped_column(primary_key=True, autoincrement=False)]
Authority = Annotated[str, mapped_column(default=MAIN_AUTHORITY)]


def refers(columns: str, table: str, keys: str) -> ForeignKeyConstraint:
    """A foreign key that has the organisation first: `refers("mailbox", "mailbox", "key")`."""
    own = ["org", *columns.split()]
    return ForeignKeyConstraint(own, [f"{table}.{key}" for key in ["org", *keys.split()]])


def belongs() -> ForeignKeyConstraint:
    """The foreign key of a table that stands directly under its organisation."""
    return ForeignKeyConstraint(["org"], ["organisation.key"])
