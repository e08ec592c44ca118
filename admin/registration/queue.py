"""Shows the queue, and gives it as a file for a spreadsheet: for each case when it came, its number, and what may be told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.book import Book
from admin.guard import Visit, visit
from admin.paging import Paging, page_asked
from admin.when import Kept
from engine.access import everywhere, units_with
from engine.spreadsheets.csv_lines import TYPE, csv_lines
from engine.store import register
from engine.store.case_list import PAGE
from engine.store.register import Registrable
from engine.store.sight import sight
from engine.texts import in_language
from forms.decoder import Posted, decode_query
from forms.wording import language, say

WAITING, ENTERED = "waiting", "entered"
COLUMNS = ("opened", "case", "title", "type", "unit", "secrecy", "number")


@dataclass(frozen=True)
class Line:
    """One case: its id and its cells, in the order of the columns."""

    id: str
    cells: tuple[str, ...]


def registration(org: str) -> ResponseReturnValue:
    """The page; `state` in the address chooses those that have a number already."""
    asked = decode_query(request)
    done = asked.first("done")
    return show(asked, done=say("registration.done", count=int(done)) if done.isascii() and done.isdigit() and len(done) < 4 else "")


def show(asked: Posted, *, typed: Mapping[str, str] | None = None, wrong: frozenset[str] = frozenset(), done: str = "") -> Response:
    """The page, with what was typed and is not a number."""
    here, state, page = visit(), _state(asked), page_asked(asked.first("page", "1"))
    lines, total = _lines(here, state, page)
    paging = Paging(page, -(-total // PAGE), lambda number: url_for("admin.registration", org=here.org, state=state, page=number))
    content = render_template(
        "registration.html",
        lines=lines,
        typed=typed or {},
        wrong=wrong,
        views=[
            {"text": say(f"registration.{one}"), "url": url_for("admin.registration", org=here.org, state=one), "current": one == state}
            for one in (WAITING, ENTERED)
        ],
        columns=[say(f"registration.columns.{column}") for column in COLUMNS],
        summary=say(f"registration.{state}_count", count=total),
        act=url_for("admin.enter_numbers", org=here.org, state=state, page=page),
        file=url_for("admin.registration_csv", org=here.org, state=state, page=page),
        paging=paging,
        done=done,
    )
    return make_response(content, 422 if wrong else 200)


def as_csv(org: str) -> ResponseReturnValue:
    """The same page as a file."""
    here, asked = visit(), decode_query(request)
    lines, _ = _lines(here, _state(asked), page_asked(asked.first("page", "1")))
    head = tuple(say(f"registration.columns.{column}") for column in COLUMNS)
    answer = Response(b"".join(csv_lines([head, *(one.cells for one in lines)])), content_type=TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{here.org}-{_state(asked)}.csv"'
    return answer


def _lines(here: Visit, state: str, page: int) -> tuple[list[Line], int]:
    units = None if everywhere(here.actor, "register") else units_with(here.actor, "register", here.organisation)
    found, total = here.office.read(
        here.org,
        lambda session: register.registrable(
            session, sight(session, here.organisation, here.actor), units, entered=state == ENTERED, page=page
        ),
    )
    return [_line(here, one) for one in found], total


def _line(here: Visit, one: Registrable) -> Line:
    book = Book(here.office, here.organisation)
    template = book.template(one.template)
    words, unit = template.register, here.organisation.units.get(one.unit or "")
    cells = (
        Kept(here.organisation, here.now).day(one.opened),
        one.number,
        in_language(words.title or template.title, language()),
        in_language(words.type, language()),
        unit.name if unit else "",
        in_language(words.why_secret(unit.kind if unit else ""), language()),
        one.register_number,
    )
    return Line(str(one.id), cells)


def _state(asked: Posted) -> str:
    return ENTERED if asked.first("state") == ENTERED else WAITING


def address(asked: Posted, **more: Any) -> str:
    """The address of the queue as it was asked for."""
    return url_for("admin.registration", org=visit().org, state=_state(asked), **more)
