"""Small questions, contexts and an organisation for tests. No school in it: the engine knows no trade."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from engine import fields
from engine.errors import AnswerError
from engine.fields import Context, Option, Question
from engine.organisation import Organisation, Unit

FRIDAY = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
"""14.02 local time, Friday 20 November 2026."""

TYPES = fields.built_in()

UNITS = {
    "north": Unit("north", "North office", kind="office", area="city"),
    "south": Unit("south", "South office", kind="office"),
    "depot": Unit("depot", "The depot", kind="store", until=date(2026, 11, 20)),
    "old": Unit("old", "Old office", kind="office", until=date(2026, 6, 30), successor="north"),
}


def organisation(units: Mapping[str, Unit] | None = None, **more: Any) -> Organisation:
    """Three open units and a closed one, unless told otherwise."""
    return Organisation("acme", "Acme", units=UNITS if units is None else units, **more)


def context(now: datetime = FRIDAY, language: str = "sv", **more: Any) -> Context:
    """A Friday at two in the afternoon."""
    return Context(more.pop("organisation", organisation()), now, language, **more)


def options(*keys: str) -> tuple[Option, ...]:
    """Options whose labels are their keys with a capital."""
    return tuple(Option(key, {"sv": key.capitalize()}) for key in keys)


COMMON = frozenset({"options", "preset", "optional", "statistics", "hint"})


def question(type_name: str, **keys: Any) -> Question:
    """A question of a built-in type; options as a list of keys or of Option."""
    common = {key: keys.pop(key) for key in COMMON & set(keys)}
    if "options" in common:
        common["options"] = tuple(o if isinstance(o, Option) else options(o)[0] for o in common["options"])
    elif TYPES[type_name].has_options:
        common["options"] = options("red", "green", "blue")
    return Question("it", TYPES[type_name], {"sv": "Frågan", "en": "The question"}, keys=keys, **common)


def parsed(asked: Question, *texts: str, where: Context | None = None, **parts: str) -> Any:
    """What `parse` and then `check` make of the texts of a form for the first part; further parts by name."""
    where = where or context()
    first = asked.type.parts_for(asked)[0]
    value = asked.type.parse({first: texts} | {part: [text] for part, text in parts.items()}, asked, where)
    return None if value is None else asked.type.check(value, asked, where)


def checked(asked: Question, value: Any, where: Context | None = None) -> Any:
    """What `check` makes of a JSON value."""
    return asked.type.check(value, asked, where or context())


def again(asked: Question, value: Any, where: Context | None = None) -> Any:
    """A stored value sent as a form would and read again."""
    where = where or context()
    value = asked.type.parse(asked.type.sent(value, asked, where), asked, where)
    return None if value is None else asked.type.check(value, asked, where)


def refused(asked: Question, value: Any, where: Context | None = None) -> str:
    """The code with which `check` refuses a JSON value."""
    with pytest.raises(AnswerError) as caught:
        checked(asked, value, where)
    return caught.value.code


def unreadable(asked: Question, *texts: str, where: Context | None = None, **parts: str) -> str:
    """The code with which the texts of a form are refused."""
    with pytest.raises(AnswerError) as caught:
        parsed(asked, *texts, where=where, **parts)
    return caught.value.code


def shown(asked: Question, value: Any, where: Context | None = None) -> str:
    """The value in words."""
    return asked.type.show(value, asked, where or context())


def control_figure(eleven: str) -> str:
    """The control figure that belongs to the others, the century left out."""
    weighted = [int(figure) * weight for figure, weight in zip(eleven[2:], (2, 1) * 5, strict=False)]
    return str(-sum(product // 10 + product % 10 for product in weighted) % 10)


def personnummer(born: date, serial: int, added: int = 0) -> str:
    """The twelve figures of somebody born that day."""
    start = f"{born:%Y%m}{born.day + added:02}{serial:03}"
    return start + control_figure(start)
