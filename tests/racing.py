"""Runs things at the very same moment, and counts or breaks the statements that they send."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event

T = TypeVar("T")


def together(*calls: Callable[[], T]) -> list[T | Exception]:
    """What each call returned or raised, all of them begun at once."""
    barrier = threading.Barrier(len(calls))

    def run(call: Callable[[], T]) -> T | Exception:
        barrier.wait(30)
        try:
            return call()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


class Cut(Exception):
    """The statement was not let through."""


@dataclass
class Statements:
    """The statements that were sent; the one with the number `cut` is refused."""

    cut: int | None = None
    sent: list[str] = field(default_factory=list)

    def before(self, connection: Connection, cursor: Any, statement: str, *rest: Any) -> None:
        """Counts one."""
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            self.sent.append(statement)
            if len(self.sent) == self.cut:
                raise Cut(statement)


@contextmanager
def watched(cut: int | None = None) -> Iterator[Statements]:
    """Watches every statement that goes to a database, from any thread."""
    statements = Statements(cut)
    event.listen(Engine, "before_cursor_execute", statements.before)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", statements.before)
