"""A plan: rows of what is to be done, each with who does it, when, and when it is followed up."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine import fields
from engine.errors import NOWHERE, Mark
from engine.fields import Form, Option, Page, Question, Repeat
from engine.steps import FORM_KEYS, OPTIONS, Acted, Button, Listed, Step, StepKind

MEASURE = "measure"
MOST = 50
STATUS = ("planned", "under_way", "done", "not_done")


class Measures(StepKind):
    """The kind asks for the rows itself; the template names which measures there are and at whom they can be aimed.

    The rows can be saved and gone on with until whoever does the step says that the plan is ready. A case that comes back to the
    plan begins with the rows as they were.
    """

    name = "measures"
    continues = True
    steered_by: ClassVar[tuple[str, ...] | None] = ()
    schema: ClassVar[Mapping[str, Any]] = {**FORM_KEYS, "types": OPTIONS, "aimed_at": OPTIONS}
    required = ("types",)
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "save": "Spara och markera klar",
            "keep": "Spara och fortsätt senare",
            "title": "Handlingsplan",
            "measure": "Åtgärder",
            "measure-missing": "Lägg till minst en åtgärd",
            "item": "Åtgärd",
            "type": "Åtgärd",
            "type-missing": "Välj åtgärd",
            "aimed_at": "Riktad mot",
            "aimed_at-missing": "Välj vem eller vad åtgärden riktar sig mot",
            "what": "Vad ska göras?",
            "responsible": "Vem ansvarar?",
            "responsible-missing": "Skriv vem som ansvarar",
            "start": "Börjar",
            "due": "Ska vara klar",
            "due-missing": "Skriv när åtgärden ska vara klar",
            "follow_up": "Följs upp",
            "follow_up-missing": "Skriv när åtgärden ska följas upp",
            "status": "Läge",
            "status-missing": "Välj läge",
            "planned": "Planerad",
            "under_way": "Pågår",
            "done": "Klar",
            "not_done": "Blev inte av",
        },
        "en": {
            "save": "Save and mark as done",
            "keep": "Save and go on later",
            "title": "Plan",
            "measure": "Measures",
            "measure-missing": "Add at least one measure",
            "item": "Measure",
            "type": "Measure",
            "type-missing": "Choose a measure",
            "aimed_at": "Aimed at",
            "aimed_at-missing": "Choose whom or what the measure is aimed at",
            "what": "What is to be done?",
            "responsible": "Who is responsible?",
            "responsible-missing": "Write who is responsible",
            "start": "Begins",
            "due": "To be done by",
            "due-missing": "Write when the measure is to be done",
            "follow_up": "Followed up",
            "follow_up-missing": "Write when the measure is to be followed up",
            "status": "State",
            "status-missing": "Choose a state",
            "planned": "Planned",
            "under_way": "Under way",
            "done": "Done",
            "not_done": "Was not done",
        },
    }

    def form(self, step: Step) -> Form | None:
        """The rows, and what the template asks besides."""
        repeat = Repeat(1, MOST, self.text("item"))
        rows = Question(
            MEASURE,
            fields.built_in()["group"],
            self.text("measure"),
            missing=self.text("measure-missing"),
            repeat=repeat,
            questions=self._row(step),
        )
        page = Page(step.id, step.title, (rows,), mark=step.mark)
        return Form(step.title, (page, *(step.form.pages if step.form else ())))

    def _row(self, step: Step) -> tuple[Question, ...]:
        """What is asked of each measure. With `statistics` its closed answers are counted."""
        states = tuple(Option(key, self.text(key)) for key in STATUS)
        types, aimed_at = step.options.get("types", Listed()), step.options.get("aimed_at")
        days, counted = {"shortcuts": False}, step.statistics
        return (
            self._asked("type", "choice", types.mark, options=types.options, statistics=counted),
            *((self._asked("aimed_at", "choices", aimed_at.mark, options=aimed_at.options, statistics=counted),) if aimed_at else ()),
            self._asked("what", "long_text", optional=True, personal=True),
            self._asked("responsible", "person", personal=True),
            self._asked("start", "date", optional=True, keys=days),
            self._asked("due", "date", keys=days),
            self._asked("follow_up", "date", keys=days),
            self._asked("status", "choice", options=states, preset=STATUS[0], statistics=counted),
        )

    def _asked(self, id: str, type_name: str, mark: Mark = NOWHERE, **more: Any) -> Question:
        missing = self.text(f"{id}-missing") if f"{id}-missing" in self.texts["sv"] else None
        return Question(id, fields.built_in()[type_name], self.text(id), mark, missing=missing, **more)

    def buttons(self, step: Step, rounds: int) -> tuple[Button, ...]:
        """The plan is ready, or is gone on with."""
        return (Button("save"), Button("keep", primary=False))

    def act(self, step: Step, pressed: str, answers: Mapping[str, Any]) -> Acted:
        """The step goes on until its doer says that the plan is ready."""
        return Acted(done=pressed != "keep")
