"""What a person can add to the case: the steps that its template leaves to people, with a button each."""

from typing import Any

from admin.case_view import CaseView
from engine.actions.casefile import situation
from engine.texts import in_language
from engine.workflow import addable
from forms.wording import language


def adding(view: CaseView) -> dict[str, Any] | None:
    """The steps; nothing to whoever may add none, or where there is none."""
    found = addable(situation(view.scene, view.file.lookup), view.file.case) if view.handles else ()
    steps = [{"id": step.id, "title": in_language(step.title, language()), "hint": in_language(step.hint, language())} for step in found]
    return {"steps": steps, "action": view.url("add_step")} if steps else None
