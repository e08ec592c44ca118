"""How far a report has come, in words, for whoever sent it. It must not open what the report says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import g

from engine.organisation import Organisation
from engine.store import status, submissions, tables
from forms.door import door
from forms.receipt_words import ReceiptWords
from forms.start_words import StartWords
from forms.visit import chosen_language
from forms.wording import say


@dataclass(frozen=True)
class Progress:
    """A report, and the words about it."""

    row: tables.Submission
    words: ReceiptWords


def progress(organisation: Organisation, find: Callable[[Any], tables.Submission | None]) -> Progress | None:
    """How far the report has come that is found, and from here on the page speaks its language; None when there is none."""
    office, org = door().office, organisation.key

    def ask(session: Any) -> tuple[tables.Submission, status.Status] | None:
        row = find(session)
        return None if row is None else (row, status.status_of(session, row))

    report = office.read(org, ask)
    published = office.published(org, report[0].template, report[0].version) if report else None
    if report is None or published is None:
        return None
    row, reached = report
    now = office.clock()
    today = now.astimezone(organisation.zone).date()
    g.language = chosen_language(published.template)
    start = StartWords(published.template, organisation, row.unit, today, g.language, say)
    return Progress(row, ReceiptWords(start, reached, row.mailbox, now))


def of_report(organisation: Organisation, report: UUID) -> Progress:
    """The same for a report that is known to be there."""
    found = progress(organisation, lambda session: submissions.get(session, organisation.key, report))
    if found is None:
        raise LookupError("a dialogue without its report")
    return found
