"""What a schema leaves to choose among: the values of `enum` and `const`, and of `oneOf` or `anyOf` where each branch is one of those."""

import json
import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.template.from_schema.pointers import tail

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")
_BESIDE = frozenset({"const", "enum", "type", "title", "description", "$comment", "examples", "deprecated", "default", "readOnly"})


@dataclass(frozen=True)
class Chosen:
    """One value that can be chosen. `title` and `description` are what the schema calls it, empty when nothing."""

    value: Any
    title: str = ""
    description: str = ""

    @property
    def key(self) -> str:
        """What a form sends for the value: a short text itself, a number or a truth as JSON writes it, else a tail of its own."""
        text = self.value if isinstance(self.value, str) else json.dumps(self.value, sort_keys=True)
        looks = isinstance(self.value, str) and re.fullmatch(r"-?[0-9.eE+-]+|true|false|null", text)
        return text if _PLAIN_KEY.fullmatch(text) and not looks else f"{_spelt(text)}-{tail(json.dumps(self.value, sort_keys=True))}"


def _spelt(text: str) -> str:
    return re.sub("[^A-Za-z0-9]+", "_", text).strip("_")[:20] or "v"


def choosable(schema: Mapping[str, Any]) -> tuple[Chosen, ...] | None:
    """The values that the schema leaves to choose among; None when it leaves it open."""
    found = _listed(schema)
    for keyword in ("oneOf", "anyOf"):
        branches = named_branches(schema, keyword)
        if branches is not None:
            found = branches if found is None else common(branches, found)
    return found


def named_branches(schema: Mapping[str, Any], keyword: str) -> tuple[Chosen, ...] | None:
    """The values of `oneOf` or `anyOf` when every branch only lists some, each perhaps with a title."""
    branches = schema.get(keyword)
    if not branches or not all(
        isinstance(branch, Mapping) and set(branch) <= _BESIDE and {"const", "enum"} & set(branch) for branch in branches
    ):
        return None
    return tuple(chosen for branch in branches for chosen in _of_branch(branch))


def _of_branch(branch: Mapping[str, Any]) -> tuple[Chosen, ...]:
    values = _listed(branch) or ()
    return (
        tuple(Chosen(chosen.value, branch.get("title", ""), branch.get("description", "")) for chosen in values)
        if len(values) == 1
        else values
    )


def _listed(schema: Mapping[str, Any]) -> tuple[Chosen, ...] | None:
    if "const" in schema:
        return (Chosen(schema["const"]),)
    if "enum" not in schema:
        return None
    names = schema.get("enumNames")
    titles = [str(name) for name in names] if isinstance(names, list) else []
    return tuple(Chosen(value, titles[place] if place < len(titles) else "") for place, value in enumerate(schema["enum"]))


def common(some: Iterable[Chosen], others: Iterable[Chosen]) -> tuple[Chosen, ...]:
    """Those of some values that are among others too."""
    known = {alike(other.value) for other in others}
    return tuple(chosen for chosen in some if alike(chosen.value) in known)


def distinct(values: Iterable[Chosen]) -> tuple[Chosen, ...]:
    """Each value once."""
    found: dict[Hashable, Chosen] = {}
    for chosen in values:
        found.setdefault(alike(chosen.value), chosen)
    return tuple(found.values())


def alike(value: Any) -> Hashable:
    """What is equal for values that JSON Schema takes for equal, and only for these: 1 is 1.0, and true is not 1."""
    if isinstance(value, list):
        return ("list", *map(alike, value))
    if isinstance(value, Mapping):
        return frozenset((name, alike(inner)) for name, inner in value.items())
    return (isinstance(value, bool), value)
