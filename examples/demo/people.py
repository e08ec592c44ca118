"""Says in some of the invented cases who the people are, so that the demonstration has somebody with several cases."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions.casefile import open_file
from engine.actions.find_person import suggestions
from engine.actions.link_person import NewPerson, link_person, new_person
from engine.actions.scene import Scene
from engine.office import Office
from engine.store import directory, tables
from engine.store.records import Identity


def tell_who_they_are(office: Office, org: str, template: str, most: int) -> None:
    """Links everybody whom the newest cases of a template name: to somebody with a like name, else to a record of their own."""
    scene = office.scene(org, template)
    if scene is not None:
        office.write(org, lambda session: _newest(session, scene, most))


def _newest(session: Session, scene: Scene, most: int) -> None:
    case = tables.Case
    query = select(case).where(case.org == scene.org, case.template == scene.template.name).order_by(case.opened_at.desc(), case.number)
    for row in session.scalars(query.limit(most)).all():
        file = open_file(session, scene, row)
        member = next(
            (one for one in directory.members(session, scene.org, row.mailbox, scene.day) if one.id not in file.subject.excluded), None
        )
        if member is None:
            continue
        actor = Actor(member.id, member.name, frozenset((row.mailbox,)))
        like = suggestions(session, scene, file, actor)
        for person in (one for one in file.persons if one.record is None):
            hits = like.get(person.key, ())
            if hits:
                link_person(session, scene, row.id, person.key, hits[0].id, actor=actor)
            elif person.spot and person.spot.name:
                new_person(session, scene, row.id, person.key, NewPerson(Identity("")), actor=actor)
