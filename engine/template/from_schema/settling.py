"""Puts conditions that a schema implies on the questions there are: what can not be asked of them is left to the schema."""

from collections.abc import Mapping
from typing import Any

from engine.conditions import All, Any_, Condition, Not, Test
from engine.fields import Question

Known = dict[str, Question]
"""The questions that a condition may look back at, by their pointers."""


def joined(*conditions: Condition | None) -> Condition | None:
    """All of those that there are."""
    found = tuple(dict.fromkeys(condition for condition in conditions if condition is not None))
    return None if not found else found[0] if len(found) == 1 else All(found)


def settled(condition: Condition | None, known: Mapping[str, Question], *, exact: bool = False) -> Condition | None:
    """The condition on questions in place of pointers; None when it would look at what is not there yet.

    Of several that must all hold, those that can not be said are left out: then more is asked, and the schema decides. Not so when `exact`.
    """
    match condition:
        case Test(reference, test, operand):
            question = known.get(reference)
            return None if question is None or not _fits(question, test) else _test(question, test, operand)
        case All(parts):
            found = [settled(part, known, exact=exact) for part in parts]
            kept = tuple(part for part in found if part is not None)
            return None if (exact and None in found) or (parts and not kept) else kept[0] if len(kept) == 1 else All(kept)
        case Any_(parts):
            several = [settled(part, known, exact=exact) for part in parts]
            return None if None in several else Any_(tuple(part for part in several if part is not None))
        case Not(part):
            inner = settled(part, known, exact=True)
            return None if inner is None else Not(inner)
    return None


def _fits(question: Question, test: str) -> bool:
    kind = question.type.kind
    if kind in ("rows", "choices"):
        return test == "answered" or (test == "includes" and kind == "choices")
    return test in ("is", "answered") or (kind == "number" and test in ("at_least", "at_most"))


def _test(question: Question, test: str, operand: Any) -> Condition:
    return Test(question.id, test, operand, many=question.type.kind in ("rows", "choices"))
