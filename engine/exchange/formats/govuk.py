"""The form documents of GOV.UK Forms, as its API gives them."""

from engine.exchange import Carried, Format, NotReadable, Remark
from engine.exchange.govuk.reading import read_document
from engine.exchange.govuk.steps import key_of, looks_like_steps
from engine.exchange.json_values import json_object, object_of


class GovUk(Format):
    """Reads form documents. What it reads of them is listed in docs/import.md."""

    name = "govuk"
    suffixes = (".json",)
    writes = False

    def recognises(self, raw: bytes) -> bool:
        """It has steps with types of answers, as nothing else that is read."""
        value = json_object(raw)
        return value is not None and looks_like_steps(value) and not {"template", "components"} & set(value)

    def read(self, raw: bytes, companion: bytes | None = None) -> Carried:
        """The title and the pages."""
        value = object_of(raw)
        if not key_of(value):
            raise NotReadable(Remark("nothing-to-ask", ""))
        return read_document(value)
