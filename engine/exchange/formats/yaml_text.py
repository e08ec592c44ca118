"""A template as its own text, byte for byte."""

from engine.errors import InvalidTemplate
from engine.exchange import Carried, Format, Written
from engine.template.model import FormTemplate
from engine.template.source import read


class YamlText(Format):
    """The template's own text, byte for byte."""

    name = "yaml"
    suffixes = (".yaml", ".yml")

    def recognises(self, raw: bytes) -> bool:
        """Whatever the reader of templates reads."""
        try:
            return "form" in read(raw).value
        except InvalidTemplate:
            return False

    def read(self, raw: bytes, companion: bytes | None = None) -> Carried:
        """All sections."""
        return Carried(read(raw).value)

    def write(self, template: FormTemplate) -> Written:
        """The text as it was written."""
        return Written(template.source.encode())
