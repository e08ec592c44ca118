"""The JSON Schema of one role under `persons`: see `engine.template.persons` for what it means."""

from typing import Any

_TEXT = {"$ref": "#/$defs/text"}
_QUESTION = {"type": "string", "pattern": "^([a-z][a-z0-9_]*|/.*)$"}
_ANYWHERE = {"type": "string", "pattern": r"^([a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?|/.*)$"}
"""Of the public form, or written `step.question`."""

PERSON_ROLE: dict[str, Any] = {
    "type": ["string", "object"],
    "properties": {
        "label": _TEXT,
        "name": _QUESTION,
        "born": _QUESTION,
        "number": _QUESTION,
        "details": {"type": "array", "items": _ANYWHERE, "minItems": 1, "uniqueItems": True},
        "protected": {"$ref": "#/$defs/condition"},
    },
    "additionalProperties": False,
    "required": ["label"],
}
