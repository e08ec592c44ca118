"""A JSON Schema, perhaps with a UI schema, as a form of a template: the schema as it is, and what is said of it under `ui`."""

from collections.abc import Mapping
from typing import Any

from engine.exchange import Carried
from engine.exchange.json_schema.drawn import drawn, taken
from engine.exchange.json_schema.json_forms import is_json_forms, say_json_forms
from engine.exchange.json_schema.ordering import ordered
from engine.exchange.json_schema.rjsf import say_rjsf
from engine.exchange.json_schema.saying import Saying
from engine.exchange.notes import Notes, fitting
from engine.exchange.words import Words
from engine.texts import engine_texts

_APPLIES = ("allOf", "anyOf", "oneOf")


def looks_like_schema(value: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a schema of objects."""
    named = value.get("$schema")
    if isinstance(named, str) and "json-schema.org" in named:
        return True
    if isinstance(value.get("properties"), dict) or any(isinstance(value.get(key), list) for key in _APPLIES):
        return True
    return isinstance(value.get("$ref"), str) and any(isinstance(value.get(key), dict) for key in ("$defs", "definitions"))


def read_schema(schema: Mapping[str, Any], ui: Mapping[str, Any] | None) -> Carried:
    """The title and the form; raises NotReadable with the pointer to what no form can be made of."""
    notes = Notes()
    fitting({"schema": schema})
    saying = Saying(drawn(schema), Words(notes))
    if ui:
        (say_json_forms if is_json_forms(ui) else say_rjsf)(ui, saying)
    found = ordered(dict(schema), saying.orders)
    kept = taken(found, saying.ui, notes)
    title = saying.words.say(schema.get("title"), "/title") or engine_texts().say("exchange.own-words.form")
    form: dict[str, Any] = {"schema": found} | ({"ui": kept} if kept else {})
    return Carried(fitting({"title": title, "form": form}), notes.remarks())
