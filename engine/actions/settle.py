"""Nothing waits where nobody is: what waits for a function goes to the mailbox that holds it now, and on to someone who can act.

Members, functions and accounts change without a case's knowledge, and a membership ends by itself.
"""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.actions.pass_on import needs_passing_on, pass_on, pass_on_report, tell_new_holders
from engine.actions.scene import Scene
from engine.organisation import Holder, Organisation
from engine.store import cases, directory, journal, particulars, submissions, tables
from engine.store.particulars import Waiting
from engine.workflow.passing import told_of

LATELY = timedelta(days=2)


def unsettled(session: Session, organisation: Organisation, day: date) -> list[Waiting]:
    """What may have to move: its mailbox holds the function no longer, has nobody in it, or has lost someone lately.

    In the last one others may be left and yet be shut out of a case.
    """
    org = organisation.key
    busy = particulars.busy(session, org)
    moved = {mailbox for holder, mailbox in busy if organisation.mailboxes.get(Holder.read(holder), mailbox) != mailbox}
    used = {mailbox for _, mailbox in busy} | particulars.queued(session, org)
    empty = {mailbox for mailbox in used if not directory.members(session, org, mailbox, day)}
    row = tables.Membership
    query = select(row.mailbox).where(row.org == org, row.until.between(day - LATELY, day - timedelta(days=1)))
    return particulars.waiting_for(session, org, {*moved, *empty, *session.scalars(query)})


def needs_settling(session: Session, scene: Scene, item: Waiting) -> bool:
    """True when it does have to move; asked before anything is written, since most things stay where they are."""
    if not item.is_case:
        report = submissions.get(session, scene.org, item.id)
        return report is not None and not directory.members(session, scene.org, report.mailbox or "", scene.day)
    row = cases.get(session, scene.org, item.id)
    return row is not None and row.closed_at is None and (bool(_moved(session, scene, row)) or needs_passing_on(session, scene, row))


def settle(session: Session, scene: Scene, item: Waiting, *, actor: UUID | None = None) -> None:
    """Moves a case, or a report that has none, to those who can act. Twice does no harm."""
    if not item.is_case:
        pass_on_report(session, scene, item.id)
        return
    row = cases.locked(session, scene.org, item.id)
    if row is None or row.closed_at is not None:
        return
    if moved := _moved(session, scene, row):
        _follow(session, scene, row, moved)
        tell_new_holders(session, scene, row, told_of(cases.as_value(session, scene.organisation, row), moved), actor=actor)
    pass_on(session, scene, row, actor=actor)


def _moved(session: Session, scene: Scene, row: tables.Case) -> dict[Holder, str]:
    """The functions for which the case waits in a mailbox that holds them no longer, with the mailbox that does."""
    found = {(row.receiver, row.mailbox), *((run.holder, run.mailbox) for run in _open(session, row) if run.holder)}
    held = {(Holder.read(holder), mailbox) for holder, mailbox in found}
    now = scene.organisation.mailboxes
    return {holder: now[holder] for holder, mailbox in held if now.get(holder, mailbox) != mailbox}


def _follow(session: Session, scene: Scene, row: tables.Case, moved: dict[Holder, str]) -> None:
    """The case and its open steps in the mailboxes that hold their functions now."""
    row.mailbox = moved.get(Holder.read(row.receiver), row.mailbox)
    for run in _open(session, row):
        if run.holder is not None:
            run.mailbox = moved.get(Holder.read(run.holder), run.mailbox)
    session.flush()
    for holder, mailbox in sorted(moved.items()):
        facts = {"holder": str(holder), "mailbox": mailbox}
        journal.append(session, scene.org, row.id, "followed", at=scene.now, facts=facts, authority=row.authority)


def _open(session: Session, row: tables.Case) -> list[tables.StepRun]:
    run = tables.StepRun
    return list(session.scalars(select(run).where(run.org == row.org, run.case == row.id, run.status == "open").order_by(run.number)))
