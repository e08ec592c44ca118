"""The steps of a form document, in the two shapes that there are: `steps` with `data`, and the older flat `pages`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.exchange.notes import Notes

MOST = 200
MOST_ROUTES = 5
"""More than any form has: each is held against all that comes after it."""


@dataclass(frozen=True)
class Step:
    """One question with its routes. `id` and `next` are as the document has them, `place` is where its question stands."""

    id: str
    next: str
    place: str
    question: Mapping[str, Any]
    routes: tuple[tuple[Mapping[str, Any], str], ...] = ()


def key_of(form: Mapping[str, Any]) -> str:
    """What the steps stand under; empty where there are none."""
    return next((key for key in ("steps", "pages") if isinstance(form.get(key), list)), "")


def looks_like_steps(form: Mapping[str, Any]) -> bool:
    """Whether what stands there has the questions of GOV.UK Forms."""
    found = form.get(key_of(form), [])
    return bool(found) and all(isinstance(step, dict) and "answer_type" in _question(step) for step in found)


def steps(form: Mapping[str, Any], notes: Notes) -> Iterator[Step]:
    """The steps in the order of the document."""
    key = key_of(form)
    for number, step in enumerate(form[key][:MOST]):
        place = f"/{key}/{number}"
        if not isinstance(step, dict):
            notes.lose("not-understood", place)
            continue
        question = _question(step)
        routes = step.get("routing_conditions") or []
        if not isinstance(routes, list) or not all(isinstance(route, dict) for route in routes):
            notes.lose("not-understood", f"{place}/routing_conditions")
            routes = []
        if len(routes) > MOST_ROUTES:
            notes.lose("too-large", f"{place}/routing_conditions/{MOST_ROUTES}")
        yield Step(
            _id(step.get("id")),
            _id(step.get("next_step_id", step.get("next_page"))),
            f"{place}/data" if question is not step else place,
            question,
            tuple((route, f"{place}/routing_conditions/{index}") for index, route in enumerate(routes[:MOST_ROUTES])),
        )
    if len(form[key]) > MOST:
        notes.lose("too-large", f"/{key}/{MOST}")


def _question(step: Mapping[str, Any]) -> Mapping[str, Any]:
    found = step.get("data")
    return found if isinstance(found, dict) else step


def _id(value: Any) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
