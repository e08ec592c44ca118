"""Rows of the queue: numbers, times, names and states of reports and cases. It must not tell a word of what they hold."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for

from admin.book import Book
from admin.guard import Visit
from admin.received.proof import proof_in_words
from admin.when import When
from engine.ids import show_reference
from engine.store.received import NotedCase, NotedReport
from forms.wording import say

Cell = str | dict[str, Any]


class Rows:
    """What the lists of the queue are drawn from."""

    def __init__(self, here: Visit, book: Book, names: Mapping[UUID, str]) -> None:
        self.here, self.book, self.names = here, book, names
        self.when = When(here.organisation, here.now)

    def case(self, item: NotedCase) -> list[Cell]:
        """A case, for parts/listing.html."""
        return [self.number(item), *self._about(item.template, item.flags, item.unit, item.received, cases=[item])]

    def notice(self, item: NotedReport) -> dict[str, Any]:
        """A notice that waits to be acknowledged, with the cases that the report has become."""
        flags = tuple(dict.fromkeys(flag for case in item.cases for flag in case.flags))
        return {
            "id": item.proof.id,
            "numbers": [self.number(case) for case in item.cases] or [self._report(item)],
            "cells": self._about(item.template, flags, item.unit, item.received, cases=item.cases),
            "proof": proof_in_words(item.proof, self.when, self.names)[:-1],
        }

    def number(self, item: NotedCase) -> dict[str, Any]:
        """The number of a case, which leads to it."""
        return {"text": item.number, "url": url_for("admin.case", org=self.here.org, case=item.id), "ref": True}

    def _report(self, item: NotedReport) -> dict[str, Any]:
        url = url_for("admin.submission", org=self.here.org, submission=item.proof.submission)
        return {"text": show_reference(item.reference), "url": url, "ref": True}

    def _about(
        self, template: tuple[str, int], flags: tuple[str, ...], unit: str | None, received: datetime, *, cases: Sequence[NotedCase]
    ) -> list[Cell]:
        """Template, unit, when it came, when it was first decided on, and how it stands."""
        decided = [case.decided for case in cases if case.decided is not None]
        return [
            self.book.marked(template, flags),
            self.book.unit(unit),
            self.when.short(received),
            self.when.short(min(decided)) if decided else say("received.not_decided"),
            self.state(cases),
        ]

    def state(self, cases: Sequence[NotedCase]) -> Cell:
        """How late or near the nearest deadline is; closed when all are."""
        if not cases:
            return {"text": say("received.no_case"), "tag": "new"}
        if all(case.closed is not None for case in cases):
            return {"text": say("case.closed"), "tag": ""}
        running = [case for case in cases if case.closed is None and case.due is not None]
        soonest = min(running, key=lambda case: case.due[1] if case.due else case.received, default=None)
        return self._tag(soonest) if soonest else {"text": say("case.running"), "tag": ""}

    def _tag(self, case: NotedCase) -> Cell:
        step, due = case.due if case.due is not None else ("", None)
        calendar = self.book.calendar(self.book.template(case.template).step(step), case.unit)
        tag = self.when.tag(due, calendar)
        return {"text": tag.text, "tag": tag.kind} if tag else {"text": say("case.running"), "tag": ""}
