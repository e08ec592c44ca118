"""The name of a person, written: somebody who need not be known to the organisation."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.fields.text import Text


class Person(Text):
    """The stored value is the name as it was written. It shuts nobody out of a case: a name does not say which member is meant."""

    name = "person"
    most = 100
    schema: ClassVar[Mapping[str, Any]] = {"autocomplete": {"enum": ["name", "off"]}}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {"required": "Skriv ett namn som svar på frågan ”{label}”"},
        "en": {"required": "Write a name as the answer to “{label}”"},
    }
