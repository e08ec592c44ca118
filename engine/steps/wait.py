"""A step in which nothing is done: the case rests until a day, or until something happens. A person can end it sooner, with a reason."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine import fields
from engine.fields import Form, Page, Question
from engine.steps import Entered, Step, StepKind, Tell

REASON = "reason"


class Wait(StepKind):
    """Goes on by itself; `until` says when. Who may end it reads the case, and is sent nothing as it opens."""

    name = "wait"
    steered_by: ClassVar[tuple[str, ...] | None] = ()
    schema: ClassVar[Mapping[str, Any]] = {"until": {"$ref": "#/$defs/until"}}
    required = ("until",)
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "save": "Sluta vänta",
            "title": "Väntan",
            "reason": "Varför väntar ni inte längre?",
            "reason-hint": "Ärendet går annars vidare av sig självt. En mening räcker.",
            "missing": "Skriv varför ni inte väntar längre",
        },
        "en": {
            "save": "Stop waiting",
            "title": "Waiting",
            "reason": "Why do you wait no longer?",
            "reason-hint": "Otherwise the case goes on by itself. One sentence is enough.",
            "missing": "Write why you wait no longer",
        },
    }

    def enter(self, step: Step) -> Entered:
        """Nobody has anything to do yet, so nobody is sent anything."""
        return Entered(tells=(Tell(step.by, "wait", reads=True),))

    def form(self, step: Step) -> Form | None:
        """The reason of whoever ends it."""
        asked = Question(
            REASON,
            fields.built_in()["long_text"],
            self.text("reason"),
            hint=self.text("reason-hint"),
            missing=self.text("missing"),
            personal=True,
        )
        return Form(step.title, (Page(step.id, step.title, (asked,), mark=step.mark),))
