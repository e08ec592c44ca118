"""The JSON Schema (2020-12) of a template, made from the field types and step kinds there are. Editors complete and check with it."""

from collections.abc import Mapping
from typing import Any

from engine.fields import FieldType
from engine.steps import TEMPLATE, StepKind
from engine.template.clocks import CLOCKS, DURATION
from engine.template.expected import EXPECT
from engine.template.layers import TAKES
from engine.template.person_keys import PERSON_ROLE
from engine.template.report_keys import COMPILATION, REPORT, SIGNAL, SPAN

LONGEST_TEXT = 5000
LONGEST_DOCUMENT = 20_000
LONGEST_ID = 60
ID = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": LONGEST_ID}
RESERVED_TEMPLATES = ("status",)
"""Names that an address has for something else."""
RESERVED = ("organisation", "rounds", "period", "outcome", "close", "closed", "receiver")

_TEXT = {"$ref": "#/$defs/text"}
_CONDITION = {"$ref": "#/$defs/condition"}
_REF = {"$ref": "#/$defs/id"}
_NAME = {"type": "string", "pattern": "^([a-z][a-z0-9_]*|/.*)$"}
_IDS = {"type": "array", "items": _REF, "minItems": 1}
_FLAG = {"type": "boolean"}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_KEY = "^[A-Za-z0-9_-]+$"


def meta_schema(types: Mapping[str, FieldType], kinds: Mapping[str, StepKind]) -> dict[str, Any]:
    """The schema of every template that these field types and step kinds allow."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Mallverk template",
        "if": {"type": "object", "required": ["extends"]},
        "then": _mapping({key: {} for key in _TOP} | _OF_ITS_OWN, "template"),
        "else": _mapping(_TOP, "template", "title", "form", "functions", "routing"),
        "$defs": _SHARED | {"question": _by("type", types), "step": _by("kind", kinds)} | _variants(types, kinds),
    }


def _mapping(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(required), "additionalProperties": False}


def _or_text(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return _mapping(properties, *required) | {"type": ["string", "object"]}


def _named(value: Mapping[str, Any], *, keys: str = "^[a-z][a-z0-9_]*$") -> dict[str, Any]:
    return {"type": "object", "propertyNames": {"pattern": keys, "maxLength": 60}, "additionalProperties": value, "minProperties": 1}


def _text(longest: int) -> dict[str, Any]:
    """A text in one language, or in several."""
    one = {"minLength": 1, "maxLength": longest}
    return {"type": ["string", "object"], **one, "minProperties": 1, "additionalProperties": {"type": "string", **one}}


def _by(key: str, variants: Mapping[str, Any]) -> dict[str, Any]:
    """Branches on `key` with if/then, since `oneOf` makes every error unreadable."""
    return {
        "type": "object",
        "required": [key],
        "properties": {key: {"enum": sorted(variants)}},
        "allOf": [
            {"if": {"properties": {key: {"const": name}}, "required": [key]}, "then": {"$ref": f"#/$defs/{key}_{name}"}}
            for name in sorted(variants)
        ],
    }


def _variants(types: Mapping[str, FieldType], kinds: Mapping[str, StepKind]) -> dict[str, Any]:
    found = {f"type_{name}": _question(type_) for name, type_ in types.items()}
    return found | {f"kind_{name}": _step(kind) for name, kind in kinds.items()}


def _question(type_: FieldType) -> dict[str, Any]:
    options = {"options": {"$ref": "#/$defs/options"}} if type_.has_options else {}
    required = ("type", "label", *(("options",) if type_.has_options else ()), *type_.required)
    return _mapping(QUESTION_KEYS | options | dict(type_.schema), *required)


def _step(kind: StepKind) -> dict[str, Any]:
    return _mapping(STEP_KEYS | dict(kind.schema), "kind", *kind.required)


QUESTION_KEYS = {
    "type": {"type": "string"},
    "label": _TEXT,
    "hint": _TEXT,
    "why": _TEXT,
    "missing": _TEXT,
    "optional": _FLAG,
    "show_if": _CONDITION,
    "wording": {
        "type": "array",
        "items": _mapping({"when": _CONDITION, "label": _TEXT, "hint": _TEXT}, "when"),
    },
    "statistics": _FLAG,
    "sensitive": _FLAG,
    "personal": _FLAG,
    "routes": _FLAG,
    "excludes": _FLAG,
    "expect": {"type": "integer", "minimum": 0, "maximum": 10000},
    "preset": {"type": ["string", "boolean", "integer"]},
}

STEP_KEYS = {
    "kind": {"type": "string"},
    "title": _TEXT,
    "hint": _TEXT,
    "when": _CONDITION,
    "by": _REF,
    "due": {"$ref": "#/$defs/due"},
    "next": _REF,
    "remind": {"$ref": "#/$defs/remind"},
    "escalate": {"$ref": "#/$defs/escalate"},
    "copy_to": _IDS,
    "statistics": _FLAG,
    "optional": _FLAG,
}

_OPTION = _or_text(
    {"label": _TEXT, "hint": _TEXT, "from": _DAY, "until": _DAY, "when": _CONDITION, "counts_as": {"type": "string"}}, "label"
)

_SECRECY = _mapping({"text": _TEXT, "kind": {"type": "string", "minLength": 1, "maxLength": LONGEST_ID}}, "text")

_FORM = {
    "title": _TEXT,
    "schema": {"type": ["object", "boolean"]},
    "file": {"type": "string", "minLength": 1, "maxLength": 200},
    "ui": {"$ref": "#/$defs/ui"},
    "pages": _named({"$ref": "#/$defs/page"}),
    "questions": {"$ref": "#/$defs/questions"},
}

_SHARED: dict[str, Any] = {
    "id": ID,
    "text": _text(LONGEST_TEXT),
    "document": _text(LONGEST_DOCUMENT),
    "condition": {"type": "object", "minProperties": 1},
    "reference": {"type": "string", "minLength": 1, "maxLength": 130},
    "options": {
        "if": {"type": "object", "required": ["list"], "properties": {"list": {"type": "string"}}, "maxProperties": 1},
        "else": {"$ref": "#/$defs/list"},
    },
    # an empty one is as the shared list has it
    "list": _named({"if": {"type": "object", "maxProperties": 0}, "else": {"$ref": "#/$defs/option"}}, keys=_KEY) | {"maxProperties": 500},
    "option": _OPTION,
    "repeat": _mapping(
        {"min": {"type": "integer", "minimum": 0, "maximum": 50}, "max": {"type": "integer", "minimum": 1, "maximum": 50}, "item": _TEXT},
        "max",
    ),
    "questions": _named(
        {"if": {"type": "object", "required": ["use"]}, "then": {"$ref": "#/$defs/use"}, "else": {"$ref": "#/$defs/question"}}
    ),
    "use": _mapping({"use": _REF, "with": _named(_TEXT), "show_if": _CONDITION, "optional": _FLAG}, "use"),
    "page": _mapping(
        {
            "title": _TEXT,
            "hint": _TEXT,
            "show_if": _CONDITION,
            "repeat": {"$ref": "#/$defs/repeat"},
            "questions": {"$ref": "#/$defs/questions"},
        },
        "title",
        "questions",
    ),
    "ui": {"type": "object", "additionalProperties": {"$ref": "#/$defs/said"}},
    "said": _mapping(
        {
            **{key: shape for key, shape in QUESTION_KEYS.items() if key != "type"},
            "options": {"type": "object", "additionalProperties": {"$ref": "#/$defs/option"}, "minProperties": 1},
            "repeat": _mapping({"item": _TEXT}, "item"),
            "autocomplete": {"type": "string", "pattern": "^[a-z0-9 -]+$", "maxLength": 60},
            "pattern_message": _TEXT,
            "rows": {"type": "integer", "minimum": 2, "maximum": 30},
            "shortcuts": _FLAG,
            "unit": _TEXT,
        }
    ),
    "steps": _named({"$ref": "#/$defs/step"}),
    **CLOCKS,
    "outcomes": _named(
        _or_text(
            {"label": _TEXT, "hint": _TEXT, "reason": {"enum": ["none", "optional", "required"]}, "assign": _REF, "go": _REF}, "label"
        ),
        keys=_KEY,
    ),
}

_BECAME = {
    "type": ["string", "object"],
    "if": {"type": "string"},
    "then": {"enum": ["gone"]},
    "properties": {
        "became": {"type": "string"},
        "split": {"type": "array", "items": {"type": "string"}, "minItems": 2, "uniqueItems": True},
    },
    "additionalProperties": False,
    "minProperties": 1,
    "maxProperties": 1,
}

_OF_ITS_OWN = {**TAKES, "template": TEMPLATE}
"""What stands in a template's own text, also where it only changes another one."""

_TOP: dict[str, Any] = {
    **_OF_ITS_OWN,
    "title": _TEXT,
    "description": _TEXT,
    "languages": {"type": "array", "items": {"type": "string", "pattern": "^[a-z]{2,3}$"}, "minItems": 1, "uniqueItems": True},
    "start": _mapping({"purpose": _TEXT, "urgent": _TEXT, "readers": _TEXT, "button": _TEXT}),
    "lists": _named({"$ref": "#/$defs/list"}),
    "blocks": _named(
        _mapping(
            {"parameters": _named({"if": {"type": "null"}, "else": _TEXT}), "questions": {"$ref": "#/$defs/questions"}},
            "questions",
        )
    ),
    "form": _mapping(_FORM),
    "cases": _mapping(
        {
            "start": {"enum": ["on_submit", "by_hand"]},
            "one_per": _NAME,
            "compartment": _FLAG,
            "flags": _named(_mapping({"label": _TEXT, "when": _CONDITION}, "label", "when")),
        }
    ),
    "functions": _named(_or_text({"label": _TEXT, "held_by": {"enum": ["unit", "organisation"]}, "backup": _REF}, "label")),
    "routing": {
        "type": "array",
        "minItems": 1,
        "items": _mapping({"when": _CONDITION, "to": _REF, "never_to": _IDS, "copy_to": _IDS}, "to"),
    },
    "forms": _named(_mapping(_FORM)),
    "workflow": {"$ref": "#/$defs/steps"},
    "reports": _named(REPORT),
    "compilations": _named(COMPILATION),
    "spans": _named(SPAN),
    "signals": _named(SIGNAL),
    "persons": _named(PERSON_ROLE),
    "documents": _named(_mapping({"title": _TEXT, "text": {"$ref": "#/$defs/document"}, "for": _NAME}, "title", "text")),
    "register": _mapping({"title": _TEXT, "type": _TEXT, "secrecy": {"type": "array", "minItems": 1, "items": _SECRECY}}),
    "retention": _mapping({"keep": DURATION, "from": {"enum": ["closed", "received"]}, "decision": _TEXT}, "keep", "from"),
    "changes": {"type": "object", "minProperties": 1, "propertyNames": {"maxLength": 200}, "additionalProperties": _BECAME},
    "examples": {
        "type": "array",
        "items": _mapping(
            {"name": {"type": "string"}, "answers": {}, "expect": EXPECT, "at": {"type": "string"}},
            "name",
            "answers",
            "expect",
        ),
    },
}
