"""The list of cases that one may read, and the way to one of them. Counts, filters and searches see no more than the list does."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.book import Book
from admin.case_filter import choices
from admin.case_page import show
from admin.guard import Visit, visit
from admin.inputs import line, select
from admin.paging import Paging, page_asked
from admin.saved_views import DONE, REFUSED, shown
from admin.when import When
from engine.access import may_read
from engine.ids import read_reference
from engine.organisation import Organisation
from engine.store import access_facts, case_list, directory, submissions
from engine.store.case_list import Listed, Wanted
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
        rows=[view.row(item) for item in found],
        summary=say("cases.count" if total == counted else "cases.more", count=counted),
        chips=view.chips(),
        fields=view.fields(),
        filters=view.filters(),
        views=shown(here, view.filters()),
        done=_said(asked.first("done"), DONE, "done"),
        refused=_said(asked.first("done"), REFUSED, "refused"),
        save_view=url_for("admin.save_view", org=org),
        change_view=url_for("admin.change_view", org=org),
        action=url_for("admin.case_list", org=org),
        everything=url_for("admin.case_list", org=org, state=case_list.ALL),
        paging=paging,
        several=url_for("admin.hand_over_several", org=org) if here.actor.mailboxes and any(item.steps for item in found) else "",
    )


def _said(code: str, known: tuple[str, ...], where: str) -> str:
    return say(f"{where}.{code}") if code in known else ""


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
    """The rows of the list, and the filter around it."""

    def __init__(self, here: Visit, book: Book, asked: Posted, wanted: Wanted) -> None:
        self.here, self.book, self.wanted, self.choices = here, book, wanted, choices(here, book)
        self.when = When(here.organisation, here.now)
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
        return str(item.id) if item.steps and self.here.actor.mailboxes else ""

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
