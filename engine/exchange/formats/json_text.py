"""A template as JSON: the same values as in its YAML, without remarks and layout."""

import json
from typing import Any

from engine.exchange import Carried, Format, NotReadable, Remark, Written
from engine.exchange.json_values import json_object
from engine.template.model import FormTemplate
from engine.template.source import read


class JsonText(Format):
    """Reads and writes templates as JSON (RFC 8259)."""

    name = "json"
    suffixes = (".json",)

    def recognises(self, raw: bytes) -> bool:
        """It says its name and has a form, as every template."""
        value = json_object(raw)
        return value is not None and isinstance(value.get("template"), str) and isinstance(value.get("form"), dict)

    def read(self, raw: bytes, companion: bytes | None = None) -> Carried:
        """All sections as they are; what is wrong in them is found when the template is checked."""
        value: dict[str, Any] | None = json_object(raw)
        if value is None:
            raise NotReadable(Remark("not-json", ""))
        return Carried(value)

    def write(self, template: FormTemplate) -> Written:
        """Every value of the template."""
        return Written((json.dumps(read(template.source).value, ensure_ascii=False, indent=2) + "\n").encode())
