"""The drafts of JSON Schema that a form may be written in: 4, 7 and 2020-12, each with the validator that has the last word."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft4Validator, Draft6Validator, Draft7Validator, Draft201909Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from jsonschema_specifications import REGISTRY
from referencing import Registry, Specification
from referencing._core import Resolver
from referencing.jsonschema import DRAFT4, DRAFT7, DRAFT202012

from engine.template.from_schema.patterns import found

ONE, SEVERAL, NAMED = "one", "several", "named"
"""How a keyword's value holds schemas: it is one, a list of them, or a mapping of names to them."""

_APPLIES = {
    "additionalItems": ONE,
    "additionalProperties": ONE,
    "contains": ONE,
    "else": ONE,
    "if": ONE,
    "items": ONE,
    "not": ONE,
    "propertyNames": ONE,
    "then": ONE,
    "unevaluatedItems": ONE,
    "unevaluatedProperties": ONE,
    "allOf": SEVERAL,
    "anyOf": SEVERAL,
    "oneOf": SEVERAL,
    "prefixItems": SEVERAL,
    "dependencies": NAMED,
    "dependentSchemas": NAMED,
    "patternProperties": NAMED,
    "properties": NAMED,
}
_BESIDE = {"if": ("then", "else"), "prefixItems": ("minContains", "maxContains")}
"""Keywords that a validator looks at when it comes to another one."""
_ALL_DRAFTS = (Draft4Validator, Draft6Validator, Draft7Validator, Draft201909Validator, Draft202012Validator)


@dataclass(frozen=True)
class Dialect:
    """One draft. `ref_alone` says that `$ref` makes whatever stands beside it void."""

    name: str
    uri: str
    validator: Any
    specification: Specification[Any]
    meta: Any
    ref_alone: bool

    @property
    def applies(self) -> Mapping[str, str]:
        """The keywords that hold schemas, and how."""
        known = self.validator.VALIDATORS
        return {name: how for name, how in _APPLIES.items() if name in known or (name in _BESIDE["if"] and "if" in known)}

    @property
    def foreign(self) -> frozenset[str]:
        """Keywords that other drafts judge by and this one passes over."""
        others = {name for draft in _ALL_DRAFTS for name in draft.VALIDATORS} | {beside for names in _BESIDE.values() for beside in names}
        own = set(self.validator.VALIDATORS)
        # in draft 4 whether a limit is taken stands beside the limit; without a list of items there are no additional ones
        harmless = {"exclusiveMinimum", "exclusiveMaximum", "additionalItems"}
        beside = {name for known, names in _BESIDE.items() if known in own for name in names} | harmless
        return frozenset(others - own - beside)

    def judge(self, schema: Any) -> Validator:
        """A validator that fetches nothing and never backtracks. Formats do not decide, as in `jsonschema` unless it is told to."""
        # a schema that names its draft would be given that draft's own validator again, with its patterns
        whole = {key: value for key, value in schema.items() if key != "$schema"} if isinstance(schema, dict) else schema
        judge: Validator = self.validator(whole, registry=Registry())
        return judge

    def faults(self, schema: Any) -> Iterator[ValidationError]:
        """What makes the schema no schema of this draft."""
        return iter(self.meta.iter_errors(schema))

    def root(self, schema: Any) -> "Resolver[Any]":
        """Finds what references in the schema mean."""
        registry: Registry[Any] = Registry()
        return registry.resolver_with_root(self.specification.create_resource(schema))

    def inside(self, resolver: "Resolver[Any]", schema: Any) -> "Resolver[Any]":
        """The same for a part that may have a name of its own."""
        return resolver.in_subresource(self.specification.create_resource(schema))


def _pattern(_: Validator, pattern: str, instance: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not found(pattern, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _flat() -> dict[str, Any]:
    """The meta-schema of 2020-12 in one piece: as it is published, in eight that refer to each other, each schema takes a millisecond."""
    names = ("core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content")
    parts = [REGISTRY.contents(f"https://json-schema.org/draft/2020-12/meta/{name}") for name in names]
    own = {name: Draft202012Validator.META_SCHEMA["properties"][name] for name in ("definitions", "dependencies")}
    whole = {
        "type": ["object", "boolean"],
        "properties": {name: value for part in (*parts, {"properties": own}) for name, value in part["properties"].items()},
        "$defs": {name: value for part in parts for name, value in part.get("$defs", {}).items()},
    }
    flat: dict[str, Any] = json.loads(re.sub(r'"meta/[a-z-]+#', '"#', json.dumps(whole).replace('"$dynamicRef": "#meta"', '"$ref": "#"')))
    return flat


def _dialect(name: str, uri: str, draft: Any, specification: Specification[Any]) -> Dialect:
    strict: Any = extend(draft, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    old = name != "2020-12"
    return Dialect(name, uri, strict, specification, strict(draft.META_SCHEMA) if old else strict(_flat()), old)


DIALECTS = (
    _dialect("4", "http://json-schema.org/draft-04/schema", Draft4Validator, DRAFT4),
    _dialect("7", "http://json-schema.org/draft-07/schema", Draft7Validator, DRAFT7),
    _dialect("2020-12", "https://json-schema.org/draft/2020-12/schema", Draft202012Validator, DRAFT202012),
)
LATEST = DIALECTS[-1]


def dialect_of(schema: Any) -> Dialect | None:
    """The draft that the schema names, the latest when it names none, as `jsonschema` has it; None for any other."""
    named = schema.get("$schema") if isinstance(schema, Mapping) else None
    if named is None or named == "http://json-schema.org/schema#":
        return LATEST
    return next((dialect for dialect in DIALECTS if isinstance(named, str) and named.rstrip("#") == dialect.uri), None)
