"""What a question begins with."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from engine import fields
from engine.errors import AnswerError
from engine.exchange.notes import Notes
from engine.exchange.unsayable import Unsayable
from engine.exchange.xlsform.comparing import TODAY, clock, day, not_said, number_of
from engine.exchange.xlsform.known import Known
from engine.exchange.xlsform.tables import Row
from engine.fields import Context, Question
from engine.organisation import Organisation

_ANY_DAY = date(2026, 9, 7)


def preset(row: Row, question: Mapping[str, Any], known: Known, notes: Notes) -> dict[str, Any]:
    """The key that says what the question begins with, from the column `default`; nothing, and a remark, where it can not be said.

    `question` is the rest of the question, since nothing but what it would take as an answer can stand there.
    """
    text = row.get("default")
    if not text:
        return {}
    try:
        value = _value(text, question, known)
        _answer(value, question, known)
    except (Unsayable, AnswerError):
        notes.lose("default", row.place("default"), default=text)
        return {}
    return {"preset": value}


def _value(text: str, question: Mapping[str, Any], known: Known) -> Any:
    """The value that is meant. Raises Unsayable."""
    plain = text.strip("'\"")
    if not fields.built_in()[question["type"]].begins or "${" in text or known.factor != 1:
        raise not_said(text)
    if known.values is not None:
        if len(known.values.get(plain, ())) != 1:
            raise not_said(text)
        return known.values[plain][0]
    if known.kind == "date":
        return TODAY if text.replace(" ", "") in ("today()", "now()") else day(plain)
    if known.kind == "time":
        return clock(plain)
    if known.kind == "number":
        number = number_of(plain)
        if not isinstance(number, int):
            raise not_said(text)
        return number
    if known.kind not in ("text", "unit") or (text.endswith(")") and "(" in text):
        raise not_said(text)
    return text


def _answer(value: Any, question: Mapping[str, Any], known: Known) -> None:
    """Raises AnswerError when the question would not take the value; of options and units that is seen elsewhere."""
    if known.values is not None or known.kind == "unit" or value == TODAY:
        return
    today = date.fromisoformat(value) if known.kind == "date" else _ANY_DAY
    context = Context(Organisation("", ""), datetime(today.year, today.month, today.day, 12, tzinfo=UTC))
    type_ = fields.built_in()[question["type"]]
    type_.check(value, Question("preset", type_, {}, keys=question), context)
