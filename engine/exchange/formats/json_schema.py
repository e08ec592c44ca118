"""JSON Schema, with a UI schema of react-jsonschema-form or JSON Forms beside it."""

import json
from typing import Any

from engine.exchange import Carried, Format, Written
from engine.exchange.json_schema.reading import looks_like_schema, read_schema
from engine.exchange.json_schema.writing import schema_of
from engine.exchange.json_values import json_object, object_of
from engine.exchange.notes import Notes
from engine.template.model import FormTemplate

_OTHERS = frozenset({"template", "components", "steps", "pages"})


class JsonSchema(Format):
    """Reads a schema as a form, and writes the answers of a form as one."""

    name = "json_schema"
    suffixes = (".json",)

    def recognises(self, raw: bytes) -> bool:
        """It names a draft or says what an object is made of, and is nothing else."""
        value = json_object(raw)
        return value is not None and not _OTHERS & set(value) and looks_like_schema(_apart(value)[0])

    def read(self, raw: bytes, companion: bytes | None = None) -> Carried:
        """The schema as it is, and what the companion says of its places."""
        schema, ui = _apart(object_of(raw))
        return read_schema(schema, object_of(companion) if companion is not None else ui)

    def write(self, template: FormTemplate) -> Written:
        """The schema of the answers to the public form."""
        notes = Notes()
        schema = schema_of(template, notes)
        return Written((json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode(), notes.remarks())


def _apart(value: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The schema and the UI schema of a file that holds both, as the examples of both projects do."""
    schema = value.get("schema")
    if not isinstance(schema, dict) or looks_like_schema(value):
        return value, None
    ui = next((value[key] for key in ("uiSchema", "uischema", "ui") if isinstance(value.get(key), dict)), None)
    return schema, ui
