"""The JSON Schema of what a template says of its reports, of what is put together of them, of its spans, and of what it watches."""

from collections.abc import Mapping
from typing import Any

_TEXT = {"$ref": "#/$defs/text"}
_REF = {"$ref": "#/$defs/id"}
INTERVALS = ("week", "month", "year")
"""Stretches of time that every calendar has; any other name is that of a list of periods in the organisation's calendars."""

_FUNCTIONS: Mapping[str, Any] = {
    "if": {"type": "string"},
    "then": _REF,
    "else": {"type": "array", "items": _REF, "minItems": 1, "maxItems": 20, "uniqueItems": True},
}

_SCHEDULE: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "every": _REF,
        "to": _FUNCTIONS,
        "weekday": {"type": "integer", "minimum": 1, "maximum": 7},
        "at": {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
    },
    "required": ["every", "to"],
    "additionalProperties": False,
}

REPORT: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "title": _TEXT,
        "count": {"type": "string"},
        "rows": {"type": "string"},
        "columns": {"type": "string"},
        "filters": {"type": "array", "items": {"type": "string"}},
        "date": {"type": "string"},
        "interval": _REF,
        "per": _REF,
        "note": _TEXT,
        "schedule": _SCHEDULE,
    },
    "required": ["title", "count"],
    "additionalProperties": False,
}

SPAN: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "title": _TEXT,
        "from": {"$ref": "#/$defs/reference"},
        "to": {"$ref": "#/$defs/reference"},
        "calendar": _REF,
    },
    "required": ["title", "from", "to"],
    "additionalProperties": False,
}

SIGNAL: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "title": _TEXT,
        "count": {"type": "string"},
        "by": {"type": "string"},
        "interval": {"enum": ["week", "month"]},
        "calendar": _REF,
        "to": _FUNCTIONS,
    },
    "required": ["title", "count", "to"],
    "additionalProperties": False,
}

_SECTION: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "title": _TEXT,
        "reports": {"type": "array", "items": _REF, "minItems": 1, "uniqueItems": True},
        "ask": _TEXT,
    },
    "required": ["title"],
    "additionalProperties": False,
}
COMPILATION: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "title": _TEXT,
        "note": _TEXT,
        "of": {"enum": ["unit", "organisation"]},
        "period": _REF,
        "sections": {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$", "maxLength": 60},
            "additionalProperties": _SECTION,
            "minProperties": 1,
            "maxProperties": 30,
        },
    },
    "required": ["title", "sections"],
    "additionalProperties": False,
}
