"""Who is signed in and whether they may: one judge for every route of the signed-in side. "No" and "not there" look the same: 404.

A view takes what the judge found from `visit()`, `case_row()` and `submission_row()`; it never asks a cookie itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from engine.access import (
    Actor,
    Doer,
    Subject,
    administers,
    keeps_templates,
    may_act,
    may_handle,
    may_read,
    publishes,
    reads_reports,
    registers,
    seeks_people,
    takes_rows,
    works_on,
)
from engine.actions import sign_in
from engine.actions.enter import enter
from engine.office import Office
from engine.organisation import Organisation
from engine.store import access_facts, notices, records, samples, tables
from engine.store.record_sight import seen_by
from engine.store.sight import sight
from forms.csrf import SAFE
from forms.decoder import cookie
from forms.headers import is_https


@dataclass(frozen=True)
class Visit:
    """One request of a signed-in person. `session` is the journal's name for the session, `token` what the browser holds."""

    office: Office
    organisation: Organisation
    actor: Actor
    session: str
    token: str
    now: datetime

    @property
    def org(self) -> str:
        """The organisation's key."""
        return self.organisation.key

    @property
    def day(self) -> date:
        """The organisation's local day."""
        return self.now.astimezone(self.organisation.zone).date()


def visit() -> Visit:
    """The visit that the judge let in."""
    found: Visit = g.visit
    return found


def case_row() -> tables.Case:
    """The case in the address, which the judge has found that the visitor may see."""
    found: access_facts.FoundCase = g.found_case
    return found.row


def sample_row() -> tables.Sample:
    """The sample in the address, which is one of the visitor's mailbox."""
    found: tables.Sample = g.sample
    return found


def submission_row() -> tables.Submission:
    """The report in the address, which the judge has found that the visitor may see."""
    found: access_facts.FoundReport = g.found_report
    return found.row


def submission_subject() -> Subject:
    """What access asks of that report."""
    found: access_facts.FoundReport = g.found_report
    return found.subject


def session_cookie(org: str, *, https: bool) -> str:
    """The name of the cookie that holds a session: one per organisation, so that signing in to another ends nothing."""
    return f"{'__Host-' if https else ''}session-{org}"


def sent_token(org: str) -> str | None:
    """The session's token as the browser sent it."""
    return cookie(request, session_cookie(org, https=is_https()))


class Judge:
    """Lets a request on, leads it to the sign-in page, or answers that there is no such page."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.rules: Mapping[str, Callable[[Visit], bool]] = {
            "signed-in": lambda here: True,
            "case-reader": lambda here: may_read(here.actor, _case(here).subject, here.organisation),
            "case-handler": _handles_case,
            "case-receiver": lambda here: may_handle(here.actor, _case(here).subject),
            "step-doer": _does_step,
            "submission-reader": lambda here: may_read(here.actor, _report(here).subject, here.organisation),
            "submission-handler": lambda here: may_handle(here.actor, _report(here).subject),
            "notice-receiver": lambda here: _is_told(here, reviews=False),
            "notified": lambda here: _is_told(here, reviews=True),
            "sample-reader": lambda here: _sample(here).mailbox in here.actor.mailboxes,
            "sample-reviewer": _reviews,
            "people-seeker": lambda here: seeks_people(here.actor),
            "record-reader": _sees_record,
            "report-reader": lambda here: reads_reports(here.actor),
            "row-taker": lambda here: takes_rows(here.actor),
            "registrar": lambda here: registers(here.actor),
            "template-keeper": lambda here: keeps_templates(here.actor),
            "administrator": lambda here: administers(here.actor),
            "template-publisher": lambda here: publishes(here.actor),
        }

    def __call__(self, rule: str) -> ResponseReturnValue | None:
        """None to go on; the way to the sign-in page for a stranger, whatever was asked for."""
        org = _address().get("org")
        if org is not None:
            g.organisation = self.office.organisation(org) or abort(404)
            g.visit = self._visit(g.organisation)
        if rule == "anyone":
            return None
        if g.get("visit") is None:
            return redirect(url_for("admin.sign_in", org=org, next=_wanted()), 303)
        if not self.rules[rule](visit()):
            abort(404)
        return None

    def _visit(self, organisation: Organisation) -> Visit | None:
        """The open session of the request, its sign of life renewed at most once a minute."""
        org, sealer, now = organisation.key, self.office.sealer, self.office.clock()
        token = sent_token(org)
        entry = self.office.read(org, lambda session: enter(session, organisation, sealer, token, now=now)) if token else None
        if token is None or entry is None:
            return None
        if entry.stale:
            self.office.write(org, lambda session: sign_in.keep_alive(session, org, sealer, token, now))
        return Visit(self.office, organisation, entry.actor, entry.session, token, now)


def _address() -> Mapping[str, Any]:
    return request.view_args or {}


def _wanted() -> str | None:
    """Where to go on after signing in: the page asked for, never something that was to be done."""
    return (request.script_root + request.full_path).rstrip("?") if request.method in SAFE else None


def _case(here: Visit) -> access_facts.FoundCase:
    found = here.office.read(here.org, lambda session: access_facts.find_case(session, here.organisation, _address()["case"]))
    g.found_case = found or abort(404)
    return found or abort(404)


def _report(here: Visit) -> access_facts.FoundReport:
    found = here.office.read(here.org, lambda session: access_facts.find_report(session, here.organisation, _address()["submission"]))
    g.found_report = found or abort(404)
    return found or abort(404)


def _handles_case(here: Visit) -> bool:
    """A member of the mailbox that received the case, or of one that has something to do in it now."""
    found = _case(here)
    return works_on(here.actor, found.subject, found.doing)


def _is_told(here: Visit, *, reviews: bool) -> bool:
    """A member of a mailbox that has been told of a report, or, with `reviews`, asked to complete a case."""
    return here.office.read(here.org, lambda session: notices.receives(session, here.org, here.actor.mailboxes, reviews=reviews))


def _sample(here: Visit) -> tables.Sample:
    found = here.office.read(here.org, lambda session: samples.get(session, here.org, _address()["sample"]))
    g.sample = found or abort(404)
    return found or abort(404)


def _reviews(here: Visit) -> bool:
    """A member of the mailbox that the sample was drawn for, who may read the case; and the case is one of the sample."""
    drawn, found = _sample(here), _case(here)
    picked = here.office.read(here.org, lambda session: samples.has(session, here.org, drawn.id, found.row.id))
    return picked and drawn.mailbox in here.actor.mailboxes and may_read(here.actor, found.subject, here.organisation)


def _sees_record(here: Visit) -> bool:
    """Whoever may see one of its cases and has a right to the record by it."""

    def seen(session: Any) -> bool:
        eyes = seen_by(sight(session, here.organisation, here.actor), here.organisation)
        return records.seen(session, here.org, _address()["record"], eyes) is not None

    return here.office.read(here.org, seen)


def _does_step(here: Visit) -> bool:
    """A member of the mailbox that does the step, also when it is done: a colleague may have been faster, and that is said in words."""
    found = _case(here)
    return may_act(here.actor, found.subject, found.doers.get(_address()["run"], Doer(None)))
