"""Whether there is a later version of the template that the case could go on by, for whoever received it."""

from typing import Any

from admin.case_view import CaseView
from admin.moving import later
from forms.wording import say


def version(view: CaseView) -> dict[str, Any] | None:
    """The way there; nothing where the case is in the version that is in use, or is closed."""
    number = later(view) if view.receives and not view.closed else None
    if number is None:
        return None
    return {"way": view.url("ask_move"), "words": say("moving.link", number=number)}
