"""Whom the case is about, and whether it is known who they are; the way there is for whoever handles the case."""

from typing import Any

from flask import url_for

from admin.case_view import CaseView
from engine.actions.concerned import Concerned
from engine.texts import in_language
from forms.wording import language


def people(view: CaseView) -> dict[str, Any] | None:
    """The persons, those of the reports first; nothing where the template says nothing of any."""
    if not view.scene.template.persons:
        return None
    return {
        "persons": [_person(view, at, person, handles=view.receives) for at, person in enumerate(view.file.persons)],
        "add": view.url("add_person") if view.receives else "",
        "hidden": any(person.hidden for person in view.file.persons),
    }


def _person(view: CaseView, at: int, person: Concerned, *, handles: bool) -> dict[str, Any]:
    record = person.record
    return {
        "role": in_language(person.role.label, language()),
        "name": person.shown,
        "hidden": person.hidden,
        "linked": record is not None,
        "record": url_for("admin.record", org=view.here.org, record=record.id) if record is not None and handles else "",
        "who": view.url("person_in_case", at=at) if handles else "",
    }
