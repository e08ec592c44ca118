"""What the pages about people share: who asks, and the question of why."""

from admin.guard import Visit
from admin.inputs import line
from engine.actions.enquirer import Enquirer
from engine.actions.read_record import LONGEST_REASON
from forms.view import Asked
from forms.wording import language, say


def enquirer(here: Visit) -> Enquirer:
    """The visitor, as the engine knows one who asks about people."""
    return Enquirer(here.organisation, here.office.sealer, here.actor, here.session, here.now, language())


def why(typed: str = "", *, missing: bool = False, id: str = "reason") -> Asked:
    """The question of why somebody looks."""
    error = say("people.missing.reason") if missing else ""
    attributes = {"maxlength": str(LONGEST_REASON)}
    return line(id, say("people.reason"), typed, hint=say("people.reason_hint"), error=error, attributes=attributes)


def reason_in(text: str) -> str:
    """A reason as it was typed, empty when there is none that can be kept."""
    return text.strip() if len(text.strip()) <= LONGEST_REASON else ""
