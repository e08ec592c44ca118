"""A form for tests of files: pictures with what happened, a document for each who saw it, and what is hidden until it is asked for."""

from typing import Any

from tests.engine.attachments.files import picture
from tests.forms.visitor import Visitor, visitor
from tests.site import Site

PICTURES = """
template: pictures
title: {sv: Bilder, en: Pictures}
languages: [sv, en]
form:
  pages:
    what:
      title: Vad hände?
      questions:
        place: {type: unit, label: Var?, routes: true}
        told: {type: text, label: Vad?, optional: true}
        photo: {type: file, label: Bilder på skadan, max_files: 2, optional: true}
        more: {type: yes_no, label: Finns det fler papper?, optional: true}
        papers: {type: file, label: Papper, max_files: 1, accept: [pdf, document], show_if: {more: true}}
    seen:
      title: Vem såg det?
      repeat: {min: 1, max: 3, item: Person}
      questions:
        called: {type: text, label: Namn}
        shot: {type: file, label: Personens bild, max_files: 1, optional: true}
cases: {start: on_submit, one_per: seen}
functions:
  keeper: {label: Skötare, backup: chief}
  chief: {label: Chef, backup: owner}
  owner: {label: Ägare, held_by: organisation}
routing: [{to: keeper}]
forms:
  look:
    title: Undersökning
    questions:
      found: {type: text, label: Fynd}
      proof: {type: file, label: Bevis, max_files: 2, accept: [image, document], optional: true}
workflow:
  look: {kind: form, form: look, by: receiver}
"""
FIRST: dict[str, Any] = {"place": "north"}
SEEN: dict[str, Any] = {"seen.0.called": "Kim"}
JPEG = picture()


def at_pictures(site: Site, text: str = PICTURES) -> Visitor:
    """A visitor at the page that asks for pictures."""
    site.publish(text)
    someone = visitor(site, "pictures")
    someone.open("p/what")
    return someone


def at_check(site: Site, text: str = PICTURES, **files: bytes) -> Visitor:
    """A visitor who has sent some pictures, by their names without the ending, and filled in the rest."""
    someone = at_pictures(site, text)
    someone.press("Fortsätt", FIRST, {"photo": [(f"{name}.jpg", content) for name, content in (files or {"bild": JPEG}).items()]})
    someone.press("Fortsätt", SEEN)
    return someone
