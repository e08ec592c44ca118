"""What waits for the signed-in person, the most urgent first, and the notices that nobody has seen. It must not show content."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.book import Book
from admin.guard import Visit, visit
from admin.when import When
from engine.access import administers, keeps_templates
from engine.ids import show_reference
from engine.store import directory, failed_mail, inbox
from engine.store.readers import names_of
from forms.decoder import decode_query
from forms.wording import say

Row = list[Any]


def show_inbox(org: str) -> ResponseReturnValue:
    """The first page after signing in."""
    here = visit()
    found = here.office.read(org, lambda session: inbox.todo(session, here.organisation, here.actor))
    names = here.office.read(org, lambda session: directory.mailbox_names(session, org))
    given = here.office.read(org, lambda session: names_of(session, org, {step.person for step in found.delegated if step.person}))
    rows = _Rows(here, Book(here.office, here.organisation, names), given)
    late = sum(step.due is not None and step.due < here.now and step.paused is None for step in found.steps)
    return render_template(
        "inbox.html",
        rows=rows.waiting(found),
        delegated=rows.delegated(found.delegated),
        messages=[row for message in found.messages for row in rows.messages(message)],
        notices=[row for notice in found.notices for row in rows.notice(notice)],
        more=found.unseen - len(found.notices),
        summary=_summary(len(found.reports), len(found.steps), late),
        mailboxes=[names.get(key, key) for key in sorted(here.actor.mailboxes)],
        templates=url_for("admin.templates", org=org) if keeps_templates(here.actor) else "",
        done=_done(decode_query(request).first("done")),
        several=url_for("admin.hand_over_several", org=org) if found.steps or found.delegated else "",
        register=url_for("on_behalf.forms", org=org),
        failed=_failed(here),
        failed_mails=url_for("admin.failed_mails", org=org),
        notifications=url_for("admin.mail_choices", org=org),
    )


def _failed(here: Visit) -> int:
    """How many mails did not arrive, for those who can do something about it."""
    if not administers(here.actor):
        return 0
    return here.office.read(here.org, lambda session: failed_mail.how_many(session, here.org))


def _done(code: str) -> str:
    return say(f"done.{code}") if code in ("forwarded", "wrong", "handed", "handed-several") else ""


def _summary(reports: int, steps: int, late: int) -> str:
    """How much there is, in a sentence each."""
    parts = [say("inbox.reports", count=reports)] if reports else []
    parts += [say("inbox.steps", count=steps)] if steps else []
    parts += [say("inbox.late", count=late)] if late else []
    return " ".join(parts)


class _Rows:
    """Rows for parts/listing.html."""

    def __init__(self, here: Visit, book: Book, names: Mapping[UUID, str]) -> None:
        self.here, self.book, self.names = here, book, names
        self.when = When(here.organisation, here.now)
        self.several = len(here.actor.mailboxes) > 1

    def waiting(self, found: inbox.Todo) -> list[Row]:
        """Reports by when they came, steps by when they are due: what should have been done first stands first."""
        dated = [(report.received, self._report(report)) for report in found.reports]
        dated += [(step.due or step.opened, self._step(step)) for step in found.steps]
        return [row for _, row in sorted(dated, key=_by_time)]

    def _report(self, report: inbox.WaitingReport) -> Row:
        url = url_for("admin.submission", org=self.here.org, submission=report.id)
        return [
            {"text": show_reference(report.reference), "url": url, "ref": True},
            self._what(say("inbox.take_care"), report.mailbox),
            self.book.title(report.template),
            self.book.unit(report.unit),
            self.when.moment(report.received),
            {"text": say("inbox.new"), "tag": "new"},
        ]

    def _step(self, step: inbox.OpenStep) -> Row:
        doing = self.book.template(step.template).step(step.step)
        url = url_for("admin.step", org=self.here.org, case=step.case, run=step.run)
        tag = self.when.standing(step.paused, step.resumes) or self.when.tag(step.due, self.book.calendar(doing, step.unit))
        return [
            {"text": step.number, "url": url, "ref": True, "pick": f"{step.case}/{step.run}"},
            self._what(self.book.step(step.template, step.step), step.mailbox),
            self.book.marked(step.template, step.flags),
            self.book.unit(step.unit),
            self.when.moment(step.opened),
            {"text": tag.text, "tag": tag.kind} if tag else say("inbox.no_deadline"),
        ]

    def delegated(self, steps: tuple[inbox.OpenStep, ...]) -> list[Row]:
        """The steps that others have been given, with who has them."""
        rows = [(step, self._step(step)) for step in steps]
        return [
            [row[0], {"text": row[1]["text"], "sub": self.names.get(step.person, "") if step.person else ""}, *row[2:]]
            for step, row in rows
        ]

    def _what(self, text: str, mailbox: str | None) -> dict[str, str]:
        return {"text": text, "sub": self.book.mailbox(mailbox) if self.several else ""}

    def messages(self, message: inbox.NewMessages) -> list[Row]:
        """One row per case that the report became, or one for the report itself."""
        rest = [
            self._what(say("messages.count", count=message.count), message.mailbox),
            self.book.title(message.template),
            self.book.unit(message.unit),
            self.when.moment(message.since),
        ]
        return [[link, *rest] for link in self._links(message, "dialogue")]

    def _links(self, about: inbox.Unseen | inbox.NewMessages, anchor: str | None = None) -> list[dict[str, Any]]:
        """To a place on the page of each case that a report became, or to the report itself."""
        if not about.cases:
            url = url_for("admin.submission", org=self.here.org, submission=about.submission)
            return [{"text": show_reference(about.reference), "url": url, "ref": True}]
        cases = [(number, url_for("admin.case", org=self.here.org, case=id, _anchor=anchor)) for id, number in about.cases]
        return [{"text": number, "url": url, "ref": True} for number, url in cases]

    def notice(self, notice: inbox.Unseen) -> list[Row]:
        """One row per case that the report became, or one for the report itself."""
        rest = [
            self._what(self.book.notice(notice.template, notice.step), notice.mailbox),
            self.book.title(notice.template),
            self.book.unit(notice.unit),
            self.when.moment(notice.queued),
        ]
        return [[link, *rest] for link in self._links(notice)]


def _by_time(dated: tuple[datetime, Row]) -> datetime:
    return dated[0]
