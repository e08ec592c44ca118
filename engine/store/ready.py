"""Statements that are compiled once and run often, past SQLAlchemy's work for each run. What they may touch is the caller's to guard."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement, CompoundSelect, Connection, Select
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

Process = Callable[[Any], Any]


@dataclass(frozen=True)
class _Compiled:
    """The text for one kind of database, what turns each value into the driver's, and the values that need not be given."""

    sql: str
    places: tuple[tuple[str, Process | None], ...]
    known: Mapping[str, Any]
    positional: bool

    def values(self, given: Mapping[str, Any]) -> Any:
        """What the driver gets for one run."""
        values = {**self.known, **given} if self.known else given
        if self.positional:
            return tuple([process(values[name]) if process else values[name] for name, process in self.places])
        return {name: process(values[name]) if process else values[name] for name, process in self.places}


class Ready:
    """A statement with named parameters. Values go in by their columns' types."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, given: Mapping[str, Any]) -> None:
        """Run it once."""
        run_in_turn(connection, [(self, [given])])

    def compiled(self, dialect: Dialect) -> _Compiled:
        """What it is for one kind of database."""
        found = self._compiled.get(dialect.name)
        if found is None:
            found = self._compiled[dialect.name] = _compile(self._statement, dialect)
        return found


def run_in_turn(connection: Connection, runs: Iterable[tuple[Ready, Sequence[Mapping[str, Any]]]]) -> None:
    """Run statements that answer nothing, each for each of its rows. PostgreSQL gets them all before it is asked how they went."""
    given = [(statement.compiled(connection.dialect), rows) for statement, rows in runs]
    texts = [(compiled.sql, [compiled.values(row) for row in rows]) for compiled, rows in given]
    with _cursor(connection, *(sql for sql, _ in texts)) as cursor, _sent_together(connection):
        for sql, values in texts:
            _execute(connection, cursor, sql, values)


class ReadyQuery(Ready):
    """A query that is compiled once; its rows come out by their columns' types."""

    def __init__(self, query: Select[*tuple[Any, ...]] | CompoundSelect[Any]) -> None:
        super().__init__(query)
        self._types = [column.type for column in query.selected_columns]
        self._processes: dict[str, list[Process | None]] = {}

    def first(self, session: Session, given: Mapping[str, Any]) -> list[Any] | None:
        """The first row's values in order, None when there is none."""
        connection = _asked(session)
        with self._run(connection, given) as cursor:
            row = cursor.fetchone()
        return None if row is None else self._read(connection.dialect, [row])[0]

    def every(self, session: Session, given: Mapping[str, Any]) -> list[list[Any]]:
        """The values of every row in order."""
        connection = _asked(session)
        with self._run(connection, given) as cursor:
            rows = cursor.fetchall()
        return self._read(connection.dialect, rows)

    @staticmethod
    def together(session: Session, given: Mapping[str, Any], *queries: "ReadyQuery") -> list[list[list[Any]]]:
        """The rows of several queries with the same values. PostgreSQL gets them all before it answers the first."""
        connection = _asked(session)
        with ExitStack() as opened:
            compiled = [query.compiled(connection.dialect) for query in queries]
            cursors = [opened.enter_context(_cursor(connection, one.sql)) for one in compiled]
            with _sent_together(connection):
                for cursor, one in zip(cursors, compiled, strict=True):
                    _execute(connection, cursor, one.sql, [one.values(given)])
            return [query._read(connection.dialect, cursor.fetchall()) for query, cursor in zip(queries, cursors, strict=True)]

    @contextmanager
    def _run(self, connection: Connection, given: Mapping[str, Any]) -> Iterator[DBAPICursor]:
        compiled = self.compiled(connection.dialect)
        with _cursor(connection, compiled.sql) as cursor:
            _execute(connection, cursor, compiled.sql, [compiled.values(given)])
            yield cursor

    def _read(self, dialect: Dialect, rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
        if dialect.name not in self._processes:
            self._processes[dialect.name] = [type.dialect_impl(dialect).result_processor(dialect, None) for type in self._types]
        processes = self._processes[dialect.name]
        return [[process(value) if process else value for process, value in zip(processes, row, strict=True)] for row in rows]


def _asked(session: Session) -> Connection:
    """A session's connection, which knows all that the session knows."""
    if session.autoflush:
        session.flush()
    return session.connection()


@contextmanager
def _cursor(connection: Connection, *texts: str) -> Iterator[DBAPICursor]:
    """The driver's own cursor. What is raised comes out as SQLAlchemy's errors, without the values."""
    # PostgreSQL's driver would have bytes written as text, twice as long
    cursor = connection.connection.cursor(**({"binary": True} if connection.dialect.name == "postgresql" else {}))
    driver, dialect = connection.dialect.loaded_dbapi, connection.dialect
    try:
        yield cursor
    except driver.Error as error:
        gone = dialect.is_disconnect(error, connection.connection.dbapi_connection, cursor)
        if gone:
            connection.invalidate(error)
        raise DBAPIError.instance(
            "; ".join(texts), None, error, driver.Error, hide_parameters=True, connection_invalidated=gone, dialect=dialect
        ) from error
    finally:
        cursor.close()


def _sent_together(connection: Connection) -> AbstractContextManager[Any]:
    """Sends the next statement before the last is answered, where the way is far: the first that failed is raised, none after it is run."""
    driver: Any = connection.connection.dbapi_connection
    return driver.pipeline() if connection.dialect.name == "postgresql" else nullcontext()


def _execute(connection: Connection, cursor: DBAPICursor, sql: str, values: Sequence[Any]) -> None:
    """Who listens to SQLAlchemy is told."""
    many = len(values) > 1
    if connection.dispatch.before_cursor_execute:
        connection.dispatch.before_cursor_execute(connection, cursor, sql, values if many else values[0], None, many)
    if many:
        cursor.executemany(sql, values)
    else:
        cursor.execute(sql, values[0])


def _compile(statement: ClauseElement, dialect: Dialect) -> _Compiled:
    compiled: Any = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    # the values of a list are told apart by a number behind its name
    found = {name: binds[name if name in binds else name.rpartition("_")[0]] for name in compiled.params}
    names = compiled.positiontup if compiled.positional else list(found)
    places = tuple((name, found[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names)
    known = {name: value for name, value in compiled.params.items() if not found[name].required}
    return _Compiled(str(compiled), places, known, bool(compiled.positional))
