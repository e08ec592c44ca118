"""The JSON Schema (2020-12) of an organisation file."""

from collections.abc import Mapping
from typing import Any

from engine.unit_numbers import MOST

RESERVED_ORGANISATIONS = ("admin", "api", "status", "health", "metrics", "static", "draft", "embed")
"""Names that an address has for something else."""
RIGHTS = ("administer", "publish", "read_cases", "read_records", "read_reports", "export_rows", "register")

_NAME = {"type": "string", "minLength": 1, "maxLength": 200}
_KEY = {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]*$", "maxLength": 60}
_LABEL = {"type": ["string", "object"], "minLength": 1, "additionalProperties": {"type": "string"}}
_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_SPAN = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(/[0-9]{4}-[0-9]{2}-[0-9]{2})?( [^ ].*)?$", "maxLength": 200}
_PLACE = {"type": "string", "pattern": "^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$"}
_FUNCTION = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
_HOLDER = {"type": "string", "pattern": "^[a-z][a-z0-9_]*(@[a-z0-9][a-z0-9_-]*)?$"}


def _mapping(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(required), "additionalProperties": False}


def _named(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "propertyNames": _KEY, "additionalProperties": value}


def _list(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": value}


_UNIT = _mapping(
    {"name": _NAME, "kind": _NAME, "area": _NAME, "parent": _KEY, "authority": _KEY, "from": _DAY, "until": _DAY, "successor": _KEY},
    "name",
)
_MEMBER = _mapping({"person": _KEY, "from": _DAY, "until": _DAY, "substitute": {"type": "boolean"}}, "person")
_MAILBOX = _mapping(
    {"name": _NAME, "email": _NAME, "holds": _list(_HOLDER), "members": _list({**_MEMBER, "type": ["string", "object"]})}, "name"
)
_GRANT = _mapping({"right": {"enum": list(RIGHTS)}, "unit": _KEY, "from": _DAY, "until": _DAY}, "right")
_PERSON = _mapping({"name": _NAME, "title": _NAME, "email": _NAME, "grants": _list(_GRANT)}, "name", "email")
_DELEGATION = _mapping(
    {"number": {**_NAME, "maxLength": 60}, "function": _FUNCTION, "person": _KEY, "unit": _KEY, "from": _DAY, "until": _DAY}, "number"
)
_DAYS: Mapping[str, Any] = {
    "weekdays": _list({"type": "integer", "minimum": 1, "maximum": 7}),
    "closed": _list(_SPAN),
    "holidays": _PLACE,
    "periods": _named(_list(_mapping({"label": _NAME, "short": _NAME, "from": _DAY, "to": _DAY}, "label", "from", "to"))),
}
_VALUES = _mapping({"from": _DAY, "to": _DAY, "units": _named({"type": "integer", "minimum": 0, "maximum": MOST})}, "from", "to", "units")
_NUMBER = _mapping(
    {
        "title": _LABEL,
        "one": _LABEL,
        "many": _LABEL,
        "per": {"type": "integer", "minimum": 1, "maximum": 1_000_000},
        "values": _list(_VALUES),
    },
    "title",
    "one",
    "many",
)
_CALENDAR = _mapping({"label": _mapping({"one": _LABEL, "many": _LABEL}), **_DAYS, "units": _named(_mapping(_DAYS))})

SCHEMA: Mapping[str, Any] = _mapping(
    {
        "organisation": _mapping(
            {
                "key": _KEY,
                "name": _NAME,
                "kind": _NAME,
                "time_zone": _NAME,
                "language": _KEY,
                "framed_by": _list(_NAME),
                "smallest": {"type": "integer", "minimum": 3, "maximum": 20},
            },
            "key",
            "name",
        ),
        "templates": _list(_NAME),
        "functions": {"enum": ["every"]},
        "units": _named(_UNIT),
        "mailboxes": _named(_MAILBOX),
        "people": _named(_PERSON),
        "delegations": _list(_DELEGATION),
        "numbers": {**_named(_NUMBER), "propertyNames": {"pattern": _FUNCTION["pattern"], "maxLength": 60}},
        "calendars": {**_named(_CALENDAR), "propertyNames": {"pattern": r"^(\*|[a-z][a-z0-9_]*)$"}},
    },
    "organisation",
)
