"""The number that the case has in another register, and the place to write it."""

from typing import Any

from admin.case_view import CaseView
from admin.inputs import line
from forms.wording import say


def register(view: CaseView) -> dict[str, Any] | None:
    """The number; nothing where there is none and the reader is not to write it. After closing, that is the registrar's."""
    number = view.whole.register_number
    if not (number or view.handles):
        return None
    return {
        "number": number,
        "field": line("register_number", say("registration.number"), number, attributes={"maxlength": "60", "pattern": ".*[0-9].*"}),
        "act": view.url("enter_number") if view.handles else "",
    }
