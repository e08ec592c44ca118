"""Form.io's JSON, as its builder exports a form and its API gives it."""

from engine.exchange import Carried, Format
from engine.exchange.formio.reading import read_form
from engine.exchange.json_values import json_object, object_of


class FormIo(Format):
    """Reads forms and wizards. What it reads of them is listed in docs/import.md."""

    name = "formio"
    suffixes = (".json",)
    writes = False

    def recognises(self, raw: bytes) -> bool:
        """It has components, as nothing else that is read."""
        value = json_object(raw)
        return value is not None and isinstance(value.get("components"), list) and "template" not in value

    def read(self, raw: bytes, companion: bytes | None = None) -> Carried:
        """The title, the languages and the pages."""
        value = object_of(raw)
        return read_form({"components": None, **value})
