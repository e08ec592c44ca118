"""A step opens a case of another template: a report that comes in by that template's own rules, sent by whoever did the step."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from engine.access import Actor
from engine.actions.casefile import CaseFile
from engine.actions.pass_on import pass_on_report
from engine.actions.scene import Scene
from engine.actions.submit import Sender, prepare, write
from engine.answers import read
from engine.answers.sources import FromJson
from engine.errors import NotPossible
from engine.fields import Context
from engine.steps import Step
from engine.store import cases, journal, submissions, tables, ties
from engine.workflow import Opens


def taken_over(scene: Scene, file: CaseFile, step: Step, context: Context) -> Mapping[str, Any]:
    """What the other template's form begins with: answers of this case as everybody sees them, as far as they are answers there."""
    seen, form = file.as_seen(scene), step.kind.form(step)
    given = {name: value for name, ours in step.takes.items() if (value := seen(ours)) is not None}
    return read(form, FromJson(given), context).answers if form else {}


def open_linked(session: Session, scene: Scene, file: CaseFile, opens: Opens, *, answers: Mapping[str, Any], actor: Actor) -> None:
    """Takes the report in and ties its cases to this one; whoever is shut out of this stays out of them.

    Raises NotPossible where the other template is not in use any more.
    """
    published = scene.linked.get(opens.template)
    if published is None:
        raise NotPossible("changed-meanwhile")
    there, row = replace(scene, published=published, linked={}), file.row
    # the same press twice is the same report
    token = sha256(f"{row.id} {opens.run}".encode()).digest()
    sender = Sender(actor.id, row.id)
    receipt = write(session, prepare(there, there.desk.take_in(answers), answers, token, sender=sender))
    session.flush()
    report = session.get_one(tables.Submission, (scene.org, receipt.submission))
    cases.exclude_too(session, scene.org, row.id, report.id)
    for case in submissions.cases_of(session, report):
        cases.exclude_too(session, scene.org, row.id, case.id)
        ties.tie(session, scene.org, row.id, case.id, ties.OPENED, at=scene.now, by=actor.id)
    pass_on_report(session, there, report.id)
    facts = {"step": opens.step, "run": opens.run, "template": opens.template, "submission": str(report.id)}
    journal.append(session, scene.org, row.id, "other-case-opened", at=scene.now, person=actor.id, facts=facts, authority=row.authority)
