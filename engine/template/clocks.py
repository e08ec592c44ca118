"""The JSON Schema of what a template says of time: lengths, deadlines, reminders, and who is told when a step is overdue."""

from collections.abc import Mapping
from typing import Any

DURATION: Mapping[str, Any] = {"type": "string", "pattern": r"^[1-9][0-9]{0,3} (minutes?|hours?|days?|weeks?|months?|years?)$"}
_WAIT = {"type": "string", "pattern": "^[1-9][0-9]{0,3} (minutes?|hours?|days?)$"}
_WAITS = {"type": "array", "items": _WAIT, "minItems": 1, "maxItems": 5, "uniqueItems": True}
_REF = {"$ref": "#/$defs/id"}

_DUE: Mapping[str, Any] = {
    "days": {"type": "integer", "minimum": 0, "maximum": 1000},
    "hours": {"type": "integer", "minimum": 1, "maximum": 10000},
    "minutes": {"type": "integer", "minimum": 1, "maximum": 100000},
    "from": {"$ref": "#/$defs/reference"},
    "calendar": _REF,
    "latest": DURATION,
}

CLOCKS: Mapping[str, Any] = {
    "due": {"type": "object", "properties": _DUE, "required": [], "additionalProperties": False},
    "until": {"type": "object", "properties": {**_DUE, "joined": {"const": True}}, "required": [], "additionalProperties": False},
    "remind": {
        "type": "object",
        "properties": {"before": _WAITS, "after": _WAITS},
        "minProperties": 1,
        "additionalProperties": False,
    },
    "escalate": {
        "if": {"type": "string"},
        "then": _REF,
        "else": {"type": "array", "items": {"$ref": "#/$defs/escalation"}, "minItems": 1, "maxItems": 5},
    },
    "escalation": {
        "type": "object",
        "properties": {"after": _WAIT, "to": _REF},
        "required": ["after", "to"],
        "additionalProperties": False,
    },
}
"""Definitions that a template's schema refers to, by name."""
