"""The texts of a compilation: what stands there, signed by who wrote it, and keeping what is written."""

from dataclasses import dataclass
from uuid import UUID

from admin.compilations.compiling import Compiling
from admin.guard import visit
from admin.inputs import lines
from admin.trying import FASTER, tried
from engine.actions.interpret import LONGEST, Author, interpret
from engine.calendars import moment_in_words
from engine.store import interpretations
from engine.store.interpretations import Wording
from engine.store.readers import names_of
from engine.template.compilation import Section
from engine.texts import in_language
from forms.decoder import Posted
from forms.view import Asked
from forms.wording import say

TOO_LONG = "text-too-long"
_TEXT, _SEEN = "text-", "seen-"
"""What the names of inputs begin with, before the section's own."""


@dataclass(frozen=True)
class Written:
    """The text of a section as a page shows it. `seen` names and numbers the wording that its reader has before them; `theirs` is what
    somebody else has written meanwhile.
    """

    text: str
    signed: str
    field: Asked
    seen: tuple[str, str]
    error: str = ""
    theirs: str = ""


def written(found: Compiling, posted: Posted | None = None, why: dict[str, str] | None = None) -> dict[str, Written]:
    """The text of every section that asks for one; with what was sent and refused still in its field."""
    org, sealer = found.reader.organisation.key, found.reader.office.sealer
    asked = found.compilation.asked
    held = found.reader.office.read(
        org, lambda session: {one.id: (*interpretations.wordings(session, sealer, org, found.scope(one)), None)[0] for one in asked}
    )
    people = {one.by for one in held.values() if one is not None}
    names = found.reader.office.read(org, lambda session: names_of(session, org, people)) if people else {}
    return {
        section.id: _written(found, section, held[section.id], names, typed=posted, why=(why or {}).get(section.id, ""))
        for section in asked
    }


def _written(
    found: Compiling, section: Section, wording: Wording | None, names: dict[UUID, str], *, typed: Posted | None, why: str
) -> Written:
    text = wording.text if wording is not None else ""
    signed = ""
    if wording is not None:
        moment = moment_in_words(wording.at.astimezone(found.reader.organisation.zone), found.reader.language, year=True)
        signed = say("reports.interpretation.signed", name=names.get(wording.by, ""), moment=moment)
    error = say("reports.interpretation.too_long", most=LONGEST) if why == TOO_LONG else ""
    kept = typed.first(f"{_TEXT}{section.id}") if typed is not None and why else text
    label, hint = in_language(section.title, found.reader.language), in_language(section.ask, found.reader.language)
    field = lines(f"{_TEXT}{section.id}", label, kept, error=error, hint=hint, most=LONGEST)
    number = str(wording.number if wording is not None else 0)
    return Written(text, signed, field, (f"{_SEEN}{section.id}", number), error, _theirs(text) if why == FASTER else "")


def _theirs(text: str) -> str:
    """What somebody else wrote, or that they took it away."""
    return text or say("reports.interpretation.taken_away")


def keep(found: Compiling, posted: Posted) -> dict[str, str]:
    """Keeps each text that has changed, by itself; the codes of those that were refused, by section."""
    return {section.id: why for section in found.compilation.asked if (why := _kept(found, section, posted))}


def _kept(found: Compiling, section: Section, posted: Posted) -> str:
    """The code of a refusal. What its sender left as it stood before them is not theirs to keep: somebody may have changed it since."""
    here, scope = visit(), found.scope(section)
    text, seen = posted.first(f"{_TEXT}{section.id}"), posted.first(f"{_SEEN}{section.id}")
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 6 else 0
    held = here.office.read(here.org, lambda session: interpretations.wordings(session, here.office.sealer, here.org, scope))
    before = next((wording.text for wording in held if wording.number == number), "")
    if f"{_TEXT}{section.id}" not in posted or text.strip().splitlines() == before.splitlines():
        return ""
    author = Author(here.organisation, here.office.sealer, here.actor, here.now)
    return tried(lambda session: interpret(session, author, scope, text, seen=number), TOO_LONG, FASTER)[1]
