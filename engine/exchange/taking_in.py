"""Makes a template's text of what was carried from another format: a new one on the ground of another, or the next version of one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from engine.exchange import Carried, Remark
from engine.exchange.ids import template_name
from engine.exchange.main_language import languages_of
from engine.exchange.sections import with_sections
from engine.template.source import look
from engine.texts import engine_texts

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What would end a line, or what no text of a template can hold."""

FORM_PARTS = ("title", "languages", "lists", "blocks", "form")
"""What a foreign form may say of a template; who gets it and what follows is the organisation's own."""
OWN_KEYS = ("routes", "kinds", "statistics", "sensitive", "personal", "excludes", "expect", "why")
"""Keys of a question that other formats have no words for."""
UNNAMED = "ny-anmalan"
"""What a template is called when its file has no name that one could have."""
OF_THE_FORM = ("start", "reports", "examples", "changes")
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
    if "form" in sections:
        known = dict(_questions(value.get("form")))
        sections["form"] = _with_own_keys(sections["form"], known)
    if "lists" in sections:
        sections["lists"] = {**value.get("lists", {}), **sections["lists"]}
    if "languages" in sections:
        sections["languages"] = list(dict.fromkeys([*languages_of(value), *languages_of(sections)]))
    return with_sections(text, sections)


def _questions(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every question of a form, by its id, those inside groups too."""
    if isinstance(value, Mapping):
        for id, inner in value.items():
            if isinstance(inner, Mapping):
                yield from ((id, inner),) if isinstance(inner.get("type"), str) else ()
                yield from _questions(inner)


def _with_own_keys(value: Any, known: Mapping[str, Mapping[str, Any]]) -> Any:
    """The form, where a question that was there before keeps what a foreign format has no word for: what is counted, where it leads."""
    if not isinstance(value, Mapping):
        return value
    found = {id: _with_own_keys(inner, known) for id, inner in value.items()}
    for id, inner in found.items():
        before = known.get(id, {})
        if isinstance(inner, Mapping) and "type" in inner and inner["type"] == before.get("type"):
            found[id] = {**inner, **{key: before[key] for key in OWN_KEYS if key in before and key not in inner}}
    return found


def name_of(carried: Carried, file: str) -> str:
    """What a new template is called: as it says itself, else as the file is."""
    return str(carried.sections.get("template") or template_name(PurePath(file).stem) or UNNAMED)


def with_remarks(text: str, file: str, remarks: Iterable[Remark]) -> str:
    """The text, beginning with what did not come along from the file, so that it is still known when somebody goes on with it."""
    lines = [f"{remark.place} {remark.in_words()}".strip() for remark in remarks if remark.lost]
    head = [engine_texts().say("exchange.left-out", file=file), *lines] if lines else []
    return "".join(f"# {' '.join(_UNSEEN.sub(' ', line).split())}\n" for line in head) + text


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
