"""Days and spans of days as people write them in a list: `2026-10-26/2026-10-30 Autumn break`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.calendars import Period

_DAY = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
_SPAN = re.compile(rf"{_DAY}(?:\s*(?:/|–|—|-)\s*{_DAY})?(?:\s*[:;,]?\s+(\S.*))?")
_KIND = re.compile(r"([a-z][a-z0-9_]*)\s+(\S.*)")


@dataclass(frozen=True)
class Span:
    """First and last day, with the name that it was given, if any."""

    first: date
    last: date
    name: str = ""

    def __str__(self) -> str:
        days = self.first.isoformat() if self.first == self.last else f"{self.first.isoformat()}/{self.last.isoformat()}"
        return f"{days} {self.name}".rstrip()


def read_span(text: str) -> Span:
    """The span of a line; raises ValueError with a code for what is none: "not-a-day", or "from-after-until"."""
    found = _SPAN.fullmatch(text.strip())
    try:
        first = date.fromisoformat(found[1]) if found else None
        last = date.fromisoformat(found[2]) if found and found[2] else first
    except ValueError:
        first = last = None
    if found is None or first is None or last is None:
        raise ValueError("not-a-day")
    if last < first:
        raise ValueError("from-after-until")
    return Span(first, last, (found[3] or "").strip())


@dataclass(frozen=True)
class WrongLine:
    """A line that is no span, with its number and why."""

    number: int
    code: str


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def read_spans(text: str) -> tuple[tuple[Span, ...], tuple[WrongLine, ...]]:
    """Each line as a span, in the order of the days; and the lines that are none."""
    found, wrong = [], []
    for number, line in _lines(text):
        try:
            found.append(read_span(line))
        except ValueError as error:
            wrong.append(WrongLine(number, str(error)))
    return tuple(sorted(found, key=lambda span: (span.first, span.last))), tuple(wrong)


def read_periods(text: str) -> tuple[dict[str, tuple[Period, ...]], tuple[WrongLine, ...]]:
    """Each line as a period of a kind: `term 2026-08-18/2026-12-18 Autumn 2026`; and the lines that are none."""
    found: dict[str, list[Period]] = {}
    wrong = []
    for number, line in _lines(text):
        parts = _KIND.fullmatch(line)
        try:
            span = read_span(parts[2] if parts else "")
            found.setdefault(parts[1] if parts else "", []).append(Period(span.name or str(span), span.first, span.last))
        except ValueError as error:
            wrong.append(WrongLine(number, str(error)))
    ordered = {kind: tuple(sorted(items, key=lambda item: item.first)) for kind, items in found.items()}
    return ordered, tuple(wrong)
