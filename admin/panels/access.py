"""Who can read the case, and why; and the way to say that someone is affected by it."""

from typing import Any

from admin.case_view import CaseView
from engine.store.case_people import DOER, READER, Named
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
        "given": ", ".join(view.whole.names[one.person] for one in view.whole.named if one.why == DOER),
        "readers": [_reader(view, one) for one in view.whole.named if one.why == READER],
        "let_in": view.url("readers") if view.receives else "",
        "shut": ", ".join(inside.shut),
        "affected": view.url("affected") if view.handles else "",
    }


def _reader(view: CaseView, one: Named) -> str:
    until = view.when.on(one.until) if one.until else ""
    return say("access.reader", name=view.whole.names[one.person], day=until, reason=one.reason)
