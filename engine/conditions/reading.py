"""Reads a condition from a template: which answers it may look at, which tests fit them, and every fault in it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from engine.conditions import All, Any_, Condition, Not, Test, same
from engine.errors import Fault, Mark

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Variable:
    """What a condition may look at: its kind of answer, its possible values (None: any), and whether it is a list here."""

    kind: str
    values: tuple[Any, ...] | None = None
    many: bool = False


Scope = Mapping[str, Variable]

_FITTING = {
    "text": {"is", "answered"},
    "choice": {"is", "answered"},
    "label": {"is", "answered"},
    "truth": {"is", "answered"},
    "unit": {"is", "answered"},
    "number": {"is", "at_least", "at_most", "answered"},
    "date": {"is", "before", "after", "answered"},
    "time": {"is", "before", "after", "answered"},
    "choices": {"includes", "only", "count", "answered"},
    "rows": {"count", "answered"},
}
_IN_LISTS = {"includes", "only", "count", "answered"}
_TYPES: dict[str, tuple[type, ...]] = {"number": (int, float), "truth": (bool, str)}
_SHAPES = {"date": r"today|\d{4}-\d{2}-\d{2}", "time": r"\d{2}:\d{2}"}
_CONNECTIVES = ("all", "any", "not")


@dataclass
class ConditionReader:
    """Reads conditions where `scope` holds; faults are gathered in `faults`, placed by `mark`."""

    scope: Scope
    mark: Callable[[Path], Mark]
    faults: list[Fault] = field(default_factory=list)

    def read(self, value: Any, path: Path) -> Condition | None:
        """The condition written at `path`; None where it has faults or is absent."""
        if value is None:
            return None
        if not isinstance(value, dict) or not value:
            self._fault("condition-not-mapping", path)
            return None
        parts = [part for key, inner in value.items() if (part := self._entry(key, inner, (*path, key))) is not None]
        return parts[0] if len(parts) == 1 else All(tuple(parts)) if parts else None

    def _entry(self, key: str, value: Any, path: Path) -> Condition | None:
        if key in ("all", "any") and key not in self.scope:
            return self._several(key, value, path)
        if key == "not" and key not in self.scope:
            part = self.read(value, path)
            return Not(part) if part is not None else None
        variable = self.scope.get(key)
        if variable is None:
            return self._unknown(key, path)
        return self._tests(key, variable, value, path)

    def _several(self, key: str, value: Any, path: Path) -> Condition | None:
        if not isinstance(value, list) or not value:
            return self._fault("condition-list", path, key=key)
        parts = tuple(part for index, item in enumerate(value) if (part := self.read(item, (*path, index))) is not None)
        return All(parts) if key == "all" else Any_(parts)

    def _unknown(self, key: str, path: Path) -> None:
        guess = get_close_matches(key, [*self.scope, *_CONNECTIVES], 1, 0.6)
        self._fault("unknown-reference", path, guess=guess[0] if guess else None, reference=key)

    def _tests(self, key: str, variable: Variable, value: Any, path: Path) -> Condition | None:
        if not isinstance(value, dict):
            return self._test(key, variable, "is", value, path)
        tests = []
        for name, operand in value.items():
            if name == "not":
                inner = self._tests(key, variable, operand, (*path, name))
                tests.append(Not(inner) if inner is not None else None)
            else:
                tests.append(self._test(key, variable, name, operand, (*path, name)))
        found = tuple(test for test in tests if test is not None)
        return found[0] if len(found) == 1 else All(found) if found else None

    def _test(self, key: str, variable: Variable, name: str, operand: Any, path: Path) -> Condition | None:
        fitting = _IN_LISTS if variable.many else _FITTING.get(variable.kind, set())
        many = variable.many or variable.kind in ("choices", "rows")
        if name not in fitting:
            code = "list-needs-includes" if name == "is" and many else "test-does-not-fit"
            return self._fault(code, path, guess=next(iter(get_close_matches(str(name), sorted(fitting), 1, 0.6)), None), reference=key, test=name)
        if name == "count":
            return self._count(key, operand, path)
        if name == "answered":
            return Test(key, name, operand, many) if isinstance(operand, bool) else self._fault("not-true-or-false", path, given=operand)
        if name in ("is", "includes", "only"):
            values = operand if isinstance(operand, list) else [operand]
            fits = [self._value(variable, item, path) for item in values]
            return Test(key, name, tuple(values), many) if values and all(fits) else None
        return Test(key, name, operand, many) if self._value(variable, operand, path) else None

    def _count(self, key: str, operand: Any, path: Path) -> Condition | None:
        if isinstance(operand, dict) and operand and set(operand) <= {"at_least", "at_most"}:
            bounds = (operand.get("at_least"), operand.get("at_most"))
        else:
            bounds = (operand, operand)
        if any(isinstance(bound, bool) or not isinstance(bound, int | None) for bound in bounds) or bounds == (None, None):
            return self._fault("count-not-number", path)
        return Test(key, "count", bounds, many=True)

    def _value(self, variable: Variable, value: Any, path: Path) -> bool:
        if variable.values is not None:
            if any(same(value, known) for known in variable.values):
                return True
            guess = get_close_matches(str(value), sorted(str(known) for known in variable.values), 1, 0.5)
            self._fault("not-a-value", path, guess=guess[0] if guess else None, given=value)
            return False
        allowed = _TYPES.get(variable.kind, (str,))
        wrong = not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed)
        if wrong or (variable.kind in _SHAPES and not re.fullmatch(_SHAPES[variable.kind], value)):
            self._fault("wrong-operand", path, given=value, kind=variable.kind)
            return False
        return True

    def _fault(self, code: str, path: Path, *, guess: str | None = None, **facts: Any) -> None:
        self.faults.append(Fault(code, self.mark(path), facts, guess))
