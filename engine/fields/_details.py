"""What an author writes inside a question: options, other words, how often it is asked, what it is worked out from. Not field types."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.texts import Text


@dataclass(frozen=True)
class Option:
    """One thing to choose. `until` is the last day it can be chosen; `when` is a condition of `engine.conditions`."""

    key: str
    label: Text
    start: date | None = None
    until: date | None = None
    when: Any = None
    counts_as: str | None = None
    hint: Text | None = None


@dataclass(frozen=True)
class Wording:
    """Other words for a question in a situation."""

    when: Any
    label: Text | None
    hint: Text | None


@dataclass(frozen=True)
class Repeat:
    """How often a group's questions are asked; `item` names one row, such as "Person"."""

    least: int
    most: int
    item: Text


@dataclass(frozen=True)
class Earlier:
    """An earlier answer that a value is worked out from: its kind, whether it is a list from here, and in what a number is stored."""

    reference: str
    kind: str
    many: bool
    measure: str


def option_label(options: Iterable[Option], key: str) -> Text | None:
    """The label of the option with this key, whatever its dates."""
    return next((option.label for option in options if option.key == key), None)
