"""Opens the cases of a report, as the workflow decided them: used when a report comes in, and when a mailbox starts one by hand."""

from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.scene import Scene
from engine.actions.telling import tell_of_case
from engine.errors import NotPossible
from engine.intake import Opening
from engine.store import cases, facts, journal, submissions, tables
from engine.workflow import Told


def open_cases(
    session: Session, scene: Scene, row: tables.Submission, keys: submissions.Keys, openings: tuple[Opening, ...], actor: UUID | None = None
) -> tuple[tables.Case, ...]:
    """One case per opening; a notice that stands on the report is written with the first of them only."""
    opened = []
    noticed = cases.noticed(session, row.org, row.id)
    for number, opening in enumerate(openings):
        told = tuple(item for item in opening.outcome.told if item.why != "notice" or (number == 0 and item.step not in noticed))
        opened.append(_open(session, scene, row, keys, opening=opening, told=told, actor=actor))
    return tuple(opened)


def _open(
    session: Session, scene: Scene, row: tables.Submission, keys: submissions.Keys, *, opening: Opening, told: tuple[Told, ...], actor: UUID | None
) -> tables.Case:
    receiver = opening.routed.receiver
    if receiver is None:
        raise NotPossible("no-receiver")
    one_per = scene.template.cases.one_per
    opened = cases.Opened(scene.published.key, row.incident, row.id, row.authority, receiver, one_per, opening.row, scene.now)
    own_keys = [keys.own, *([keys.rows[opening.row]] if opening.row is not None and keys.rows else keys.rows)]
    case = cases.add(session, scene.organisation, scene.sealer, opened, opening.outcome.case, own_keys)
    cases.reach(session, scene.org, case.id, scene.organisation.mailboxes[receiver], "receiver")
    journal.append(
        session, scene.org, case.id, "case-opened", at=scene.now, person=actor, facts={"submission": str(row.id)}, authority=row.authority
    )
    for event in opening.outcome.events:
        journal.append(session, scene.org, case.id, event.kind, at=scene.now, person=actor, facts=event.facts, authority=row.authority)
    facts.add(
        session,
        scene.org,
        scene.published.key,
        opening.facts,
        placed=scene.published.columns,
        source=case.id,
        authority=row.authority,
    )
    tell_of_case(session, scene, case, told, submission=row.id, actor=actor)
    return case
