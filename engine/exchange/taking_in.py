"""Makes a template's text of what was carried from another format: a new one on the ground of another, or the next version of one."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.exchange import Carried
from engine.exchange.sections import with_sections
from engine.template.source import look

FORM_PARTS = ("title", "languages", "lists", "blocks", "form")
"""What a foreign form may say of a template; who gets it and what follows is the organisation's own."""
OF_THE_FORM = ("reports", "examples", "changes")
"""What speaks of the ground's own questions, and so can not stay when they go."""


def as_new(carried: Carried, name: str, ground: str) -> str:
    """The text of a new template: the carried sections, and the ground's functions, routing and steps for all that they do not say."""
    value = look(ground).value
    sections: dict[str, Any] = {key: None for key in OF_THE_FORM if key in value}
    sections |= {**carried.sections, "template": name}
    if "workflow" not in carried.sections:
        sections["workflow"] = _renamed(value.get("workflow", {}), set(_ids(carried.sections.get("form", {}))))
    return with_sections(ground, sections)


def as_version(carried: Carried, text: str) -> str:
    """The text of a template with the carried form in place of its own; its lists stay beside the new ones, since steps may use them."""
    value = look(text).value
    sections = {key: found for key, found in carried.sections.items() if key in FORM_PARTS and key != "title"}
    if "lists" in sections:
        sections["lists"] = {**value.get("lists", {}), **sections["lists"]}
    if "languages" in sections:
        sections["languages"] = list(dict.fromkeys([*value.get("languages", ["sv"]), *sections["languages"]]))
    return with_sections(text, sections)


def _ids(value: Any) -> Iterator[str]:
    """Every key below a form: some are ids of pages and questions, and to avoid the others too does no harm."""
    if isinstance(value, Mapping):
        yield from value
        for inner in value.values():
            yield from _ids(inner)


def _renamed(workflow: Mapping[str, Any], taken: set[str]) -> dict[str, Any]:
    """The steps, with a number after the ids that the form has taken; pages, questions and steps share one space."""
    found = {}
    for id, step in workflow.items():
        name, number = id, 2
        while name in taken:
            name, number = f"{id}_{number}", number + 1
        found[name] = step
    return found
