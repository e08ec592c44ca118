"""Notes faults at the places of a text while its parts are read. It gathers and never raises, so that an author sees all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.calendars import read_duration
from engine.errors import Fault, in_short, likely
from engine.template.source import Path, Source


@dataclass
class Notes:
    """The source that is read, and the faults found in it so far."""

    source: Source
    faults: list[Fault] = field(default_factory=list, kw_only=True)

    def fault(self, code: str, path: Path, *, guess: str | None = None, key: bool = False, **facts: Any) -> None:
        """Notes a fault at a value, or at its key."""
        mark = self.source.key_mark(path) if key else self.source.mark(path)
        self.faults.append(Fault(code, mark, facts, guess))

    def known(self, value: Any, path: Path, known: Iterable[Any], what: str, *, key: bool = False) -> bool:
        """True when `value` names something that exists; else a fault with the nearest name, at the value or at its key."""
        names = list(known)
        if value in names:
            return True
        guess = likely(value, names, len(self.faults), 0.5)
        self.fault(f"unknown-{what}", path, guess=guess, key=key, given=in_short(value))
        return False

    def day(self, value: Any, path: Path) -> date | None:
        """An ISO date."""
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (ValueError, TypeError):
            self.fault("not-a-day", path, given=in_short(value))
            return None

    def duration(self, value: str, path: Path) -> str:
        """A length of time such as "14 days", no longer than anyone can mean."""
        try:
            read_duration(value)
        except ValueError:
            self.fault("not-a-duration", path, given=value)
        return value

    def in_order(self, first: date | None, last: date | None, path: Path) -> None:
        """A fault where a first day comes after a last one."""
        if first and last and first > last:
            self.fault("from-after-until", path)
