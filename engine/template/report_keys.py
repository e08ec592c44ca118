"""The JSON Schema of what a template says of its reports."""

from collections.abc import Mapping
from typing import Any

_TEXT = {"$ref": "#/$defs/text"}
_REF = {"$ref": "#/$defs/id"}
_EVERY = {"enum": ["week", "month", "year"]}

REPORT: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "title": _TEXT,
        "count": {"type": "string"},
        "rows": {"type": "string"},
        "columns": {"type": "string"},
        "filters": {"type": "array", "items": {"type": "string"}},
        "date": {"type": "string"},
        "interval": _EVERY,
        "note": _TEXT,
        "schedule": {
            "type": "object",
            "properties": {"every": _EVERY, "to": _REF},
            "required": ["every", "to"],
            "additionalProperties": False,
        },
    },
    "required": ["title", "count"],
    "additionalProperties": False,
}
