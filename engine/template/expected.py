"""The JSON Schema of what an example expects of its answers."""

from collections.abc import Mapping
from typing import Any

_NAMES = {"type": "array", "items": {"type": "string"}}
_THESE = {"type": ["array", "integer"]}
"""A number in place of a list says how many."""

EXPECT: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "accepted": {"type": "boolean"},
        **{key: {**_NAMES, **_THESE} for key in ("visible", "copy_to", "excluded")},
        "hidden": _NAMES,
        "mailbox": {"type": ["string", "null"]},
        "problems": {**_THESE, "items": {"type": ["string", "object"]}},
        **{key: {**_THESE, "items": {"type": "object"}} for key in ("cases", "mails", "facts")},
    },
    "required": [],
    "additionalProperties": False,
}
