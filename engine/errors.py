"""Every error as data: a code, where it is, and the facts. Words are chosen last, in `engine.texts`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any


@dataclass(frozen=True)
class Use:
    """A place in a template where one of its blocks is used: under which name, and on which line of the text or of a `file`."""

    block: str
    id: str
    line: int
    file: str | None = None

    def name(self, id: str) -> str:
        """What a question of the block is called where the block is used."""
        return f"{self.id}_{id}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a template's text, or in the `file` that it takes with it; line and column count from 1.

    What stands in a block is met in a `use` of it, in the same place.
    """

    line: int = 1
    column: int = 1
    file: str | None = None
    use: Use | None = field(default=None, compare=False)

    @property
    def order(self) -> tuple[str, int, int]:
        """Sorts places: those of the text itself first, then file by file."""
        return self.file or "", self.line, self.column


NOWHERE = Mark()
"""The beginning of a text, for what has no place of its own."""


@dataclass(frozen=True)
class Fault:
    """Something wrong in a template. `guess` is what the author probably meant."""

    code: str
    mark: Mark
    facts: Mapping[str, Any] = field(default_factory=dict)
    guess: str | None = None


@dataclass(frozen=True)
class Problem:
    """Something wrong in an answer. `at` is `id` or `group/0/id`; `owner` is the field type whose texts hold the sentence, if any."""

    at: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    owner: Any = None


def in_short(value: Any) -> str:
    """A value as it stands in a text, short enough for a sentence; what has parts is not spelt out."""
    text = str(value).lower() if isinstance(value, bool) else str(value) if isinstance(value, str | int | float) else "…"
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


def likely(name: Any, known: Iterable[Any], told: int, alike: float = 0.6) -> str | None:
    """Which of some names was probably meant. None when so much has been `told` before that a guess more would keep a machine busy."""
    names = [str(other) for other in known]
    found = get_close_matches(in_short(name), names, 1, alike) if told * len(names) <= _COMPARED else []
    return found[0] if found else None


_SHORT = 60
_COMPARED = 30_000
"""So many names are compared in search of guesses."""


class MallverkError(Exception):
    """The root of what the engine raises on purpose."""


class AnswerError(MallverkError):
    """One answer can not be taken as it stands; raised by field types, gathered by `engine.answers`."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class InvalidTemplate(MallverkError):
    """A template with faults: all of them, in the order of the text."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(f"{fault.mark.line}:{fault.mark.column} {fault.code}" for fault in faults))
        self.faults = faults


class NotPossible(MallverkError):
    """An act that the case's state or the person's rights do not allow; `code` names why."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
