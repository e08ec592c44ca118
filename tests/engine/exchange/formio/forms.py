"""Small forms of Form.io, and what becomes of them."""

import json
from typing import Any

from engine.exchange import Carried, formats
from engine.exchange.taking_in import as_new
from engine.library import BEGINNING
from engine.template.load import load
from engine.template.model import FormTemplate


def component(type_: str, key: str = "a", **more: Any) -> dict[str, Any]:
    """A component with what Form.io's builder always writes."""
    return {"type": type_, "key": key, "label": key.upper(), "input": True, "tableView": True, **more}


def carried(*components: dict[str, Any], **more: Any) -> Carried:
    """A form of these components, read."""
    return formats()["formio"].read(json.dumps({"title": "Enkät", "display": "form", "components": components, **more}).encode())


def questions(*components: dict[str, Any]) -> dict[str, Any]:
    """The questions of a form of one page; it loads."""
    found = carried(*components)
    loaded(found)
    pages: dict[str, Any] = found.sections["form"]["pages"]
    return {id: question for page in pages.values() for id, question in page["questions"].items()}


def question(type_: str, **more: Any) -> dict[str, Any]:
    """What one component becomes, without its label."""
    found = questions(component(type_, **more))["a"]
    return {key: value for key, value in found.items() if key != "label"}


def lost(*components: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    """What is lost of a form, and where."""
    return [(remark.code, remark.place) for remark in carried(*components, **more).remarks if remark.lost]


def loaded(found: Carried) -> FormTemplate:
    """The template that it becomes."""
    return load(as_new(found, "enkat", BEGINNING.read_text(encoding="utf-8")))
