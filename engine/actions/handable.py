"""Which open steps a person may hand over, of several that were chosen in a list. It reads only; the verb asks each again."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from engine.access import Actor, may_act, may_handle
from engine.organisation import Organisation
from engine.store import access_facts, cases, tables
from engine.workflow import Run


@dataclass(frozen=True)
class Handable:
    """A step that can be handed over: its case and its run."""

    row: tables.Case
    run: Run


def handable(session: Session, organisation: Organisation, chosen: Iterable[tuple[UUID, int | None]], actor: Actor) -> list[Handable]:
    """Those of some runs, each with its case, that the person may hand over; without the number of a run all that are open in the case."""
    found: dict[tuple[UUID, int], Handable] = {}
    for case, number in chosen:
        here = access_facts.find_case(session, organisation, case)
        if here is None or here.row.closed_at is not None:
            continue
        receives = may_handle(actor, here.subject)
        for run in cases.as_value(session, organisation, here.row).open():
            may = receives or may_act(actor, here.subject, run.doer(organisation))
            if may and run.holder and number in (None, run.number):
                found[case, run.number] = Handable(here.row, run)
    return list(found.values())
