"""Reads JSON Logic, as Form.io uses it for when something is shown."""

from collections.abc import Mapping
from typing import Any

from engine.exchange.clauses import Clause, every, negated, some
from engine.exchange.formio.scope import Scope, Site
from engine.exchange.unsayable import Unsayable

TESTS: Mapping[str, str] = {"==": "eq", "===": "eq", "!=": "eq", "!==": "eq", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_MOST = 50
"""How many parts a rule may have."""
_FLIPPED: Mapping[str, str] = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le"}


def shown_by_logic(rule: Any, scope: Scope, site: Site) -> Clause:
    """When a rule holds; raises Unsayable."""
    if isinstance(rule, bool):
        return rule
    path = _path(rule)
    if path is not None:
        return scope.ask(path, "truthy", None, site)
    if not isinstance(rule, Mapping) or len(rule) != 1:
        raise Unsayable("logic")
    (name, given), *_ = rule.items()
    parts = given if isinstance(given, list) else [given]
    if len(parts) > _MOST:
        raise Unsayable("logic", str(name)[:30])
    match name:
        case "and" | "or":
            return (every if name == "and" else some)([shown_by_logic(part, scope, site) for part in parts])
        case "!" | "!!" if len(parts) == 1:
            holds = shown_by_logic(parts[0], scope, site)
            return holds if name == "!!" else negated(holds)
        case "in" if len(parts) == 2:
            return _in(parts[0], parts[1], scope, site)
    if name in TESTS and len(parts) == 2:
        holds = _compared(TESTS[name], parts, scope, site)
        return negated(holds) if name.startswith("!") else holds
    raise Unsayable("logic", str(name)[:30])


def _compared(test: str, parts: list[Any], scope: Scope, site: Site) -> Clause:
    left, right = parts
    path = _path(left)
    if path is None:
        path, right, test = _path(right), left, _FLIPPED.get(test, test)
    if path is None or isinstance(right, Mapping | list):
        raise Unsayable("logic", test)
    return scope.ask(path, test, right, site)


def _in(what: Any, where: Any, scope: Scope, site: Site) -> Clause:
    """One of several values, or a value among several answers."""
    path = _path(what)
    if (
        path is not None
        and isinstance(where, list)
        and len(where) <= _MOST
        and not any(isinstance(value, Mapping | list) for value in where)
    ):
        return some([scope.ask(path, "eq", value, site) for value in where])
    path = _path(where)
    if path is None or isinstance(what, Mapping | list):
        raise Unsayable("logic", "in")
    return scope.ask(path, "includes", what, site)


def _path(rule: Any) -> str | None:
    """The answer that `{"var": "data.a"}` looks at; None for anything else."""
    if not isinstance(rule, Mapping) or list(rule) != ["var"]:
        return None
    given = rule["var"]
    name = given[0] if isinstance(given, list) and len(given) == 1 else given
    if not isinstance(name, str) or not name.startswith(("data.", "row.")):
        raise Unsayable("logic", "var")
    return name.partition(".")[2]
