"""Guards that no statement reaches past its organisation: every session of the store is a `StoreSession`. It never decides who may read."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Table, event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, with_loader_criteria
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlalchemy.sql import visitors

from engine.errors import MallverkError
from engine.store.tables import Base, OrganisationOwned

_OWNED = frozenset(mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, OrganisationOwned))


class OutOfScope(MallverkError):
    """A statement that could touch the rows of an organisation other than the session's own, or of all when it has none."""


class StoreSession(Session):
    """A session for one organisation, `info["org"]`; `execution_options(all_orgs=True)` on a statement is the way out."""


@lru_cache(maxsize=1024)
def _only(org: str) -> LoaderCriteriaOption:
    return with_loader_criteria(OrganisationOwned, lambda owned: owned.org == org, include_aliases=True)


@event.listens_for(StoreSession, "do_orm_execute")
def _guard_statement(state: ORMExecuteState) -> None:
    """Adds the organisation where SQLAlchemy can, and refuses the statement where it can not."""
    if state.is_column_load or state.execution_options.get("all_orgs"):
        return
    if state.is_insert and getattr(state.statement, "select", None) is None:
        return
    org = state.session.info.get("org")
    if org is not None and state.is_orm_statement and not (state.is_insert or state.is_from_statement):
        state.statement = state.statement.options(_only(org))
    elif not _is_free(state.statement):
        raise OutOfScope(f"not limited to one organisation (the session's is {org!r}): {str(state.statement)[:200]}")


def _is_free(statement: Any) -> bool:
    """True for what can be seen to touch no table of an organisation. Text can not be seen through."""
    seen: list[Any] = list(visitors.iterate(statement))
    return not any(part in _OWNED if isinstance(part, Table) else part.__visit_name__ == "textclause" for part in seen)


@event.listens_for(StoreSession, "before_flush")
def _guard_rows(session: Session, flush: UOWTransaction, rows: object) -> None:
    """A row of another organisation never gets in by mistake."""
    org = session.info.get("org")
    if org is None:
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, OrganisationOwned) and row.org != org:
            raise OutOfScope(f"a row of {row.org!r} in a session of {org!r}: {type(row).__name__}")
