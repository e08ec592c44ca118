"""Samples of closed cases: those that were drawn, how much of each is reviewed, and drawing a new one."""

import secrets
from datetime import date
from typing import Any

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.book import Book
from admin.guard import Visit, visit
from admin.inputs import line, one_of
from admin.when import When
from engine.actions.draw_sample import MOST, Draw, draw_sample
from engine.actions.whole_queue import WholeSamples, whole_samples
from engine.calendars import day_span
from engine.errors import NotPossible
from engine.statistics.period import day_written
from engine.store.samples import Drawn
from forms.decoder import Posted, decode
from forms.view import Asked, error_lines
from forms.wording import language, say

BOX, FIRST, LAST, COUNT = "mailbox", "from", "to", "count"
USUAL = "5"


def show_samples(org: str) -> ResponseReturnValue:
    """The samples that there are."""
    return _page({COUNT: USUAL}, {})


def draw(org: str) -> ResponseReturnValue:
    """Draws one; the seed is made here and now, by chance."""
    here, sent = visit(), decode(request)
    typed = {name: sent.first(name).strip()[:100] for name in (BOX, FIRST, LAST, COUNT)}
    wanted, errors = _read(here, sent, typed)
    if wanted is None:
        return _page(typed, errors)
    seed = secrets.token_hex(16)
    try:
        id = here.office.write(org, lambda session: draw_sample(session, here.organisation, wanted, here.actor, here.now, seed=seed))
    except NotPossible as reason:
        return _page(typed, {FIRST: reason.code}) if reason.code == "nothing-to-draw" else abort(404)
    return redirect(url_for("admin.sample", org=org, sample=id, done="drawn"), 303)


def _read(here: Visit, sent: Posted, typed: dict[str, str]) -> tuple[Draw | None, dict[str, str]]:
    """What is to be drawn, or what is wrong with it: a code by the name of the input."""
    days = {name: day_written(typed[name], here.day) for name in (FIRST, LAST)}
    errors = {name: "not_a_day" for name, day in days.items() if day is None}
    count, boxes = typed[COUNT], _whole(here).boxes
    known = count.isascii() and count.isdigit() and len(count) < 4 and 0 < int(count) <= MOST
    errors |= {} if known else {COUNT: "not_a_count"}
    box = typed[BOX] or (next(iter(boxes)) if len(boxes) == 1 else "")
    errors |= {} if box in boxes else {BOX: "no_box"}
    first, last = days[FIRST], days[LAST]
    if first and last and first > last:
        errors[LAST] = "backwards"
    if errors or first is None or last is None:
        return None, errors
    return Draw(box, first, last, int(count)), {}


def _page(typed: dict[str, str], errors: dict[str, str]) -> Response:
    here = visit()
    whole = _whole(here)
    when, book = When(here.organisation, here.now), Book(here.office, here.organisation, whole.boxes)
    fields = _fields(whole, typed, {name: say(f"samples.wrong.{code}") for name, code in errors.items()})
    page = render_template(
        "samples.html",
        fields=fields,
        errors=error_lines(fields),
        draw=url_for("admin.draw_sample", org=here.org),
        back=url_for("admin.received", org=here.org),
        rows=[_row(here, book, when, item, name=whole.names.get(item.by, "")) for item in whole.drawn],
    )
    return make_response(page, 422 if errors else 200)


def _whole(here: Visit) -> WholeSamples:
    return here.office.read(here.org, lambda session: whole_samples(session, here.organisation, here.actor))


def _row(here: Visit, book: Book, when: When, item: Drawn, *, name: str) -> list[Any]:
    """A sample, for parts/listing.html."""
    return [
        {"text": when.moment(item.at), "url": url_for("admin.sample", org=here.org, sample=item.id), "sub": name},
        book.mailbox(item.mailbox),
        span(item.first, item.last),
        say("samples.size", size=item.size, population=item.population),
        share(item),
    ]


def span(first: date, last: date) -> str:
    """The days that the cases were closed on."""
    return day_span(first, last, language())


def share(item: Drawn) -> str:
    """How much of a sample is reviewed."""
    percent = round(100 * item.reviewed / item.size) if item.size else 0
    return say("samples.share", reviewed=item.reviewed, size=item.size, percent=percent)


def _fields(whole: WholeSamples, typed: dict[str, str], errors: dict[str, str]) -> list[Asked]:
    boxes = sorted(whole.boxes.items(), key=lambda item: item[1])
    chosen = typed.get(BOX, "")
    return [
        *([one_of(BOX, say("samples.box"), boxes, chosen, error=errors.get(BOX, ""))] if len(boxes) > 1 else []),
        line(FIRST, say("samples.first"), typed.get(FIRST, ""), error=errors.get(FIRST, ""), hint=say("received.day_hint")),
        line(LAST, say("samples.last"), typed.get(LAST, ""), error=errors.get(LAST, "")),
        line(COUNT, say("samples.count"), typed.get(COUNT, ""), error=errors.get(COUNT, ""), attributes={"inputmode": "numeric"}),
    ]
