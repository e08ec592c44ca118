"""The forty questions of `form.yaml` as the bare app and the visitors know them: plainly, and without the engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FORM = Path(__file__).with_name("form.yaml")
ORGANISATION = Path(__file__).with_name("organisation.yaml")
OTHER_DAY = "other"
MORE = "Mer än så behövs sällan, men den som vill kan skriva hur mycket som helst här."


@dataclass(frozen=True)
class Asked:
    """One question: its type, its label and, where there is something to choose, key and label of each option."""

    id: str
    type: str
    label: str
    options: tuple[tuple[str, str], ...] = ()


def questions() -> tuple[Asked, ...]:
    """All of them, in order."""
    form, organisation = (yaml.safe_load(path.read_bytes()) for path in (FORM, ORGANISATION))
    units = tuple((key, unit["name"]) for key, unit in organisation["units"].items())
    asked = form["form"]["pages"]["allt"]["questions"]
    return tuple(Asked(id, one["type"], one["label"], units if one["type"] == "unit" else _options(form, one)) for id, one in asked.items())


def _options(form: Mapping[str, Any], question: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    options = question.get("options", {})
    return tuple((form["lists"][options["list"]] if "list" in options else options).items())


def marker(number: int) -> str:
    """What the answers of one number are known by: it stands as the first of them."""
    return f"Anmälan nummer {number:07d}"


def answers(number: int, asked: tuple[Asked, ...]) -> dict[str, str]:
    """Valid answers, the same for the same number and like no other number's; about 1.6 kB as a browser sends them."""
    given = {question.id: _answer(question, number + place) for place, question in enumerate(asked)}
    return {**given, asked[0].id: marker(number)}


def _answer(question: Asked, number: int) -> str:
    if question.options:
        return question.options[number % len(question.options)][0]
    return {
        "text": f"Ett kort svar med nummer {number}",
        "email": f"namn.{number}@exempel.example",
        "number": str(number % 1000),
        "date": f"2026-{1 + number % 9:02d}-{1 + number % 28:02d}",
        "long_text": f"Det här är ett längre svar, nummer {number}. Det är några meningar långt, som de flesta svar är. {MORE}",
    }[question.type]


def typed(given: Mapping[str, str], asked: tuple[Asked, ...]) -> dict[str, str]:
    """The same answers as a visitor gives them on the product's page, where a day that is not near has an input of its own."""
    found: dict[str, str] = {}
    for question in asked:
        value = given[question.id]
        found |= {question.id: OTHER_DAY, f"{question.id}-{OTHER_DAY}": value} if question.type == "date" else {question.id: value}
    return found
