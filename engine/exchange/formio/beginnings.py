"""What an answer is before anyone has touched it: kept where the question could be answered so, else told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from engine.errors import AnswerError
from engine.exchange.formio.asked import BEGINNINGS, Component, Made
from engine.exchange.values import says_nothing
from engine.fields import Context, Question, built_in
from engine.organisation import Organisation
from engine.template.questions import COMMON

_NO_DAY = re.compile("[0/ ]*")
_ANY_DAY = date(2000, 1, 1)


def settled(component: Component, made: Sequence[Made]) -> list[Made]:
    """The questions without what they can not begin with."""
    kept = [one if _possible(one.question) else replace(one, question=_without(one.question)) for one in made]
    tell_of_beginning(component, kept)
    return kept


def tell_of_beginning(component: Component, made: Sequence[Made]) -> None:
    """Tells when the answer is something from the start and no question is."""
    if any("preset" in one.question for one in made):
        return
    for key in BEGINNINGS[:2]:
        given = component.value.get(key)
        if not says_nothing(given) and not (isinstance(given, str) and _NO_DAY.fullmatch(given)):
            component.notes.lose("default-left-out", component.at(key))


def _possible(question: Mapping[str, Any]) -> bool:
    """Whether the question could be answered with what it begins with."""
    type_, preset = built_in()[question["type"]], question.get("preset")
    if preset is None or preset == "today" or type_.has_options:
        return True
    day = date.fromisoformat(preset) if type_.kind == "date" else _ANY_DAY
    asked = Question("q", type_, {}, preset=preset, keys={key: value for key, value in question.items() if key not in COMMON})
    try:
        return type_.check(preset, asked, Context(Organisation("", ""), datetime(day.year, day.month, day.day, 12, tzinfo=UTC))) is not None
    except AnswerError:
        return False


def _without(question: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in question.items() if key != "preset"}
