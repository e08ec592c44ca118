"""Gathers what is to be said while a form is read, and says how large a form may be."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from engine.exchange import NotReadable, Remark
from engine.exchange.sections import written

_LONGEST_FACT = 120
_LARGEST_TEXT = 200 * 1024
_MOST_PARTS = 16_000
"""What the reader of templates takes, less what a template has besides its form."""


class Notes:
    """The remarks on one form. Each is told once."""

    def __init__(self) -> None:
        self._remarks: dict[tuple[str, str, str], Remark] = {}

    def lose(self, code: str, place: str, **facts: Any) -> None:
        """Something whose meaning is lost."""
        self._note(Remark(code, place, facts))

    def tell(self, code: str, place: str, **facts: Any) -> None:
        """Something that is said in another way."""
        self._note(Remark(code, place, facts, lost=False))

    def remarks(self) -> tuple[Remark, ...]:
        """What is lost comes first."""
        return tuple(sorted(self._remarks.values(), key=lambda remark: not remark.lost))

    def _note(self, remark: Remark) -> None:
        remark = replace(remark, facts={name: _short(fact) for name, fact in remark.facts.items()})
        self._remarks.setdefault((remark.code, remark.place, str(remark.facts)), remark)


def _short(fact: Any) -> Any:
    """A text on one line, no longer than a sentence has room for."""
    if not isinstance(fact, str):
        return fact
    line = " ".join(fact.split())
    return line if len(line) <= _LONGEST_FACT else f"{line[: _LONGEST_FACT - 1]}…"


def fitting(sections: dict[str, Any]) -> dict[str, Any]:
    """The sections, when a template has room for them; raises NotReadable."""
    if sum(1 for _ in _parts(sections)) > _MOST_PARTS:
        raise NotReadable(Remark("too-large", ""))
    if len(written(sections).encode()) > _LARGEST_TEXT:
        raise NotReadable(Remark("too-large", ""))
    return sections


def _parts(value: Any) -> Iterator[Any]:
    """Every value and key inside."""
    yield value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _parts(inner)
