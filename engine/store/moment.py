"""One moment of the database from which several questions are answered, so that a page does not contradict itself."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from engine.store.database import Database

T = TypeVar("T")


class Moment:
    """Begins with the first question, and anew with the next one when it has ended: a failure ends it, and whoever writes has to."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._opened = ExitStack()
        self._session: Session | None = None
        self._org = ""

    def ask(self, org: str, question: Callable[[Session], T]) -> T:
        """The answer to a question about an organisation; a moment is of one at a time."""
        if self._session is None or org != self._org:
            self.end()
            self._session, self._org = self._opened.enter_context(self._database.read(org)), org
        try:
            return question(self._session)
        except SQLAlchemyError:
            # in PostgreSQL nothing more is answered in a transaction where something has failed
            self.end()
            raise

    def end(self) -> None:
        """What is asked from now on sees what is there now."""
        self._session = None
        # what was read is read, whether or not the database is still there to be told
        with suppress(SQLAlchemyError):
            self._opened.close()
