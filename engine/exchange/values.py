"""Plain values of others: numbers that may be written as texts, truths, and days."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any


def whole(value: Any) -> int | None:
    """A whole number, also one that is written as a text; None for anything else."""
    found = number(value)
    return int(found) if found is not None and found == int(found) else None


def number(value: Any) -> Decimal | None:
    """A number, also one that is written as a text; None for anything else, and for one that no question has room for."""
    if isinstance(value, bool) or not isinstance(value, int | float | str) or len(str(value)) > 30:
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) <= 10**15 else None


def plain_number(found: Decimal) -> int | float:
    """The number as JSON has it."""
    return int(found) if found == int(found) else float(found)


def truth(value: Any) -> bool:
    """Whether a value says yes, as a truth or as a text."""
    return value is True or (isinstance(value, str) and value.strip().lower() == "true")


def day(value: Any) -> str | None:
    """The day of an ISO moment or day; None for anything else."""
    text = value[:10] if isinstance(value, str) else ""
    try:
        return date.fromisoformat(text).isoformat() if len(text) == 10 and text[4] == "-" else None
    except ValueError:
        return None


def says_nothing(value: Any) -> bool:
    """Whether a value, or everything in it, is what others write where there is nothing to say."""
    if isinstance(value, dict):
        return all(map(says_nothing, value.values()))
    return all(map(says_nothing, value)) if isinstance(value, list) else value in (None, "", False, 0, "false")
