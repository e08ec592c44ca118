"""Accepting what is not proved of a template: the box to tick before it is published, and what was accepted of a version."""

from dataclasses import dataclass

from admin.guard import Visit
from admin.inputs import some_of
from admin.studio.checking import Checked, Line, line_of
from admin.when import When
from engine.errors import Mark
from engine.store import acceptance, directory
from engine.store.acceptance import Acceptance
from engine.template.model import FormTemplate
from forms.decoder import Posted
from forms.view import Asked, Pick
from forms.wording import say

BOX = "accept"


def box(checked: Checked, *, missing: bool) -> Asked | None:
    """The box that accepts exactly what the page says is not proved; None where all is proved."""
    if not checked.unproved:
        return None
    error = say("accepting.missing") if missing else ""
    return some_of(BOX, say("accepting.question"), [Pick(_value(checked), say("accepting.accept"))], error=error)


def accepted(checked: Checked, posted: Posted) -> Acceptance | None:
    """What is accepted by what was sent; None when something is left that is not."""
    return Acceptance(checked.to_accept) if posted.first(BOX) == _value(checked) else None


def _value(checked: Checked) -> str:
    """What is accepted, so that nobody accepts what was found after they had looked."""
    return ", ".join(checked.to_accept)


@dataclass(frozen=True)
class WithoutProof:
    """What was accepted of a version: by whom and when, in a sentence, and line by line."""

    sentence: str
    lines: tuple[Line, ...]


def of_version(here: Visit, template: FormTemplate, version: int) -> WithoutProof | None:
    """What was accepted of a version; None where all was proved."""
    found = here.office.read(here.org, lambda session: acceptance.of_version(session, here.org, template.name, version))
    if found is None:
        return None
    signed_in = found.person
    person = here.office.read(here.org, lambda session: directory.person(session, here.org, signed_in)) if signed_in else None
    who = person.name if person is not None else found.acceptance.name or say("accepting.someone")
    when = When(here.organisation, here.now).moment(found.at)
    return WithoutProof(say("accepting.by", who=who, when=when), tuple(_line(template, key) for key in found.acceptance.findings))


def _line(template: FormTemplate, key: str) -> Line:
    code, number, *file = key.split(" ", 2)
    return line_of(template.source, template.files, Mark(int(number), file=next(iter(file), None)), say(f"accepting.what.{code}"))
