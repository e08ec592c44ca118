"""Reads a condition from a template: which answers it may look at, which tests fit them, and every fault in it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from engine.conditions import All, Any_, Condition, Not, Test, Today, same
from engine.errors import Fault, Mark, in_short, likely

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Variable:
    """What may be looked at: its kind, its possible values (None: any), whether it is a list here, and in what a number is stored.

    `reference` is what the engine calls it where authors have another name.
    """

    kind: str
    values: tuple[Any, ...] | None = None
    many: bool = False
    measure: str = "one"
    reference: str = ""


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
    "parts": {"answered"},
    "files": {"count", "answered"},
}
_LISTS = ("choices", "rows", "files")
_IN_LISTS = {"includes", "only", "count", "answered"}
_TYPES: dict[str, tuple[type, ...]] = {"number": (int, float), "truth": (bool, str)}
_CONNECTIVES = ("all", "any", "not")
_TODAY = "today"


@dataclass
class ConditionReader:
    """Reads conditions where `scope` holds; faults are gathered in `faults`, placed by `mark`."""

    scope: Scope
    mark: Callable[[Path], Mark]
    faults: list[Fault] = field(default_factory=list)

    def read(self, value: Any, path: Path) -> Condition | None:
        """The condition written at `path`; None where it has faults or is absent."""
        return None if value is None else self._mapping(value, path)

    def _mapping(self, value: Any, path: Path) -> Condition | None:
        if not isinstance(value, dict) or not value:
            return self._fault("condition-not-mapping", path)
        return _joined([self._entry(key, inner, (*path, key)) for key, inner in value.items()])

    def _entry(self, key: str, value: Any, path: Path) -> Condition | None:
        if key in self.scope:
            return self._tests(key, value, path)
        if key in ("all", "any"):
            return self._several(key, value, path)
        if key == "not":
            part = self._mapping(value, path)
            return Not(part) if part is not None else None
        guess = likely(key, [*self.scope, *_CONNECTIVES], len(self.faults))
        return self._fault("unknown-reference", path, guess=guess, reference=key)

    def _several(self, key: str, value: Any, path: Path) -> Condition | None:
        if not isinstance(value, list) or not value:
            return self._fault("condition-list", path, key=key)
        parts = tuple(part for index, item in enumerate(value) if (part := self._mapping(item, (*path, index))) is not None)
        return All(parts) if key == "all" else Any_(parts)

    def _tests(self, key: str, value: Any, path: Path) -> Condition | None:
        if not isinstance(value, dict):
            return self._test(key, "is", value, path)
        if not value:
            return self._fault("condition-not-mapping", path)
        return _joined([self._named(key, name, operand, (*path, name)) for name, operand in value.items()])

    def _named(self, key: str, name: str, operand: Any, path: Path) -> Condition | None:
        if name != "not":
            return self._test(key, name, operand, path)
        inner = self._tests(key, operand, path)
        return Not(inner) if inner is not None else None

    def _test(self, key: str, name: str, operand: Any, path: Path) -> Condition | None:
        variable = self.scope[key]
        reference = variable.reference or key
        fitting = _fitting(variable)
        many = variable.many or variable.kind in _LISTS
        if name not in fitting:
            code = "list-needs-includes" if name == "is" and many else "test-does-not-fit"
            guess = likely(name, sorted(fitting), len(self.faults))
            return self._fault(code, path, guess=guess, reference=key, test=name)
        if name == "count":
            return self._count(key, operand, path)
        if name == "answered":
            return (
                Test(reference, name, operand, many)
                if isinstance(operand, bool)
                else self._fault("not-true-or-false", path, given=in_short(operand))
            )
        if name in ("is", "includes", "only"):
            return self._among(key, name, operand if isinstance(operand, list) else [operand], path)
        return Test(reference, name, _operand(variable, operand), many) if self._fits(variable, operand, path) else None

    def _among(self, key: str, name: str, values: list[Any], path: Path) -> Condition | None:
        """Any of some values."""
        variable = self.scope[key]
        if not values:
            return self._fault("no-value", path)
        many = variable.many or variable.kind in _LISTS
        fits = [self._fits(variable, item, path) for item in values]
        return Test(variable.reference or key, name, tuple(_operand(variable, item) for item in values), many) if all(fits) else None

    def _count(self, key: str, operand: Any, path: Path) -> Condition | None:
        if isinstance(operand, dict) and operand and set(operand) <= {"at_least", "at_most"}:
            bounds = (operand.get("at_least"), operand.get("at_most"))
        else:
            bounds = (operand, operand)
        if any(isinstance(bound, bool) or not isinstance(bound, int | None) for bound in bounds) or bounds == (None, None):
            return self._fault("count-not-number", path)
        return Test(self.scope[key].reference or key, "count", bounds, many=True)

    def _fits(self, variable: Variable, value: Any, path: Path) -> bool:
        """True when the answer can ever be compared with the value; else a fault."""
        if variable.values is not None:
            if any(same(value, known) for known in variable.values):
                return True
            if str(value) in variable.values:
                self._fault("value-needs-quotes", path, guess=f'"{value}"', given=in_short(value), reference=variable.reference)
                return False
            guess = likely(value, variable.values, len(self.faults), 0.5)
            self._fault("not-a-value", path, guess=guess, given=in_short(value), reference=variable.reference)
            return False
        allowed = _TYPES.get(variable.kind, (str,))
        wrong = not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed)
        if wrong or (variable.kind in _READ and not _readable(variable.kind, value)):
            self._fault("wrong-operand", path, given=in_short(value), kind=variable.kind, reference=variable.reference)
            return False
        return True

    def _fault(self, code: str, path: Path, *, guess: str | None = None, **facts: Any) -> Condition | None:
        self.faults.append(Fault(code, self.mark(path), facts, guess))
        return None


def references(value: Any, path: Path) -> Iterator[Path]:
    """The places of the keys in a written condition that name what it looks at."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from references(item, (*path, index))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in _CONNECTIVES:
                yield from references(inner, (*path, key))
            else:
                yield (*path, key)


def _fitting(variable: Variable) -> set[str]:
    """The tests that fit an answer; of rows as such, of values of several parts and of files, only how many they are can be asked."""
    if variable.kind in ("rows", "none") or not variable.many:
        return _FITTING.get(variable.kind, set())
    return _FITTING["rows"] if variable.kind in ("parts", "files") else _IN_LISTS


_READ: dict[str, Callable[[str], Any]] = {"date": date.fromisoformat, "time": time.fromisoformat}


def _readable(kind: str, text: str) -> bool:
    """True for a day, or `today`, and for a time of the day, written as they are stored."""
    try:
        return (kind == "date" and text == _TODAY) or _READ[kind](text).isoformat()[: len(text)] == text
    except ValueError:
        return False


def _operand(variable: Variable, value: Any) -> Any:
    return Today() if variable.kind == "date" and value == _TODAY else value


def _joined(parts: list[Condition | None]) -> Condition | None:
    """All of several conditions; those with faults are left out."""
    found = tuple(part for part in parts if part is not None)
    return found[0] if len(found) == 1 else All(found) if found else None
