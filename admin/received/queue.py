"""The queue of what one has been told of: what nobody has acknowledged, and the cases that need a look. It must not show content."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.book import Book
from admin.guard import Visit, visit
from admin.inputs import line, select
from admin.paging import Paging
from admin.received.acknowledging import ids_in
from admin.received.asked import FIRST, LAST, Asked
from admin.received.rows import Rows
from engine.actions.whole_queue import WholeQueue, whole_queue
from engine.ids import show_reference
from engine.store import received
from forms.decoder import Posted, decode_query
from forms.wording import say


def queue(org: str) -> ResponseReturnValue:
    """One view of the queue, as the address filters it."""
    here, sent = visit(), decode_query(request, repeats=lambda name: name == "before")
    asked = Asked.read(here, sent)
    sought, before = asked.sought(follow_ups(here) if asked.view == received.UNFOLLOWED else {}), ids_in(sent.getlist("before"))
    found = here.office.read(org, lambda session: whole_queue(session, here.organisation, here.actor, sought, before=before))
    rows = Rows(here, Book(here.office, here.organisation, found.mailboxes), found.names)
    paging = Paging(asked.page, -(-found.total // received.PAGE), lambda number: asked.url(page=str(number)))
    fields = _fields(asked, rows.book, found.offered)
    return render_template(
        "received.html",
        views=_views(asked),
        about=say(f"received.about.{asked.view}"),
        summary=say("received.count" if asked.view == received.NEW else "cases.count", count=found.total) if found.total else "",
        filtered=asked.filtered,
        notices=[rows.notice(item) for item in found.notices],
        cases=[rows.case(item) for item in found.cases],
        empty=_empty(asked, rows, found),
        everything=asked.url(unit="", template="", **{FIRST: "", LAST: ""}) if asked.filtered else "",
        done=_done(sent, rows, found),
        fields=fields,
        chosen={"view": asked.view},
        kept=asked.kept(),
        acknowledge=url_for("admin.acknowledge", org=org),
        action=url_for("admin.received", org=org),
        paging=paging,
    )


def _views(asked: Asked) -> list[dict[str, Any]]:
    """The views of the queue, and the samples."""
    own = [{"text": say(f"received.views.{view}"), "url": asked.url(view=view), "current": view == asked.view} for view in received.VIEWS]
    samples = url_for("admin.samples", org=asked.here.org)
    return [*own, {"text": say("received.views.samples"), "url": samples, "current": False}]


def follow_ups(here: Visit) -> dict[str, frozenset[str]]:
    """The steps of each template, in any of its versions, that find out what has come of a case."""
    return {name: frozenset(_follow_ups(here, name, latest)) for name, latest in here.office.latest(here.org).items()}


def _follow_ups(here: Visit, name: str, latest: int) -> set[str]:
    found = (here.office.published(here.org, name, version) for version in range(1, latest + 1))
    return {step.id for published in found if published is not None for step in published.template.steps() if step.kind.follows_up}


def _empty(asked: Asked, rows: Rows, found: WholeQueue) -> str:
    if found.total or found.notices or found.cases:
        return ""
    if asked.filtered:
        return say("received.empty.filtered")
    if asked.view == received.NEW:
        return say("received.empty.new", when=rows.when.moment(found.latest)) if found.latest else say("received.empty.never")
    return say(f"received.empty.{asked.view}")


def _done(sent: Posted, rows: Rows, found: WholeQueue) -> list[str]:
    """What has just been done, and who had done what was already done."""
    if sent.first("done") == "nothing":
        return [say("received.done.nothing")]
    count = sent.first("count")
    known = count.isascii() and count.isdigit() and len(count) < 4 and int(count) > 0
    told = [say("received.done.acknowledged", count=int(count))] if known else []
    for proof, reference in found.before:
        name = found.names.get(proof.acknowledged_by) if proof.acknowledged_by else None
        when = rows.when.moment(proof.acknowledged) if proof.acknowledged else ""
        told.append(say("received.done.before", number=show_reference(reference), when=when, name=name or say("received.nobody")))
    return told


def _fields(asked: Asked, book: Book, offered: received.Offered) -> list[Any]:
    """The filter's inputs, with nothing to choose that the reader has not been told of."""
    organisation, known = asked.here.organisation, asked.here.office.latest(asked.here.org)
    places = {place for unit in offered.units for place in organisation.chain(unit) if place}
    units = sorted((book.unit(key), key) for key in places)
    templates = sorted((book.title((name, known[name])), name) for name in offered.templates if name in known)
    return [
        *([select("unit", say("case.unit"), units, asked.written["unit"])] if units else []),
        *([select("template", say("case.kind"), templates, asked.written["template"])] if len(templates) > 1 else []),
        *(_day(asked, name, label) for name, label in ((FIRST, say("received.from_day")), (LAST, say("received.to_day")))),
    ]


def _day(asked: Asked, name: str, label: str) -> Any:
    error = say("received.not_a_day") if name in asked.wrong else ""
    return line(name, label, asked.written[name], error=error, hint=say("received.day_hint"))
