"""The list of cases that one may read, and the way to one of them. Counts, filters and searches see no more than the list does."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.book import Book
from admin.case_filter import choices
from admin.case_page import show
from admin.case_rows import rows
from admin.guard import Visit, visit
from admin.inputs import line, select
from admin.paging import Paging, page_asked
from admin.saved_views import SAID, kept
from engine.access import may_read
from engine.ids import read_reference
from engine.organisation import Organisation
from engine.store import access_facts, case_list, directory, submissions
from engine.store.case_list import Wanted
from engine.store.saved_views import CASES
from engine.store.sight import sight
from forms.decoder import Posted, decode_query
from forms.wording import say


def case(org: str, case: UUID) -> ResponseReturnValue:
    """One case, with the form of the step that waits for the reader."""
    return show(done=decode_query(request).first("done"))


def listing(org: str) -> ResponseReturnValue:
    """The cases, as the address filters them."""
    here, asked = visit(), decode_query(request)
    waiting = _waiting(here, asked.first("q"))
    if waiting is not None:
        return redirect(waiting, 303)
    wanted = _wanted(asked, here.organisation)
    found, total = here.office.read(
        org, lambda session: case_list.list_cases(session, sight(session, here.organisation, here.actor), wanted)
    )
    names = here.office.read(org, lambda session: directory.mailbox_names(session, org))
    view = _List(here, Book(here.office, here.organisation, names), asked, wanted)
    counted = min(total, case_list.COUNTED)
    paging = Paging(wanted.page, -(-counted // case_list.PAGE), lambda number: view.url(page=str(number)))
    return render_template(
        "cases.html",
        rows=rows(here, view.book, found, picks=True),
        summary=say("cases.count" if total == counted else "cases.more", count=counted),
        chips=view.chips(),
        fields=view.fields(),
        kept=kept(here, CASES, tuple(view.filters().items()), asked.first(SAID)),
        action=url_for("admin.case_list", org=org),
        everything=url_for("admin.case_list", org=org, state=case_list.ALL),
        paging=paging,
        several=url_for("admin.hand_over_several", org=org) if here.actor.mailboxes and any(item.steps for item in found) else "",
    )


def _wanted(asked: Posted, organisation: Organisation) -> Wanted:
    """The filter in the address; what makes no sense there is no filter."""
    state, unit = asked.first("state", case_list.OPEN), asked.first("unit")
    units = frozenset(key for key in organisation.units if unit in organisation.chain(key)) if unit in organisation.units else None
    return Wanted(
        state if state in case_list.STATES else case_list.OPEN,
        units,
        asked.first("template")[:100] or None,
        asked.first("q").strip()[:40],
        page_asked(asked.first("page", "1")),
        asked.first("flag")[:100] or None,
    )


def _waiting(here: Visit, typed: str) -> str | None:
    """A report that waits is no case yet, but mails name its reference: whoever may read it is led to it."""
    reference = read_reference(typed) if typed else None
    if reference is None:
        return None
    row = here.office.read(here.org, lambda session: submissions.by_reference(session, here.org, reference))
    if row is None or row.state not in (submissions.NEW, submissions.WRONG):
        return None
    found = here.office.read(here.org, lambda session: access_facts.find_report(session, here.organisation, row.id))
    readable = found is not None and may_read(here.actor, found.subject, here.organisation)
    return url_for("admin.submission", org=here.org, submission=row.id) if readable else None


class _List:
    """The filter around the list."""

    def __init__(self, here: Visit, book: Book, asked: Posted, wanted: Wanted) -> None:
        self.here, self.book, self.wanted, self.choices = here, book, wanted, choices(here, book)
        self.chosen = {
            "state": wanted.state,
            "unit": asked.first("unit") if wanted.units is not None else "",
            "template": wanted.template or "",
            "q": wanted.number,
            "flag": wanted.flag or "",
        }

    def filters(self, **changes: str) -> dict[str, str]:
        """What is chosen besides the usual, as the address says it."""
        return {name: value for name, value in {**self.chosen, **changes}.items() if value and (name, value) != ("state", case_list.OPEN)}

    def url(self, **changes: str) -> str:
        """The same list with something else chosen."""
        kept: dict[str, Any] = self.filters(**changes)
        return url_for("admin.case_list", org=self.here.org, **kept)

    def fields(self) -> list[Any]:
        """The filter's own inputs."""
        units, templates, flags = (
            [(label, key) for key, label in pairs] for pairs in (self.choices.units, self.choices.templates, self.choices.flags.items())
        )
        states = [(say(f"cases.states.{state}"), state) for state in (case_list.CLOSED, case_list.ALL)]
        return [
            line("q", say("cases.number"), self.chosen["q"], hint=say("cases.number_hint")),
            select("state", say("cases.state"), states, self.chosen["state"], none=say("cases.states.open")),
            *([select("unit", say("case.unit"), units, self.chosen["unit"])] if units else []),
            *([select("flag", say("cases.flag"), flags, self.chosen["flag"])] if flags else []),
            *([select("template", say("case.kind"), templates, self.chosen["template"])] if len(templates) > 1 else []),
        ]

    def chips(self) -> list[dict[str, str]]:
        """What is chosen besides the usual, each with the way to let it go."""
        known = self.here.office.latest(self.here.org)
        found = []
        if self.chosen["q"]:
            found.append({"text": self.chosen["q"], "url": self.url(q="")})
        if self.chosen["state"] != case_list.OPEN:
            found.append({"text": say(f"cases.states.{self.chosen['state']}"), "url": self.url(state=case_list.OPEN)})
        if self.chosen["unit"]:
            found.append({"text": self.book.unit(self.chosen["unit"]), "url": self.url(unit="")})
        name = self.chosen["template"]
        if self.chosen["flag"]:
            found.append({"text": self.choices.flags.get(self.chosen["flag"], self.chosen["flag"]), "url": self.url(flag="")})
        if name in known:
            found.append({"text": self.book.title((name, known[name])), "url": self.url(template="")})
        return found
