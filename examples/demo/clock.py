"""A clock that can be moved forward, so that deadlines and reminders can be seen."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock


class MovableClock:
    """The real time plus what it has been moved, kept in a file beside the demonstration's database."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._moved = timedelta(seconds=float(path.read_text())) if path.exists() else timedelta()

    def __call__(self) -> datetime:
        """Now, as the demonstration sees it."""
        return datetime.now(UTC) + self._moved

    def move(self, by: timedelta) -> None:
        """Moves forward; there is no way back, since a journal does not run backwards."""
        with self._lock:
            self._moved += max(by, timedelta())
            self._path.write_text(str(self._moved.total_seconds()))

    @property
    def moved(self) -> timedelta:
        """How far it has been moved."""
        return self._moved
