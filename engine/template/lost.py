"""What goes with the parts that are taken out of a template: which faults may be there only because of that, and prove nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.errors import Fault, Mark
from engine.template.source import Path, Source

HOLDS_NAMES = frozenset(
    {
        "pages",
        "questions",
        "lists",
        "options",
        "functions",
        "forms",
        "workflow",
        "steps",
        "outcomes",
        "reports",
        "spans",
        "signals",
        "blocks",
        "parameters",
    }
    | {"flags", "types", "aimed_at"}
    | {"units", "mailboxes", "people", "calendars"}
)
"""Keys under which names stand."""
_NOTHING_LEANS_ON = frozenset(
    {"label", "title", "hint", "why", "missing", "text", "item", "show_if", "wording", "optional", "personal", "expect", "preset"}
    | {"min", "max", "min_length", "max_length", "pattern", "pattern_message", "autocomplete", "unit", "from_label", "to_label"}
    | {"due", "by", "next", "remind", "escalate", "copy_to", "hint", "reason", "assign", "go", "note", "schedule", "filters", "columns"}
    | {"until", "join", "named_by", "calendar"}
)
"""Keys that only say something of what they stand in."""
_ASKED = frozenset(
    {"unknown-reference", "unknown-group", "unknown-count", "unknown-counted", "other-grain", "not-one-day"}
    | {"unknown-point", "needs-a-date"}
)
_LEAN: Mapping[str, frozenset[str]] = {
    "languages": frozenset({"unknown-language", "missing-language"}),
    "cases": frozenset({"list-needs-includes", "test-does-not-fit", "other-grain", "not-one-day"}),
    "functions": frozenset({"unknown-function"}),
    "lists": frozenset({"unknown-list", "unknown-option", "not-a-value"}),
    "blocks": _ASKED | {"unknown-block", "unknown-parameter", "missing-parameter"},
    "form": _ASKED,
    "forms": _ASKED | {"unknown-form", "step-without-title"},
    "workflow": _ASKED | {"unknown-step", "unused-form"},
    "spans": frozenset({"unknown-count", "unknown-counted", "other-grain"}),
}
"""What can be wrong elsewhere when names are lost that nobody can see, by the part that they stood in."""
_WHOLE = frozenset({"pages", "questions", "blocks", "forms", "lists", "steps", "parameters"})
"""Where what is not a mapping may have been meant to hold many names."""
_MEANT_FOR_ALL = frozenset({"languages", "cases"})
"""Parts that decide what all the rest means."""
_BY_ITSELF = frozenset({"id-twice", "reserved-id", "nested-too-deep"})
"""Faults that stay whatever is missing."""


@dataclass
class Lost:
    """The names that are lost, the places of what has lost something, and the faults that say nothing any more."""

    names: set[str] = field(default_factory=set)
    marks: set[Mark] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    blocks: bool = False
    _seen: set[Path] = field(default_factory=set)

    def blames(self, fault: Fault) -> bool:
        """True when the fault may be there only because of what was taken out."""
        if fault.code in _BY_ITSELF:
            return False
        # what is misspelt in one place may be written as it should in another
        names = {part for value in fault.facts.values() for part in str(value).lower().split(".")}
        if self.blocks:
            names |= {part for name in names for part in _around_each_bar(name)}
        return fault.code in self.codes or fault.mark in self.marks or bool(names & self.names)

    def take(self, source: Source, path: Path) -> None:
        """Notes what goes with the value at a path, or with what should have been there."""
        value, named = _at(source.value, path), _named(path)
        self.blocks = "blocks" in source.value
        owner = max(named, default=-1)
        self.marks |= {source.key_mark(place) for place in (path[: owner + 1], path[:-1]) if place}
        if set(path[-2:-1]) & _NOTHING_LEANS_ON:
            # a text that has lost a language
            self.marks.add(source.mark(path[:-1]))
        if owner >= 0 and not _NOTHING_LEANS_ON & set(map(str, path[owner + 1 :])):
            self.names.add(str(path[owner]).lower())
            self._inside(source, path[: owner + 1])
        self._inside(source, path)
        may_hold = len(path) == 1 or path[-1] in _WHOLE or (owner == len(path) - 1 and path[-2] in _WHOLE)
        if path[0] in _MEANT_FOR_ALL or (may_hold and (not value or not isinstance(value, dict))):
            self.codes |= _LEAN.get(str(path[0]), frozenset())

    def _inside(self, source: Source, path: Path) -> None:
        """Notes the names inside a value, once: a text that is all wrong would keep a machine busy."""
        if not any(path[:length] in self._seen for length in range(1, len(path) + 1)):
            self._seen.add(path)
            self.names |= {name.lower() for name in _names(_at(source.value, path), path)}


def _around_each_bar(name: str) -> Iterator[str]:
    """A question of a block bears the name of the use before its own."""
    for place, letter in enumerate(name):
        if letter == "_":
            yield from (name[:place], name[place + 1 :])


def is_name(path: Path) -> bool:
    """True when what stands last on a path is a name that the author gave."""
    return len(path) - 1 in _named(path)


def _named(path: Path) -> list[int]:
    """Which parts of a path are names that the author gave."""
    found: list[int] = []
    names_follow = False
    for place, part in enumerate(path):
        if names_follow:
            found.append(place)
            # the options of a shared list stand right under its name
            names_follow = place == 1 and path[0] == "lists"
        else:
            names_follow = part in HOLDS_NAMES
    return found


def _at(value: Any, path: Path) -> Any:
    for part in path:
        if isinstance(value, dict):
            value = value.get(part)
        else:
            value = value[part] if isinstance(value, list) and isinstance(part, int) else None
    return value


def _names(value: Any, path: Path) -> Iterator[str]:
    """Every name that is given in a value, and the forms and blocks that are used there."""
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _names(inner, (*path, place))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if is_name((*path, key)):
                yield key
            elif key in ("form", "use") and isinstance(inner, str):
                yield inner
            yield from _names(inner, (*path, key))
