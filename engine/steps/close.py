"""The step where a case waits to be closed, with the template's own texts and demands."""

from collections.abc import Mapping
from typing import Any

from engine.steps import Acted, Step, StepKind


class Close(StepKind):
    """Undeclared, the receiver closes with one button."""

    name = "close"
    closes = True
    schema = {"form": {"$ref": "#/$defs/id"}, "questions": {"$ref": "#/$defs/questions"}}
    texts = {"sv": {"save": "Avsluta ärendet", "title": "Avslut"}, "en": {"save": "Close the case", "title": "Closing"}}

    def act(self, step: Step, pressed: str, answers: Mapping[str, Any]) -> Acted:
        """Closes the case."""
        return Acted(closes=True)
