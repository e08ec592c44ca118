"""Holds a template's values against the meta-schema and turns what the validator says into faults with a place and a guess."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry

from engine.errors import Fault
from engine.template.source import Source


def validator(schema: Mapping[str, Any]) -> Draft202012Validator:
    """A validator that never fetches anything: the empty registry refuses every remote reference."""
    return Draft202012Validator(dict(schema), registry=Registry())


def shape_faults(source: Source, schema: Draft202012Validator) -> tuple[Fault, ...]:
    """Every way in which the values do not have a template's shape, in the order of the text."""
    faults = [fault for error in schema.iter_errors(source.value) for fault in _faults(error, source)]
    return in_order(faults)


def in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    """In the order of the text, each said once."""
    seen: dict[tuple[int, int, str], Fault] = {}
    for fault in faults:
        seen.setdefault((fault.mark.line, fault.mark.column, fault.code), fault)
    return tuple(seen[key] for key in sorted(seen))


def _faults(error: ValidationError, source: Source) -> Iterator[Fault]:
    path = tuple(error.absolute_path)
    translate = _TRANSLATIONS.get(str(error.validator))
    if translate:
        yield from translate(error, source, path)
    else:
        yield Fault("wrong-shape", source.mark(path), {"rule": str(error.validator)})


def _unknown_keys(error: ValidationError, source: Source, path: Any) -> Iterator[Fault]:
    known = sorted(error.schema["properties"]) if isinstance(error.schema, dict) and "properties" in error.schema else []
    for key in error.instance:
        if key not in known:
            guess = get_close_matches(key, known, 1, 0.6)
            yield Fault("unknown-key", source.key_mark((*path, key)), {"key": key}, guess[0] if guess else None)


def _missing(error: ValidationError, source: Source, path: Any) -> Iterator[Fault]:
    for key in error.validator_value:
        if key not in error.instance:
            yield Fault("missing-key", source.key_mark(path), {"what": key, "where": path[-1] if path else "template"})


def _not_allowed(error: ValidationError, source: Source, path: Any) -> Iterator[Fault]:
    allowed = [str(value) for value in error.validator_value] if isinstance(error.validator_value, list) else [str(error.validator_value)]
    guess = get_close_matches(str(error.instance), allowed, 1, 0.5)
    yield Fault("not-allowed", source.mark(path), {"given": error.instance, "allowed": ", ".join(allowed)}, guess[0] if guess else None)


def _wrong_type(error: ValidationError, source: Source, path: Any) -> Iterator[Fault]:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    code = f"not-{wanted[0]}"
    guess = f'"{error.instance}"' if wanted[0] == "string" and isinstance(error.instance, int | float) else None
    if wanted[0] == "boolean" and isinstance(error.instance, str):
        guess = {"yes": "true", "ja": "true", "on": "true", "no": "false", "nej": "false", "off": "false"}.get(error.instance.lower())
    yield Fault(code, source.mark(path), {"given": error.instance if isinstance(error.instance, str | int | float) else ""}, guess)


def _bad_name(error: ValidationError, source: Source, path: Any) -> Iterator[Fault]:
    names = error.schema.get("propertyNames", {}) if isinstance(error.schema, dict) else {}
    if isinstance(error.instance, str):
        yield Fault("bad-id", source.key_mark((*path, error.instance)), {"given": error.instance, "pattern": names.get("pattern", "")})


def _bad_text(error: ValidationError, source: Source, path: Any) -> Iterator[Fault]:
    if error.parent is None and "propertyNames" in error.schema_path:
        yield from _bad_name(error, source, path)
    elif error.validator == "pattern" and "a-z" in str(error.validator_value):
        yield Fault("bad-id", source.mark(path), {"given": error.instance, "pattern": error.validator_value})
    else:
        yield Fault("bad-form", source.mark(path), {"given": error.instance, "pattern": error.validator_value})


def _size(error: ValidationError, source: Source, path: Any) -> Iterator[Fault]:
    code = "too-few" if str(error.validator).startswith("min") else "too-much"
    yield Fault(code, source.mark(path), {"limit": error.validator_value})


_TRANSLATIONS: Mapping[str, Any] = {
    "additionalProperties": _unknown_keys,
    "required": _missing,
    "enum": _not_allowed,
    "const": _not_allowed,
    "type": _wrong_type,
    "pattern": _bad_text,
    "minLength": _size,
    "maxLength": _size,
    "minItems": _size,
    "maxItems": _size,
    "minProperties": _size,
    "maxProperties": _size,
    "minimum": _size,
    "maximum": _size,
}
