"""Goes through a schema, what it refers to included, and says what no form can be made of: each with its JSON Pointer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from jsonschema.exceptions import ValidationError
from referencing._core import Resolver
from referencing.exceptions import Unresolvable

from engine.template.from_schema.dialects import NAMED, OLDER, ONE, Dialect, dialect_of
from engine.template.from_schema.patterns import compiled
from engine.template.from_schema.pointers import parts_of

Parts = tuple[str | int, ...]
MOST = 10_000
"""How many schemas there may be when every reference is written out: each reading of answers goes through them."""

DEEPEST = 64
"""How many schemas may be inside each other when every reference is written out."""

WIDEST = 8_000
"""How many mappings a schema may hold as it is written: more than any form has, and each has to be looked at."""

_REST = frozenset({"unevaluatedProperties", "unevaluatedItems"})
_NOT_DRAWN = frozenset({"patternProperties", "prefixItems", "$dynamicRef", "$recursiveRef"})


@dataclass(frozen=True)
class Refusal:
    """Something that can not become a form: a fault's code, where in the schema, and the fault's facts."""

    code: str
    parts: Parts
    facts: Mapping[str, Any] = field(default_factory=dict)


class Note(Refusal):
    """Something that is right, but has no effect on the form; the code is a hint's."""


@dataclass(frozen=True)
class Inspected:
    """A schema in one draft: everything that no form can be made of, and keywords that are asked by but decide nothing."""

    dialect: Dialect
    refusals: tuple[Refusal, ...]
    notes: tuple[Note, ...]


def inspected(schema: Any) -> Inspected | None:
    """The schema in the draft that it names; None when that is not used.

    One that names none is in the latest, as `jsonschema` has it, or in an older one where it is none there. Who names no draft may use
    the words of another, which `jsonschema` passes over.
    """
    named = isinstance(schema, Mapping) and "$schema" in schema
    dialect = dialect_of(schema)
    if dialect is None:
        return None
    told = tuple(refusals(schema, dialect))
    if not named and any(refusal.code == "schema-not-valid" for refusal in told):
        older = next((older for older in OLDER if older.meta.is_valid(schema)), None)
        dialect, told = (dialect, told) if older is None else (older, tuple(refusals(schema, older)))
    foreign = tuple(refusal for refusal in told if refusal.code == "schema-other-draft" and not named)
    notes = tuple(Note("schema-passed-over", refusal.parts, refusal.facts) for refusal in foreign)
    return Inspected(dialect, tuple(refusal for refusal in told if refusal not in foreign), notes)


def refusals(schema: Any, dialect: Dialect) -> Iterator[Refusal]:
    """Everything in the schema that no form can be made of."""
    if _mappings(schema) > WIDEST:
        yield Refusal("schema-too-large", (), {"most": WIDEST})
        return
    wrong = [_not_valid(error, ()) for error in dialect.faults(schema)]
    yield from wrong or _Inspection(dialect).schema(schema, dialect.root(schema), (), ())


def _not_valid(error: ValidationError, parts: Parts) -> Refusal:
    return Refusal("schema-not-valid", (*parts, *error.absolute_path), {"rule": str(error.validator)})


def _mappings(value: Any) -> int:
    if isinstance(value, Mapping):
        return 1 + sum(map(_mappings, value.values()))
    return sum(map(_mappings, value)) if isinstance(value, list) else 0


class _Inspection:
    """One walk through a schema. What it has left to look at is counted, since references can double at every turn."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.left = MOST
        self.rest = 0
        self.referred: set[int] = set()
        self.unread = WIDEST

    def schema(self, schema: Any, resolver: "Resolver[Any]", parts: Parts, around: tuple[int, ...]) -> Iterator[Refusal]:
        """The refusals of one schema and of what is inside it; `around` holds the schemas it is inside of."""
        if not isinstance(schema, Mapping) or self.left < 0:
            return
        self.left -= 1
        if self.left < 0 or len(around) > DEEPEST:
            self.left = -1
            yield Refusal("schema-too-large", parts, {"most": MOST})
            return
        inner = self.dialect.inside(resolver, schema) if parts else resolver
        around = (*around, id(schema))
        if "$ref" in schema:
            yield from self._reference(schema["$ref"], inner, (*parts, "$ref"), around)
            if self.dialect.ref_alone:
                return
        yield from self._own(schema, parts)
        rest = sorted(_REST & set(schema))
        if rest and self.rest:  # a validator would go through all that is inside once more at every level
            yield Refusal("schema-not-drawn", (*parts, rest[0]), {"keyword": rest[0]})
        self.rest += len(rest)
        for place, found in self._inside(schema):
            yield from self.schema(found, inner, (*parts, *place), around)
        self.rest -= len(rest)

    def _own(self, schema: Mapping[str, Any], parts: Parts) -> Iterator[Refusal]:
        """The refusals of a schema's own keywords."""
        for keyword in schema:
            if keyword in _NOT_DRAWN or (keyword == "items" and isinstance(schema["items"], list)):
                yield Refusal("schema-not-drawn", (*parts, keyword), {"keyword": keyword})
            elif keyword in self.dialect.foreign:
                yield Refusal("schema-other-draft", (*parts, keyword), {"keyword": keyword, "draft": self.dialect.name})
            elif keyword == "$schema" and parts:
                yield Refusal("schema-not-drawn", (*parts, keyword), {"keyword": keyword})
        if "pattern" in schema and compiled(schema["pattern"]) is None:
            yield Refusal("schema-pattern", (*parts, "pattern"), {"given": schema["pattern"]})

    def _inside(self, schema: Mapping[str, Any]) -> Iterator[tuple[Parts, Any]]:
        for keyword, how in self.dialect.applies.items():
            if keyword not in schema or keyword in _NOT_DRAWN:
                continue
            value = schema[keyword]
            if how == ONE:
                yield (keyword,), value
            elif how == NAMED:
                yield from (((keyword, name), found) for name, found in value.items() if not isinstance(found, list))
            else:
                yield from (((keyword, number), found) for number, found in enumerate(value))

    def _reference(self, ref: Any, resolver: "Resolver[Any]", parts: Parts, around: tuple[int, ...]) -> Iterator[Refusal]:
        if not isinstance(ref, str):  # draft 4 does not say what a reference is
            yield Refusal("schema-not-valid", parts, {"rule": "type"})
            return
        try:
            target = resolver.lookup(ref)
        except (Unresolvable, ValueError, TypeError, RecursionError):  # it may also lead into a number or a text
            yield Refusal("schema-remote", parts, {"given": ref})
            return
        if id(target.contents) in around:
            yield Refusal("schema-recursion", parts, {"given": ref})
            return
        place = written_at(ref, parts)
        if id(target.contents) not in self.referred:  # it may stand where the meta-schema did not look
            self.referred.add(id(target.contents))
            self.unread -= _mappings(target.contents)
            if self.unread < 0:
                yield Refusal("schema-too-large", parts, {"most": WIDEST})
                return
            wrong = [_not_valid(error, place) for error in self.dialect.faults(target.contents)]
            if wrong:
                yield from wrong
                return
        yield from self.schema(target.contents, target.resolver, place, around)


def written_at(ref: str, parts: Parts) -> Parts:
    """Where what a reference means is written, as far as the reference itself says it."""
    return parts_of(unquote(ref[1:])) if ref.startswith("#/") else parts
