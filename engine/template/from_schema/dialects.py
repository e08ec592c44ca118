"""The drafts of JSON Schema that a form may be written in, 4 to 2020-12, each with the validator that has the last word."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from jsonschema import Draft4Validator, Draft6Validator, Draft7Validator, Draft201909Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from jsonschema_specifications import REGISTRY
from referencing import Registry, Specification
from referencing._core import Resolver
from referencing.jsonschema import DRAFT4, DRAFT6, DRAFT7, DRAFT201909, DRAFT202012

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
_BESIDE = {"if": ("then", "else"), "unevaluatedItems": ("minContains", "maxContains")}
"""Keywords that a validator looks at when it comes to another one, or that came with it."""


@dataclass(frozen=True)
class Dialect:
    """One draft. `ref_alone` says that `$ref` makes whatever stands beside it void."""

    name: str
    uri: str
    validator: Any
    specification: Specification[Any]
    meta: Any
    ref_alone: bool

    @cached_property
    def applies(self) -> Mapping[str, str]:
        """The keywords that hold schemas, and how: those that its meta-schema knows, even if it no longer judges by them."""
        return {name: how for name, how in _APPLIES.items() if name in self.meta.schema["properties"]}

    @cached_property
    def foreign(self) -> frozenset[str]:
        """Keywords that other drafts judge by and this one passes over."""
        others = {
            name
            for dialect in DIALECTS
            for name in (*dialect.validator.VALIDATORS, *(beside for names in _BESIDE.values() for beside in names))
        }
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


def _flat(draft: Any) -> dict[str, Any]:
    """The meta-schema of a draft in one piece: as the newer ones are published, in many that refer to each other, each schema takes a
    millisecond.
    """
    published = draft.META_SCHEMA
    if "allOf" not in published:
        return dict(published)
    parts = [published, *(REGISTRY.contents(urljoin(published["$id"], part["$ref"])) for part in published["allOf"])]
    whole = {
        "type": ["object", "boolean"],
        "properties": {name: value for part in parts for name, value in part["properties"].items()},
        "$defs": {name: value for part in parts for name, value in part.get("$defs", {}).items()},
    }
    in_place = re.sub(r'"\$(dynamic|recursive)Ref": "#(meta)?"', '"$ref": "#"', re.sub(r'"meta/[a-z-]+#', '"#', json.dumps(whole)))
    flat: dict[str, Any] = json.loads(in_place)
    return flat


def _dialect(name: str, draft: Any, specification: Specification[Any]) -> Dialect:
    strict: Any = extend(draft, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    uri = str(draft.ID_OF(draft.META_SCHEMA)).rstrip("#")
    return Dialect(name, uri, strict, specification, strict(_flat(draft)), name in ("4", "6", "7"))


DIALECTS = (
    _dialect("4", Draft4Validator, DRAFT4),
    _dialect("6", Draft6Validator, DRAFT6),
    _dialect("7", Draft7Validator, DRAFT7),
    _dialect("2019-09", Draft201909Validator, DRAFT201909),
    _dialect("2020-12", Draft202012Validator, DRAFT202012),
)
LATEST = DIALECTS[-1]
OLDER = (DIALECTS[2], DIALECTS[0])
"""What a schema that names no draft may be written in when it is not in the latest: what lies between differs in nothing that forms use."""
_LATEST_TOO = ("http://json-schema.org/schema", "http://json-schema.org/draft/2020-12/schema")
"""Addresses that are no draft's own, and that can only mean the latest; so `jsonschema` takes them, too."""


def dialect_of(schema: Any) -> Dialect | None:
    """The draft that the schema names, the latest when it names none, as `jsonschema` has it; None for any other."""
    named = schema.get("$schema") if isinstance(schema, Mapping) else None
    if named is None:
        return LATEST
    uri = named.rstrip("#") if isinstance(named, str) else ""
    return LATEST if uri in _LATEST_TOO else next((dialect for dialect in DIALECTS if dialect.uri == uri), None)
