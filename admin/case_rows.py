"""The rows of lists of cases: what each is about, where it is now, and how near its next deadline is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import url_for

from admin.book import Book
from admin.guard import Visit
from admin.when import When
from engine.store.case_list import Listed
from forms.wording import say


def rows(here: Visit, book: Book, found: Iterable[Listed], *, picks: bool = False) -> list[list[Any]]:
    """A row for each case, for parts/listing.html; with `picks` to be ticked."""
    maker = _Maker(here, book, When(here.organisation, here.now), picks)
    return [maker.row(item) for item in found]


@dataclass(frozen=True)
class _Maker:
    here: Visit
    book: Book
    when: When
    picks: bool

    def row(self, item: Listed) -> list[Any]:
        """One case: where it is now, and how near its next deadline is."""
        template = self.book.template(item.template)
        steps = list(dict.fromkeys(self.book.step(item.template, run.step) for run in item.steps))
        doers = list(dict.fromkeys(self.book.function(template, run.holder) for run in item.steps))
        return [
            {"text": item.number, "url": url_for("admin.case", org=self.here.org, case=item.id), "ref": True, "pick": self._pick(item)},
            self.book.marked(item.template, item.flags),
            self.book.unit(item.unit),
            self.when.short(item.opened),
            {"text": ", ".join(steps) or say("cases.nothing"), "sub": ", ".join(doers)},
            self._state(item),
        ]

    def _pick(self, item: Listed) -> str:
        """What is sent for a ticked case: all that is open in it, where there is something and the reader is in a mailbox at all."""
        return str(item.id) if self.picks and item.steps and self.here.actor.mailboxes else ""

    def _state(self, item: Listed) -> dict[str, str]:
        if item.closed is not None:
            return {"text": say("case.closed"), "tag": ""}
        dated = [run for run in item.steps if run.due is not None and run.paused is None]
        soonest = min(dated, key=lambda run: run.due or item.opened, default=None)
        step = self.book.template(item.template).step(soonest.step) if soonest else None
        tag = self.when.tag(soonest.due, self.book.calendar(step, item.unit)) if soonest and step else None
        if tag is None:
            tag = next((found for run in item.steps if (found := self.when.standing(run.paused, run.resumes))), None)
        return {"text": tag.text, "tag": tag.kind} if tag else {"text": say("case.running"), "tag": ""}
