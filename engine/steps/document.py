"""A step where someone reads a document through, adds to it, and makes it a part of the case."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine import fields
from engine.fields import Form, Page, Question
from engine.steps import Acted, Button, Step, StepKind

WRITTEN = "written"
"""The answer of the step: what its doer writes where the text has a place for it."""


class Document(StepKind):
    """Done when the document is saved; with `repeat`, when its doer says so after at least one version of it."""

    name = "document"
    schema: ClassVar[Mapping[str, Any]] = {"document": {"$ref": "#/$defs/id"}, "repeat": {"type": "boolean"}}
    required = ("document",)
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "look": "Granska dokumentet",
            "save": "Spara dokumentet",
            "add": "Spara dokumentet",
            "done": "Markera steget klart",
            "written": "Din egen text",
            "written-hint": "Den kommer med i dokumentet. Allt annat i dokumentet hämtas från ärendet.",
        },
        "en": {
            "look": "Look at the document",
            "save": "Save the document",
            "add": "Save the document",
            "done": "Mark the step as done",
            "written": "Your own text",
            "written-hint": "It becomes part of the document. All else in the document comes from the case.",
        },
    }

    def document(self, step: Step) -> str | None:
        """The one that the author names."""
        return str(step.keys["document"])

    def form(self, step: Step) -> Form:
        """A place for words of one's own; nothing has to be added."""
        label, hint = self.text("written"), self.text("written-hint")
        asked = Question(WRITTEN, fields.built_in()["long_text"], label, hint=hint, optional=True, personal=True)
        return Form(step.title, (Page(step.id, step.title, (asked,), mark=step.mark),))

    def buttons(self, step: Step, rounds: int) -> tuple[Button, ...]:
        """Looking comes first. A version can be added to those that are there where the author says `repeat`."""
        look = Button("look", saves=False, leads="document")
        if not step.repeat:
            return (look, Button("save", primary=False))
        return (look, Button("add", primary=False), *([Button("done", saves=False, primary=False)] if rounds else []))

    def act(self, step: Step, pressed: str, answers: Mapping[str, Any]) -> Acted:
        """One version is not the end of a step that can have several."""
        return Acted(done=pressed != "add")
