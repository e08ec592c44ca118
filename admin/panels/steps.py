"""Which steps the case has been through, where it is, and what will come."""

from typing import Any

from admin.case_view import CaseView
from admin.step_list import StepList
from engine.conditions import holds, references
from engine.steps import Step


def steps(view: CaseView) -> dict[str, Any]:
    """The steps in order."""
    listed = StepList(
        view.book,
        view.scene.template,
        view.when,
        view.file.case,
        view.step_url,
        lambda step: _wanted(view, step),
        view.whole.names,
        view.still,
    )
    return {"steps": listed.lines()}


def _wanted(view: CaseView, step: Step) -> bool | None:
    """Whether a later step will come; not known as long as its condition asks for steps that are not done."""
    ahead = {other.id for other in view.scene.template.steps()} - set(view.file.steps)
    asked = {part for reference in references(step.when) for part in reference.split(".")}
    return None if asked & {*ahead, "rounds"} else holds(step.when, view.file.lookup, view.here.day)
