"""When a component is shown: by its script, else by its simple conditions, else by its JSON Logic, in the order that Form.io has."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from engine.exchange.clauses import Clause, every, negated, some
from engine.exchange.formio.logic import shown_by_logic
from engine.exchange.formio.scope import Scope, Site
from engine.exchange.formio.script import shown_by
from engine.exchange.notes import Notes
from engine.exchange.unsayable import Unsayable

_MOST = 50
"""How many simple conditions may be joined."""
_DEEPEST = 12
"""How deep conditions may lie in each other: the text of a template has an end."""

OPERATORS: Mapping[str, tuple[str, bool]] = {
    "isEqual": ("eq", True),
    "isNotEqual": ("eq", False),
    "isEmpty": ("empty", True),
    "isNotEmpty": ("answered", True),
    "lessThan": ("lt", True),
    "lessThanOrEqual": ("le", True),
    "greaterThan": ("gt", True),
    "greaterThanOrEqual": ("ge", True),
    "includes": ("includes", True),
    "notIncludes": ("includes", False),
    "dateLessThan": ("lt", True),
    "dateLessThanOrEqual": ("le", True),
    "dateGreaterThan": ("gt", True),
    "dateGreaterThanOrEqual": ("ge", True),
    "isDateEqual": ("eq", True),
    "isNotDateEqual": ("eq", False),
}


def shown(component: Mapping[str, Any], place: str, *, scope: Scope, site: Site, notes: Notes) -> Clause:
    """When the component is shown, True where it always is; what can not be said is told, and taken for always."""
    found: list[Clause] = []
    for key, read in _ways(component, scope, site):
        try:
            found.append(_bounded(read()))
        except Unsayable as error:
            notes.lose(f"condition-{error.reason}", f"{place}/{key}", about=error.about)
    return every(found)


def _ways(component: Mapping[str, Any], scope: Scope, site: Site) -> Iterator[tuple[str, Callable[[], Clause]]]:
    """The one way that counts."""
    script, simple = component.get("customConditional"), component.get("conditional")
    if isinstance(script, str) and script.strip():
        yield "customConditional", lambda: shown_by(script, scope, site)
    elif script and not isinstance(script, str):
        yield "customConditional", lambda: _refuse("script")
    elif isinstance(simple, Mapping):
        if simple.get("conditions") or simple.get("when"):
            yield "conditional", lambda: _simple(simple, scope, site)
        elif simple.get("json"):
            yield "conditional/json", lambda: shown_by_logic(simple["json"], scope, site)
    elif simple:
        yield "conditional", lambda: _refuse("unknown")


def _simple(simple: Mapping[str, Any], scope: Scope, site: Site) -> Clause:
    """The answer is this, or several of that sort; and whether it is shown or hidden then."""
    if simple.get("conditions"):
        parts = simple["conditions"]
        if not isinstance(parts, list) or len(parts) > _MOST or simple.get("conjunction", "all") not in ("all", "any", None, ""):
            raise Unsayable("unknown")
        joined = some if simple.get("conjunction") == "any" else every
        holds = joined([_one(part, scope, site) for part in parts if not isinstance(part, Mapping) or part.get("component")])
        return holds if simple.get("show", True) in (True, "true") else negated(holds)
    when = simple["when"]
    if not isinstance(when, str) or isinstance(simple.get("eq"), Mapping | list):
        raise Unsayable("unknown")
    holds = scope.ask(when, "eq", simple.get("eq", ""), site)
    return holds if simple.get("show") in (True, "true") else negated(holds)


def _one(part: Any, scope: Scope, site: Site) -> Clause:
    operator = str(part.get("operator")) if isinstance(part, Mapping) else ""
    if operator not in OPERATORS or not isinstance(part["component"], str):
        raise Unsayable("test", operator[:30])
    test, holds = OPERATORS[operator]
    value = part.get("value")
    if isinstance(value, Mapping | list):
        raise Unsayable("value")
    found = scope.ask(part["component"], test, value, site)
    return found if holds else negated(found)


def _bounded(clause: Clause) -> Clause:
    if _depth(clause) > _DEEPEST:
        raise Unsayable("script")
    return clause


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


def _refuse(reason: str) -> Clause:
    raise Unsayable(reason)
