"""The examples in the documents: finds them, and completes a part to a whole template by the rule that `docs/template.md` states."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from engine.errors import InvalidTemplate
from engine.proof import example_faults
from engine.roster import Roster, read_roster
from engine.template.layers import from_texts
from engine.template.load import load
from engine.template.source import read

CHECKOUT = Path(__file__).parents[2]
REFERENCE = CHECKOUT / "docs" / "template.md"
ORGANISATION = CHECKOUT / "docs" / "organisation.md"
SCENARIOS = CHECKOUT / "docs" / "scenarios.md"

_FENCE = re.compile(r"^```(\S+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{2,4}) (.*)$", re.MULTILINE)
PLACES: dict[str, tuple[str, ...]] = {
    "top": (),
    "page": ("form", "pages"),
    "question": ("form", "pages", "exempel", "questions"),
    "step": ("workflow",),
}
PAGE = {"form": {"pages": {"exempel": {"title": "Exempel", "questions": {}}}}}


@dataclass(frozen=True)
class Fenced:
    """A fenced block: where it stands, the words after its language, and its text."""

    line: int
    section: str
    language: str
    marks: tuple[str, ...]
    text: str

    def mark(self, name: str) -> str | None:
        """What stands after `name=`."""
        return next((mark.partition("=")[2] for mark in self.marks if mark.startswith(f"{name}=")), None)


def fenced(path: Path, *languages: str) -> list[Fenced]:
    """The blocks of a document in some languages, in order."""
    text = path.read_text(encoding="utf-8")
    headings = [(match.start(), match[2].replace("`", "")) for match in _HEADING.finditer(text)]
    found = []
    for match in _FENCE.finditer(text):
        section = next((name for start, name in reversed(headings) if start < match.start()), "")
        found.append(Fenced(text.count("\n", 0, match.start()) + 1, section, match[1], tuple(match[2].split()), match[3]))
    return [block for block in found if block.language in languages]


def sections(path: Path) -> dict[str, str]:
    """The text under each heading, up to the next one of any level."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    parts = _HEADING.split(text)
    return {name.replace("`", ""): body for name, body in zip(parts[2::3], parts[3::3], strict=True)}


def merged(below: Any, above: Any) -> Any:
    """Names are added to those that are there; anything else replaces."""
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    return below | {key: merged(below.get(key), value) for key, value in above.items()}


def completed(block: Fenced, base: dict[str, Any]) -> str:
    """The whole template that an example stands for; raises InvalidTemplate when the example itself can not be read."""
    place = block.mark("fragment")
    if place is None:
        return block.text
    value = read(block.text).value
    for key in reversed(PLACES[place]):
        value = {key: value}
    whole = merged(merged(base, PAGE) if place == "question" else base, value)
    return str(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=200))


@cache
def organisation() -> Roster:
    """The organisation that examples run against."""
    return read_roster((CHECKOUT / "templates_library" / "test_organisation.yaml").read_bytes())


@cache
def files() -> dict[str, str]:
    """The files that stand in the reference beside its examples."""
    return {name: block.text for block in fenced(REFERENCE, "yaml") if (name := block.mark("file"))}


def fault_codes(block: Fenced, base: dict[str, Any]) -> list[str]:
    """The codes of every fault in an example, those of its own `examples` too."""
    try:
        return [fault.code for fault in example_faults(load(completed(block, base), from_texts(files())), organisation())]
    except InvalidTemplate as error:
        return [fault.code for fault in error.faults]


def described(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, frozenset[str]]]:
    """Every mapping that a JSON Schema describes, by its place, with its keys."""
    if isinstance(node, list):
        node = dict(enumerate(node))
    if not isinstance(node, Mapping):
        return
    if isinstance(node.get("properties"), Mapping) and "if" not in path:
        yield (
            "/".join(part for part in path if part not in ("properties", "additionalProperties", "items", "else")),
            frozenset(node["properties"]),
        )
    for key, value in node.items():
        yield from described(value, (*path, str(key)))


def keys_in(value: Any) -> Iterator[str]:
    """Every key of an example, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_in(inner)
