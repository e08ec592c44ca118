"""Someone writes what a report says about a unit and a period. The text is kept with the report; earlier wordings stay."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from engine.access import Actor, interprets
from engine.errors import NotPossible
from engine.organisation import Organisation
from engine.store import interpretations, journal
from engine.store.interpretations import Scope, Wording
from engine.store.seal import Sealer

LONGEST = 5000
"""Characters of a text."""


@dataclass(frozen=True)
class Author:
    """Who writes, where and when."""

    organisation: Organisation
    sealer: Sealer
    actor: Actor
    now: datetime


def interpret(session: Session, author: Author, scope: Scope, text: str, *, seen: int) -> None:
    """Keeps a wording, which may be empty. `seen` is the number of the latest one that its author had read, 0 for none.

    Raises NotPossible for who may not read all that is counted there, for a text that is too long, and when someone was faster.
    """
    org, text = author.organisation.key, text.strip()
    if not interprets(author.actor, scope.unit or None, author.organisation):
        raise NotPossible("not-yours")
    if len(text) > LONGEST:
        raise NotPossible("text-too-long")
    found = interpretations.wordings(session, author.sealer, org, scope)
    number, before = (found[0].number, found[0].text) if found else (0, "")
    if text == before:
        return
    if seen != number:
        raise NotPossible("changed-meanwhile")
    digest = interpretations.add(session, author.sealer, org, scope, Wording(number + 1, text, author.actor.id, author.now))
    days = {"from": scope.first.isoformat(), "until": scope.last.isoformat()}
    facts = {"template": scope.template, "report": scope.report, "unit": scope.unit, **days, "digest": digest.hex()}
    journal.append(session, org, journal.ORGANISATION, "report-interpreted", at=author.now, person=author.actor.id, facts=facts)
