"""The address of whoever sent a report, if they leave one: it is only ever told that something has happened. It is never shown again."""

from uuid import UUID

from engine.actions import tell_reporter
from engine.fields import Context
from engine.office import Unavailable
from engine.organisation import Organisation
from engine.store.dialogue import Contact
from engine.store.tables import Submission
from forms.decoder import Posted
from forms.dialogue_form import EMAIL, contact_form, filled
from forms.door import door
from forms.progress import of_report
from forms.view import Asked
from forms.wording import language

KEPT, REMOVED = "kept", "removed"


def contact_field(organisation: Organisation) -> Asked:
    """The question for an address, empty."""
    return filled(contact_form(), _context(organisation)).fields()[0]


def save_contact(organisation: Organisation, report: UUID, posted: Posted) -> tuple[str, Asked | None]:
    """What was done with the address, or the question with what is wrong."""
    row = of_report(organisation, report).row  # from here on in the language of the report
    if posted.first("do") == "remove":
        _store(organisation, row, None)
        return REMOVED, None
    sent = filled(contact_form(), _context(organisation), posted)
    given = sent.reading.answers.get(EMAIL)
    if not sent.problems and given is None:
        sent = sent.missing(EMAIL)
    if sent.problems or given is None:
        return "", sent.fields()[0]
    _store(organisation, row, Contact(given, language()))
    return KEPT, None


def _store(organisation: Organisation, row: Submission, given: Contact | None) -> None:
    office, org = door().office, organisation.key
    scene = office.scene(org, row.template, row.version)
    if scene is None:
        raise Unavailable("gone meanwhile")
    office.write(org, lambda session: tell_reporter.keep_contact(session, scene, row.id, given))


def _context(organisation: Organisation) -> Context:
    return Context(organisation, door().office.clock(), language())
