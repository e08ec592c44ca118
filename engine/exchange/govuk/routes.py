"""Routes that go past questions, as conditions of the questions that they go past."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.exchange.clauses import Clause, asks, every, negated
from engine.exchange.govuk.questions import NONE, Asked
from engine.exchange.govuk.steps import Step
from engine.exchange.notes import Notes

_MOST_PARTS = 40
"""How many routes a question can depend on: the text of a condition has an end."""


def conditions(found: Sequence[tuple[Step, Asked]], notes: Notes) -> list[Clause]:
    """When each question is asked, and last when the end is reached. A route that leads back, or to nothing, is told and not taken."""
    places = {step.id: number for number, (step, _) in enumerate(found)}
    shown: list[Clause] = [True] * (len(found) + 1)
    for here, (step, asked) in enumerate(found):
        for taken, there in _skips(step, asked, here, shown=shown[here], places=places, notes=notes):
            for past in range(here + 1, there):
                shown[past] = _both(shown[past], negated(taken), step, notes)
    return shown


def _skips(step: Step, asked: Asked, here: int, *, shown: Clause, places: Mapping[str, int], notes: Notes) -> list[tuple[Clause, int]]:
    """When the step goes past others, and to which."""
    end = len(places)
    skips: list[tuple[Clause, int]] = []
    for route, place in step.routes:
        taken = _taken(route, asked, shown, place=place, notes=notes)
        there = places.get(str(route.get("goto_page_id")), -1)
        if route.get("goto_page_id") is None and route.get("skip_to_end") is True:
            there = end
        if _exits(route):
            there = end + 1
        if there <= here:
            notes.lose("route", place)
        elif taken is not False:
            skips.append((taken, there))
    following = places.get(step.next, end if not step.next else -1)
    if following > here + 1 and not any(route.get("answer_value") in (None, "") for route, _ in step.routes):
        skips.append((shown, following))
    return skips


def _exits(route: Mapping[str, Any]) -> bool:
    """Whether the route leads out of the form."""
    return isinstance(route.get("exit_page_markdown"), str)


def _taken(route: Mapping[str, Any], asked: Asked, shown: Clause, *, place: str, notes: Notes) -> Clause:
    """When a route is taken; one without an answer always is, once its question is reached."""
    answer = route.get("answer_value")
    if answer in (None, ""):
        return shown
    key = NONE if answer == "none_of_the_above" else asked.keys.get(str(answer))
    if key is None or key not in asked.keys.values():
        notes.lose("route", place)
        return False
    if _exits(route):
        notes.lose("exit-page", place)
    return asks(asked.id, "is", key)


def _both(one: Clause, other: Clause, step: Step, notes: Notes) -> Clause:
    joined = every([one, other])
    if str(joined).count("{") > _MOST_PARTS:
        notes.lose("route", step.place)
        return one
    return joined
