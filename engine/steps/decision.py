"""A step where someone takes a decision: one of the outcomes that the template names, with a reason where it asks for one."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine import fields
from engine.errors import Problem
from engine.fields import Form, Option, Page, Question
from engine.steps import FORM_KEYS, Acted, Button, Step, StepKind, Tell
from engine.texts import in_language

OUTCOME = "outcome"
REASON = "outcome_reason"


class Decision(StepKind):
    """The first decision of a case also asks who is affected, by having two buttons instead of one."""

    name = "decision"
    decides = True
    steered_by: ClassVar[tuple[str, ...] | None] = (OUTCOME, REASON)
    schema: ClassVar[Mapping[str, Any]] = {**FORM_KEYS, "outcomes": {"$ref": "#/$defs/outcomes"}}
    required = ("outcomes",)
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "save": "Spara beslutet",
            "save_unaffected": "Spara, ingen berörs",
            "affected": "Någon berörs",
            "outcome": "Vad beslutar du?",
            "missing": "Välj vad du beslutar",
            "reason": "Motivering",
            "reason-hint": "Två meningar räcker. Texten sparas i ärendet.",
            "reason-when": "Behövs om du väljer {choices}. Två meningar räcker. Texten sparas i ärendet.",
            "reason-quote": "”{choice}”",
            "reason-or": " eller ",
            "reason-missing": "Skriv en motivering till beslutet",
        },
        "en": {
            "save": "Save the decision",
            "save_unaffected": "Save, no one is affected",
            "affected": "Someone is affected",
            "outcome": "What do you decide?",
            "missing": "Choose what you decide",
            "reason": "Reason",
            "reason-hint": "Two sentences are enough. The text is kept in the case.",
            "reason-when": "Needed if you choose {choices}. Two sentences are enough. The text is kept in the case.",
            "reason-quote": "“{choice}”",
            "reason-or": " or ",
            "reason-missing": "Write a reason for the decision",
        },
    }

    def form(self, step: Step) -> Form | None:
        """The choice of outcome, the reason, and what the template asks besides."""
        types = fields.built_in()
        options = tuple(Option(way.key, way.label, hint=way.hint) for way in step.exits)
        label, missing = self.text("outcome"), self.text("missing")
        asked = [Question(OUTCOME, types["choice"], label, missing=missing, options=options, statistics=step.statistics)]
        if any(way.reason != "none" for way in step.exits):
            asked.append(self._reason(step))
        page = Page(step.id, step.title, tuple(asked), mark=step.mark)
        return Form(step.title, (page, *(step.form.pages if step.form else ())))

    def _reason(self, step: Step) -> Question:
        """Optional to the form, since only some outcomes demand it; its hint says which."""
        demanding = [way.label for way in step.exits if way.reason == "required"]
        long_text, hint = fields.built_in()["long_text"], dict(self.text("reason-hint"))
        for language, words in self.texts.items() if demanding else ():
            named = words["reason-or"].join(words["reason-quote"].format(choice=in_language(label, language)) for label in demanding)
            hint[language] = words["reason-when"].format(choices=named)
        return Question(REASON, long_text, self.text("reason"), hint=hint, optional=True, sometimes=bool(demanding), personal=True)

    def buttons(self, step: Step, rounds: int) -> tuple[Button, ...]:
        """Two ways to save the first decision: the question of who is affected costs no click of its own."""
        if step.first:
            return (Button("save_unaffected"), Button("affected", saves=False, leads="exclude", primary=False))
        return (Button("save"),)

    def problems(self, step: Step, answers: Mapping[str, Any]) -> tuple[Problem, ...]:
        """The reason, where the chosen outcome demands one."""
        chosen = self._chosen(step, answers)
        if chosen and chosen.reason == "required" and not answers.get(REASON):
            return (Problem(REASON, "reason-missing", owner=self),)
        return ()

    def act(self, step: Step, pressed: str, answers: Mapping[str, Any]) -> Acted:
        """Ends the step with the chosen outcome."""
        chosen = self._chosen(step, answers)
        if chosen is None:
            return Acted(done=False)
        tells = (Tell(chosen.assign, "assigned", reads=True),) if chosen.assign else ()
        return Acted(outcome=chosen.key, go=chosen.go, tells=tells)

    def _chosen(self, step: Step, answers: Mapping[str, Any]) -> Any:
        return next((way for way in step.exits if way.key == answers.get(OUTCOME)), None)
