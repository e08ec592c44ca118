"""A step where someone opens a case of another template, which begins with answers of this one."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.steps import TEMPLATE, Acted, Button, Step, StepKind


class OpenCase(StepKind):
    """Asks what the other template's form asks. What is answered goes to the new case, and is not kept in this one."""

    name = "open_case"
    schema: ClassVar[Mapping[str, Any]] = {
        "template": TEMPLATE,
        "answers": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"minLength": 1, "maxLength": 200},
            "additionalProperties": {"$ref": "#/$defs/reference"},
        },
    }
    required = ("template",)
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "save": "Öppna ärendet",
            "none": "Öppna inget ärende",
            "title": "Ett eget ärende",
            "hint": "Det du skriver finns sedan bara i det nya ärendet. Bara de som tar emot det kan läsa det.",
            "absent": "Formuläret för det nya ärendet är inte i bruk här just nu. Be den som sköter mallarna att ta det i bruk.",
        },
        "en": {
            "save": "Open the case",
            "none": "Open no case",
            "title": "A case of its own",
            "hint": "What you write is then in the new case only. Only those who receive that can read it.",
            "absent": "The form for the new case is not in use here now. Ask whoever looks after the templates to take it into use.",
        },
    }

    def buttons(self, step: Step, rounds: int) -> tuple[Button, ...]:
        """The case is opened, or the step ends without one, which is all that can be done where the other form is not in use."""
        none = Button("none", saves=False, primary=False)
        return (Button("save"), none) if step.opens else (none,)

    def act(self, step: Step, pressed: str, answers: Mapping[str, Any]) -> Acted:
        """Done either way."""
        return Acted(opens=step.opens if pressed == "save" else None)
