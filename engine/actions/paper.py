"""A document of a case as it would be if it were made now: a text of the template, filled in with what the case says."""

from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions.case_in_words import Telling
from engine.actions.casefile import CaseFile
from engine.actions.scene import Scene
from engine.documents import TooLong, fill, uses
from engine.errors import NotPossible
from engine.steps.document import WRITTEN
from engine.store import register
from engine.store.documents import Paper
from engine.template.documents import CASE
from engine.texts import in_language


def as_it_will_be(session: Session, scene: Scene, file: CaseFile, key: str, *, writer: Actor, written: str) -> Paper:
    """The document with this key, in the main language; raises NotPossible when there is none, or when it runs away."""
    document, language = scene.template.documents.get(key), scene.template.language
    if document is None:
        raise NotPossible("no-such-document")
    values = Telling.of(session, scene, file, document).values() | {WRITTEN: written}
    values[CASE] |= {"writer": writer.name, "register_number": register.number_of(session, scene.org, file.row.id)}
    text = in_language(document.text, language)
    try:
        body = fill(text if uses(text, WRITTEN) else f"{text}\n\n\n{{{{ {WRITTEN} }}}}", values)
    except TooLong:
        raise NotPossible("document-too-long") from None
    return Paper(key, in_language(document.title, language), body, language)
