"""The JSON Schema (2020-12) of a file of scenarios. Editors complete and check with it."""

from collections.abc import Mapping
from typing import Any

from engine.steps import TEMPLATE

WHYS = ("new", "step", "assigned", "notice", "copy", "reminder", "overdue")
"""Why someone is told."""

_TEXT = {"type": "string", "minLength": 1, "maxLength": 200}
_ID = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": 60}
_HOLDER = {"type": "string", "pattern": "^[a-z][a-z0-9_]*(@[a-z0-9][a-z0-9_-]*)?$"}
_COUNT = {"type": "integer", "minimum": 0, "maximum": 1000}
_NUMBER = {"type": "integer", "minimum": 1, "maximum": 1000}


def _mapping(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(required), "additionalProperties": False}


def _named(value: Mapping[str, Any], keys: Mapping[str, Any] = _ID) -> dict[str, Any]:
    return {"type": "object", "propertyNames": dict(keys), "additionalProperties": dict(value)}


_REPORT: Mapping[str, Any] = {"example": _TEXT, "answers": {}}
_WHY = {"enum": list(WHYS)}
_OPEN = {"type": ["string", "object"], "properties": {"by": _HOLDER, "due": _TEXT}, "additionalProperties": False}
_THEN = _mapping(
    {
        "open": _named(_OPEN),
        "closed": {"type": "boolean"},
        "mailbox": _HOLDER,
        "told": _named({"type": ["string", "array"], "items": _WHY}, _HOLDER),
        "excluded": {"type": "array", "items": _HOLDER},
        "cases": _COUNT,
        "opens": TEMPLATE,
        "facts": _named(_COUNT, {"type": "string"}),
        "refused": _TEXT,
    }
)
_DOES = _mapping({"step": _ID, "by": _HOLDER, "press": _ID, "outcome": _TEXT, "reason": _TEXT, "answers": {"type": "object"}}, "step")
_WHEN = {
    **_mapping(
        {
            "does": _DOES,
            "clock": _TEXT,
            "adds": _ID,
            "shuts_out": _ID,
            "reports": _mapping(_REPORT),
            "starts": {"const": True},
        }
    ),
    "minProperties": 1,
    "maxProperties": 1,
}
_SCENARIO = _mapping(
    {
        "name": _TEXT,
        "given": _mapping({**_REPORT, "at": _TEXT, "organisation": _TEXT}),
        "then": _THEN,
        "acts": {"type": "array", "items": _mapping({"case": _NUMBER, "when": _WHEN, "then": _THEN}, "when")},
    },
    "name",
    "given",
)

SCHEMA: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Mallverk scenarios",
    **_mapping(
        {"answers": _named({"type": "object"}), "scenarios": {"type": "array", "items": _SCENARIO, "minItems": 1}},
        "scenarios",
    ),
}
