"""What a condition of Form.io looks at, and what it asks of it, as a condition of a template."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.exchange.clauses import Clause, asks, every, negated
from engine.exchange.unsayable import Unsayable

_WITHOUT_VALUE = ("files", "parts", "rows")
"""Kinds whose answer is never one value that something could be compared with."""


@dataclass(frozen=True)
class Target:
    """A question that conditions can look at. `keys` are its options by their values, `groups` the ids of the groups around it.

    `shown` is when it is asked. `kind` is "choice", "choices", "truth", "number", "money", "text", "date", "time", "files", "parts"
    or "rows".
    """

    id: str
    kind: str
    keys: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    shown: Clause = True


@dataclass(frozen=True)
class Site:
    """Where a condition is asked: in which groups, and at which path of the answers."""

    groups: tuple[str, ...] = ()
    path: str = ""


class Scope:
    """The questions so far, by the paths of their answers. `known` holds every path of the form, those that come later too."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known
        self.targets: dict[str, Target] = {}
        self.passed: set[str] = set()

    def add(self, path: str, target: Target) -> None:
        """A question that may be looked at from now on."""
        self.targets.setdefault(path, target)

    def ask(self, path: str, test: str, value: Any, site: Site) -> Clause:
        """The condition that an answer passes a test.

        Tests are "eq", "gt", "ge", "lt", "le", "includes", "count" (at least so many), "answered", "empty" and "truthy".
        """
        target, option = self._found(path, site)
        if option is not None:
            return _chosen(target, option, test, value)
        if target.groups != site.groups[: len(target.groups)]:
            return _in_rows(target, test, value)
        return _asked(target, test, value)

    def _found(self, path: str, site: Site) -> tuple[Target, str | None]:
        """The question at a path, or the question and the option of it; names are looked for nearest first."""
        around = site.path.split(".")[:-1]
        for depth in range(len(around), -1, -1):
            near = ".".join([*around[:depth], path])
            if near in self.targets:
                return self.targets[near], None
            outer, _, last = near.rpartition(".")
            if outer in self.targets and self.targets[outer].kind == "choices":
                return self.targets[outer], last
        ending = [target for known, target in self.targets.items() if known.endswith(f".{path}")]
        if len(ending) == 1:
            return ending[0], None
        raise Unsayable("unknown" if ending or not self._later(path) else "later", path[:60])

    def _later(self, path: str) -> bool:
        """Whether something with the name is still to come."""
        return any(known == path or known.endswith(f".{path}") for known in self.known - self.passed)


def _chosen(target: Target, option: str, test: str, value: Any) -> Clause:
    """Whether one box of several is ticked."""
    ticked = asks(target.id, "includes", _key(target, option))
    if test == "truthy" or (test == "eq" and _text(value) == "true"):
        return ticked
    if test == "eq" and _text(value) in ("false", ""):
        return every([target.shown, negated(ticked)])
    raise Unsayable("test", option)


def _in_rows(target: Target, test: str, value: Any) -> Clause:
    """From outside a group there is a list of answers: some row has it."""
    if test in ("answered", "truthy"):
        return asks(target.id, "answered", True)
    if test not in ("eq", "includes") or target.kind in _WITHOUT_VALUE:
        raise Unsayable("rows", target.id)
    return asks(target.id, "includes", _operand(target, value))


def _asked(target: Target, test: str, value: Any) -> Clause:
    if target.kind == "truth":
        return _truth(target, test, value)
    if test == "empty":
        return asks(target.id, "answered", False)
    if test == "answered" or (test == "truthy" and target.kind in ("choice", "text", "date", "time", "parts")):
        return asks(target.id, "answered", True)
    if test == "count" and target.kind in ("choices", "files", "rows"):
        return asks(target.id, "count", {"at_least": value} if value else 0)
    if test == "truthy":
        # lists and objects always count as true where they are
        return target.shown if target.kind != "number" else every([asks(target.id, "answered", True), negated(asks(target.id, "is", 0))])
    if test == "eq" and _text(value) in ("", "null"):
        return every([target.shown, asks(target.id, "answered", False)])
    if target.kind == "choices":
        if test not in ("eq", "includes"):
            raise Unsayable("test", target.id)
        return asks(target.id, "includes", _operand(target, value))
    if test == "eq" and target.kind not in _WITHOUT_VALUE:
        return asks(target.id, "is", _operand(target, value))
    return _compared(target, test, value)


def _truth(target: Target, test: str, value: Any) -> Clause:
    """A box that is not ticked is false there, and no answer here."""
    ticked = asks(target.id, "is", True)
    if test in ("truthy", "answered") or (test == "eq" and _text(value) in ("true", "1")):
        return ticked
    if test == "empty":
        return negated(ticked)
    if test == "eq" and _text(value) in ("false", "0"):
        return every([target.shown, negated(ticked)])
    raise Unsayable("value" if test == "eq" else "test", target.id)


def _compared(target: Target, test: str, value: Any) -> Clause:
    """More or less, earlier or later."""
    if test not in ("gt", "ge", "lt", "le"):
        raise Unsayable("test", target.id)
    operand = _operand(target, value)
    if target.kind in ("number", "money"):
        bound = asks(target.id, "at_least" if test[0] == "g" else "at_most", operand)
        return bound if test[1] == "e" else every([bound, negated(asks(target.id, "is", operand))])
    if target.kind not in ("date", "time"):
        raise Unsayable("test", target.id)
    if test in ("gt", "lt"):
        return asks(target.id, "after" if test == "gt" else "before", operand)
    beyond = asks(target.id, "before" if test == "ge" else "after", operand)
    return every([asks(target.id, "answered", True), negated(beyond)])


def _operand(target: Target, value: Any) -> Any:
    """The value as the question stores it."""
    text = _text(value)
    match target.kind:
        case "choice" | "choices":
            return _key(target, text)
        case "truth" if text in ("true", "false"):
            return text == "true"
        case "number" | "money" if re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,4})?", text):
            number = float(text) * (100 if target.kind == "money" else 1)
            return int(number) if number == int(number) else number
        case "date" if (found := re.match(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:$|T)", text)) and _day(found[1]):
            return found[1]
        case "time" if found := re.match(r"((?:[01][0-9]|2[0-3]):[0-5][0-9])(?::[0-9]{2})?$", text):
            return found[1]
        case "text" if text.strip() == text and len(text) <= 200 and text.isprintable():
            return text
    raise Unsayable("value", text[:60])


def _day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _key(target: Target, value: str) -> str:
    if value not in target.keys:
        raise Unsayable("value", value[:60])
    return target.keys[value]


def _text(value: Any) -> str:
    """A value as Form.io compares it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    return str(int(value) if isinstance(value, float) and value.is_integer() else value) if isinstance(value, str | int | float) else "?"
