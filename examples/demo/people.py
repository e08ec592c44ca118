"""Says in some of the invented cases who the people are, so that the demonstration has somebody with several cases."""

from sqlalchemy.orm import Session

from engine.actions.find_person import suggestions
from engine.actions.link_person import NewPerson, link_person, new_person
from engine.actions.scene import Scene
from engine.office import Office
from engine.store.records import Identity
from examples.demo.newest import newest


def tell_who_they_are(office: Office, org: str, template: str, most: int) -> None:
    """Links everybody whom the newest cases of a template name: to somebody with a like name, else to a record of their own."""
    scene = office.scene(org, template)
    if scene is not None:
        office.write(org, lambda session: _tell(session, scene, most))


def _tell(session: Session, scene: Scene, most: int) -> None:
    for file, actor in newest(session, scene, most):
        like = suggestions(session, scene, file, actor)
        for person in (one for one in file.persons if one.record is None):
            hits = like.get(person.key, ())
            if hits:
                link_person(session, scene, file.row.id, person.key, hits[0].id, actor=actor)
            elif person.spot and person.spot.name:
                new_person(session, scene, file.row.id, person.key, NewPerson(Identity("")), actor=actor)
