"""Holds a template's values against the meta-schema and turns what the validator says into faults with a place and a guess."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import re2
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry

from engine.errors import Fault, in_short
from engine.template.source import Path, Source


def validator(schema: Mapping[str, Any]) -> Validator:
    """A validator that never fetches anything and never backtracks: the empty registry refuses every remote reference."""
    # a schema that names its own dialect would be given that dialect's validator again, with its patterns
    found: Validator = _Strict({key: value for key, value in schema.items() if key != "$schema"}, registry=Registry())
    return found


def _pattern(_: Validator, pattern: str, instance: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not re2.search(pattern, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _all_of(validator: Any, branches: list[Any], instance: Any, schema: Mapping[str, Any]) -> Iterator[ValidationError]:
    """As ever, but of the branches for each value of one key only the one for the value that is there is looked at."""
    for place, branch in enumerate(branches):
        if not _for_another(branch, instance):
            yield from validator.descend(instance, branch, schema_path=place)


def _for_another(branch: Any, instance: Any) -> bool:
    """True for a branch such as `_by` in `engine.template.schema` makes, for another value of its key."""
    if "if" not in branch or "else" in branch or not isinstance(instance, dict):
        return False
    properties = branch["if"].get("properties", {})
    return any("const" in shape and key in instance and instance[key] != shape["const"] for key, shape in properties.items())


_Strict: Any = extend(Draft202012Validator, {"pattern": _pattern, "allOf": _all_of})  # type: ignore[no-untyped-call]


def shape_faults(source: Source, errors: Iterable[ValidationError]) -> Iterator[Fault]:
    """What a validator's errors mean to an author."""
    return (fault for error in errors for fault in _faults(error, source))


def in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    """In the order of the text, each said once, also where it is met in several uses of a block."""
    seen: dict[tuple[tuple[str, int, int], str, str], Fault] = {}
    for fault in faults:
        facts, use = str(sorted(fault.facts.items())), fault.mark.use
        own = facts if use is None else facts.replace(use.name(""), "")
        seen.setdefault((fault.mark.order, fault.code, own), fault)
    return tuple(seen[key] for key in sorted(seen))


def place_of(error: ValidationError) -> Path:
    """Where the error is: of a name that can not be one, the name's own place."""
    path: Path = tuple(error.absolute_path)
    return (*path, error.instance) if "propertyNames" in error.schema_path and isinstance(error.instance, str) else path


_GUESSES = 50
"""How many keys of one mapping get a guess: a text that is all wrong would keep a machine busy."""


def unknown_keys(error: ValidationError) -> dict[str, str | None]:
    """The keys that a mapping may not have, each with the one that was probably meant and is not there."""
    schema: Any = error.schema
    known = sorted(schema["properties"]) if isinstance(schema, dict) and "properties" in schema else []
    found: dict[str, str | None] = {}
    for key in _keys(error):
        if key not in known:
            near = get_close_matches(key, known, 3, 0.6) if len(found) < _GUESSES else []
            found[key] = next((name for name in near if name not in _keys(error)), None)
    return found


def _keys(error: ValidationError) -> list[str]:
    """The keys of the mapping that an error is about."""
    return list(error.instance) if isinstance(error.instance, dict) else []


def _faults(error: ValidationError, source: Source) -> Iterator[Fault]:
    translate = _TRANSLATIONS.get(str(error.validator))
    if translate:
        yield from translate(error, source, place_of(error))
    else:
        yield Fault("wrong-shape", source.mark(place_of(error)), {"rule": str(error.validator)})


def _unknown_keys(error: ValidationError, source: Source, path: Path) -> Iterator[Fault]:
    for key, meant in unknown_keys(error).items():
        yield Fault("unknown-key", source.key_mark((*path, key)), {"key": key}, meant)


def _missing(error: ValidationError, source: Source, path: Path) -> Iterator[Fault]:
    """What is missing; not what stands there under a misspelt name."""
    closed = isinstance(error.schema, dict) and error.schema.get("additionalProperties") is False
    misspelt = set(unknown_keys(error).values()) if closed else set()
    required: Any = error.validator_value
    for key in required:
        if key not in _keys(error) and key not in misspelt:
            yield Fault("missing-key", source.key_mark(path), {"what": key, "where": _around(path)})


def _around(path: Path) -> str:
    """What the author calls the thing that something is missing in."""
    return next((part for part in reversed(path) if isinstance(part, str)), "template")


def _not_allowed(error: ValidationError, source: Source, path: Path) -> Iterator[Fault]:
    allowed = [str(value) for value in error.validator_value] if isinstance(error.validator_value, list) else [str(error.validator_value)]
    guess = get_close_matches(in_short(error.instance), allowed, 1, 0.5)
    yield Fault(
        "not-allowed", source.mark(path), {"given": in_short(error.instance), "allowed": ", ".join(allowed)}, guess[0] if guess else None
    )


def _wrong_type(error: ValidationError, source: Source, path: Path) -> Iterator[Fault]:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    if error.instance is None:
        yield Fault("no-value", source.mark(path))
        return
    guess = None
    if wanted[0] == "string" and isinstance(error.instance, bool | int | float):
        guess = f'"{str(error.instance).lower()}"'
    if wanted[0] == "boolean" and isinstance(error.instance, str):
        guess = _TRUTHS.get(error.instance.lower())
    yield Fault(f"not-{wanted[0]}", source.mark(path), {"given": in_short(error.instance)}, guess)


_TRUTHS = {"yes": "true", "ja": "true", "on": "true", "y": "true", "no": "false", "nej": "false", "off": "false", "n": "false"}


def _bad_text(error: ValidationError, source: Source, path: Path) -> Iterator[Fault]:
    pattern = str(error.validator_value)
    code = "bad-key" if "A-Z" in pattern else "bad-id" if "a-z" in pattern else "bad-form"
    facts = {"given": in_short(error.instance), "pattern": error.validator_value}
    yield Fault(code, source.key_mark(path) if "propertyNames" in error.schema_path else source.mark(path), facts)


def _size(error: ValidationError, source: Source, path: Path) -> Iterator[Fault]:
    if "propertyNames" in error.schema_path:
        yield Fault("too-long-id", source.key_mark(path), {"given": in_short(error.instance), "limit": error.validator_value})
        return
    code = "too-few" if str(error.validator).startswith("min") else "too-much"
    yield Fault(code, source.mark(path), {"limit": error.validator_value})


def _twice(error: ValidationError, source: Source, path: Path) -> Iterator[Fault]:
    yield Fault("twice", source.mark(path))


_TRANSLATIONS: Mapping[str, Any] = {
    "additionalProperties": _unknown_keys,
    "required": _missing,
    "enum": _not_allowed,
    "const": _not_allowed,
    "type": _wrong_type,
    "pattern": _bad_text,
    "uniqueItems": _twice,
    "minLength": _size,
    "maxLength": _size,
    "minItems": _size,
    "maxItems": _size,
    "minProperties": _size,
    "maxProperties": _size,
    "minimum": _size,
    "maximum": _size,
}
