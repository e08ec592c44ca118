"""A step where someone fills in a form, once or in several rounds."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.steps import FORM_KEYS, Acted, Button, Step, StepKind


class FormStep(StepKind):
    """Done when saved; with `repeat`, when its doer says so after at least one round."""

    name = "form"
    needs_form = True
    schema: ClassVar[Mapping[str, Any]] = {**FORM_KEYS, "repeat": {"type": "boolean"}, "named_by": {"$ref": "#/$defs/id"}}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {"save": "Spara och markera klar", "add": "Spara", "done": "Markera steget klart"},
        "en": {"save": "Save and mark as done", "add": "Save", "done": "Mark the step as done"},
    }

    def buttons(self, step: Step, rounds: int) -> tuple[Button, ...]:
        """One button, or two when rounds can be added."""
        if not step.repeat:
            return (Button("save"),)
        return (Button("add"), Button("done", saves=False, primary=False)) if rounds else (Button("add"),)

    def act(self, step: Step, pressed: str, answers: Mapping[str, Any]) -> Acted:
        """A round is not the end of a step that can have several."""
        return Acted(done=pressed != "add")
