"""From the errors of a validator to what is wrong with which answer: a path, and a code with its facts as field types word them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from jsonschema.exceptions import ValidationError

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Complaint:
    """Something wrong at a path of the answers; `keyword` is the one that says so."""

    path: Place
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def complaints(errors: Iterable[ValidationError]) -> Iterator[Complaint]:
    """What each error means, each thing once."""
    seen: set[tuple[Place, str]] = set()
    for error in _apart(errors):
        for complaint in _of(error):
            if (complaint.path, complaint.code) not in seen:
                seen.add((complaint.path, complaint.code))
                yield complaint


def _apart(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """The errors without those that say the same: a validator finds what is missing name by name, and each time tells all of it."""
    seen: set[tuple[Place, Place]] = set()
    for error in errors:
        key = tuple(error.absolute_path), tuple(error.absolute_schema_path)
        if key not in seen or error.context:
            seen.add(key)
            yield error


def missing(error: ValidationError) -> Iterator[tuple[Place, str]]:
    """Each name that an error finds missing, and where."""
    value: Any = error.validator_value
    there = error.instance if isinstance(error.instance, dict) else {}
    if error.validator == "required":
        names = value if isinstance(value, list) else []
    elif error.validator in ("dependentRequired", "dependencies"):
        names = [name for key, needed in value.items() if key in there and isinstance(needed, list) for name in needed]
    else:
        names = []
    yield from ((tuple(error.absolute_path), name) for name in names if name not in there)


def _of(error: ValidationError) -> Iterator[Complaint]:
    path: Place = tuple(error.absolute_path)
    if error.context:
        yield from complaints(_nearest(error.context))
        return
    lacking = [Complaint((*where, name), "required") for where, name in missing(error)]
    if lacking:
        yield from lacking
    elif error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known: Any = error.schema
        names = [name for name in error.instance if name not in known.get("properties", {})]
        yield from (Complaint((*path, name), "unknown-question") for name in names)
    else:
        code, facts = _meaning(error)
        yield Complaint(path, code, facts)


def _nearest(context: Iterable[ValidationError]) -> list[ValidationError]:
    """The errors of the branch that was probably meant: not one whose naming answer is another, then the one with the fewest."""
    branches: dict[Any, list[ValidationError]] = {}
    for error in context:
        # a branch that is only `false` has no path
        branches.setdefault(next(iter(error.relative_schema_path), None), []).append(error)
    return min(branches.values(), key=lambda errors: (any(error.validator in ("const", "enum", "type") for error in errors), len(errors)))


def _meaning(error: ValidationError) -> tuple[str, dict[str, Any]]:
    """The code and facts for one keyword."""
    keyword, value, instance = str(error.validator), error.validator_value, error.instance
    facts: dict[str, Any] = {}
    if instance is None and keyword in ("type", "enum", "const"):  # nothing was answered
        return "required", facts
    if keyword == "type":
        return ("not-whole" if value == "integer" and isinstance(instance, float) else "wrong-type"), facts
    if keyword in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        return _bound(keyword, value, error.schema)
    simple = _SIMPLE.get(keyword)
    if simple is None:
        return "does-not-fit", {}
    code, fact = simple
    if keyword == "maxLength" and isinstance(instance, str) and isinstance(value, int | float):
        facts["over"] = len(instance) - int(value)
    return code, {fact: value} if fact else facts


_SIMPLE: Mapping[str, tuple[str, str]] = {
    "minLength": ("too-short", "least"),
    "maxLength": ("too-long", ""),
    "pattern": ("pattern", ""),
    "multipleOf": ("not-in-steps", "step"),
    "minItems": ("too-few-rows", "count"),
    "maxItems": ("too-many-rows", "count"),
    "uniqueItems": ("same-twice", ""),
    "enum": ("not-an-option", ""),
    "const": ("not-an-option", ""),
}


def _bound(keyword: str, value: Any, schema: Any) -> tuple[str, dict[str, Any]]:
    """A limit of a number; draft 4 says beside it whether the limit itself is taken."""
    low = "inimum" in keyword
    beside = isinstance(schema, Mapping) and schema.get("exclusiveMinimum" if low else "exclusiveMaximum") is True
    open_ = keyword.startswith("exclusive") or beside
    code = ("not-above" if open_ else "too-small") if low else ("not-below" if open_ else "too-large")
    return code, {"least" if low else "most": Decimal(str(value))}
