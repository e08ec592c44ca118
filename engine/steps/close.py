"""The step where a case waits to be closed, with the template's own texts and demands."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.steps import FORM_KEYS, Acted, Step, StepKind


class Close(StepKind):
    """Undeclared, the receiver closes with one button."""

    name = "close"
    closes = True
    schema: ClassVar[Mapping[str, Any]] = FORM_KEYS
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {"save": "Avsluta ärendet", "title": "Avslut"},
        "en": {"save": "Close the case", "title": "Closing"},
    }

    def act(self, step: Step, pressed: str, answers: Mapping[str, Any]) -> Acted:
        """Closes the case."""
        return Acted(closes=True)
