"""The lock file beside a SQLite database: one process at a time writes. It never touches the database file itself."""

import fcntl
import os
import time
from pathlib import Path

from engine.errors import MallverkError


class DatabaseBusy(MallverkError):
    """Another process holds the database for writing."""


class WriteLock:
    """A lock between processes, and between two openings in one process. The system gives it back when a process dies."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._file: int | None = None

    def take(self, patience: float = 0.0) -> None:
        """Hold the lock from now on; raises DatabaseBusy when someone else still has it after `patience` seconds."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        deadline = time.monotonic() + patience
        while not _locked(file):
            if time.monotonic() >= deadline:
                holder = os.pread(file, 20, 0).decode("ascii", "replace").strip() or "unknown"
                os.close(file)
                raise DatabaseBusy(f"the database is held for writing by process {holder} (lock file {self._path})")
            time.sleep(0.01)
        os.ftruncate(file, 0)
        os.pwrite(file, str(os.getpid()).encode("ascii"), 0)
        self._file = file

    def give_back(self) -> None:
        """Let others have it. The file stays, since removing it would let two processes hold a lock each."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
