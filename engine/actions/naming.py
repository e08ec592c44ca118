"""Answers of steps that name members of the organisation: who can be named, and who was. Whoever is named is shut out elsewhere."""

from sqlalchemy.orm import Session

from engine.access import Subject
from engine.actions.scene import Scene
from engine.fields import Form
from engine.fields.person import picks_member
from engine.store import directory
from engine.store.readers import names_of


def asks_for_members(form: Form | None) -> bool:
    """True where a form has a question that a member answers."""
    return form is not None and any(picks_member(question) for question in form.every())


def nameable(session: Session, scene: Scene, subject: Subject) -> dict[str, str]:
    """The names by their ids: of all in the mailboxes of the case's unit and of what that is a part of, and of those who are already out.

    Nobody where the template does not ask.
    """
    if not any(asks_for_members(step.kind.form(step)) for step in scene.template.steps()):
        return {}
    places = set(scene.organisation.chain(subject.unit))
    mailboxes = {mailbox for holder, mailbox in scene.organisation.mailboxes.items() if holder.unit in places}
    inside = {person.id: person.name for person in directory.members_of(session, scene.org, mailboxes, scene.day)}
    found = inside | names_of(session, scene.org, subject.excluded)
    return {str(id): name for id, name in sorted(found.items(), key=lambda item: (item[1].casefold(), item[0]))}
