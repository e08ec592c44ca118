"""Who can read the case, and why; and the way to say that someone is affected by it."""

from typing import Any

from admin.case_view import CaseView
from forms.wording import say


def access(view: CaseView) -> dict[str, Any]:
    """The readers."""
    inside = view.whole.readers
    return {
        "mailboxes": [
            {
                "name": box.name,
                "why": ", ".join(say(f"access.{why}") for why in sorted(box.why)),
                "people": ", ".join(person.name for person in box.people) or say("access.nobody"),
            }
            for box in inside.mailboxes
        ],
        "granted": ", ".join(person.name for person in inside.granted),
        "shut": ", ".join(inside.shut),
        "affected": view.url("affected") if view.handles else "",
    }
