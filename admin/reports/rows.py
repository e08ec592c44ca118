"""The rows behind a report: what will be in them and how many there are, and, once somebody has said why, the rows as a file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from uuid import UUID

from flask import Response, abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import visit
from admin.inputs import lines
from admin.records.asking import enquirer
from admin.reports.opening import Opened, Reader, open_report
from admin.when import Kept
from engine.access import takes_rows
from engine.actions.enquirer import Enquirer
from engine.actions.take_rows import LONGEST_REASON, Behind, earlier, how_many, take_rows
from engine.errors import NotPossible
from engine.spreadsheets import csv_lines, workbook
from engine.spreadsheets.csv_lines import Value
from engine.statistics.rows import head, row_of, taken_out
from engine.statistics.table import Selection, fact_grain
from engine.store.fact_rows import FactRow, Sought, some_rows
from engine.store.readers import names_of
from forms.decoder import decode, decode_query
from forms.view import error_lines
from forms.wording import say

_IN_MEMORY, _PIECE = 4 * 1024 * 1024, 64 * 1024


def report_rows(org: str, template: str, report: str) -> ResponseReturnValue:
    """What the rows hold, how many there are, and the question of why."""
    return _page(_behind(template, report))


def take(org: str, template: str, report: str) -> ResponseReturnValue:
    """The rows as a file, once it is kept why."""
    asked, sent = _behind(template, report), decode(request)
    reason = sent.first("reason")
    try:
        wanted = visit().office.write(org, lambda session: take_rows(session, asked.by, asked.behind, reason))
    except NotPossible as refused:
        return _page(asked, reason, wrong=True) if refused.code == "no-reason" else abort(404)
    return _as_xlsx(asked, wanted) if sent.first("as") == "xlsx" else _as_csv(asked, wanted)


def may_take(opened: Opened) -> bool:
    """True when there are rows behind the report that the reader could take out: of one template, whose report it is; a sensitive answer
    is never on one.
    """
    ground = opened.ground
    whole = ground.place == ground.template.name and fact_grain(ground.template, ground.report) == ground.report.grain
    return whole and takes_rows(opened.reader.actor)


@dataclass(frozen=True)
class _Asked:
    """A report that is open before somebody who asks for its rows."""

    opened: Opened
    by: Enquirer
    behind: Behind

    @property
    def references(self) -> tuple[str, ...]:
        """The answers that each row has."""
        return taken_out(self.opened.words)

    @property
    def head(self) -> tuple[str, ...]:
        """The heads of the columns."""
        return head(self.opened.words, self.references)

    def written(self, wanted: Sought) -> Iterator[Sequence[Value]]:
        """The head and the rows, some at a time, so that there may be any number of them."""
        yield self.head
        office, org, words, after = self.opened.reader.office, self.by.org, self.opened.words, None
        while True:
            some, after = office.read(org, _next(wanted, after))
            yield from (row_of(words, self.references, one.numbers, one.fact) for one in some)
            if after is None:
                return

    def file(self, ending: str) -> str:
        """What the file is called."""
        ground = self.opened.ground
        return f"{ground.template.name}-{ground.report.id}-{self.opened.choice.span.key}-rows.{ending}"


def _next(wanted: Sought, after: UUID | None) -> Any:
    def some(session: Any) -> tuple[list[FactRow], UUID | None]:
        return some_rows(session, wanted, after)

    return some


def _behind(template: str, report: str) -> _Asked:
    here = visit()
    opened = open_report(Reader.of(here), template, report, decode_query(request, repeats=lambda name: True)) or abort(404)
    if not may_take(opened) or opened.choice.errors:
        abort(404)
    selection = Selection(opened.within, opened.span.first, opened.span.last, opened.choice.chosen)
    return _Asked(opened, enquirer(here), Behind(opened.words, opened.over.parts[0].columns, selection))


def _page(asked: _Asked, reason: str = "", *, wrong: bool = False) -> Response:
    here, opened, org = visit(), asked.opened, asked.by.org
    count = here.office.read(org, lambda session: how_many(session, asked.by, asked.behind))
    ground, query = opened.ground, dict[str, list[str]]()
    for name, value in opened.choice.address():
        query.setdefault(name, []).append(value)
    at: dict[str, Any] = {"org": org, "template": ground.template.name, "report": ground.report.id, **query}
    error = say("rows_out.missing") if wrong else ""
    field = lines("reason", say("rows_out.reason"), reason, hint=say("rows_out.reason_hint"), error=error, most=LONGEST_REASON)
    content = render_template(
        "report_rows.html",
        report=opened.words.title(),
        back=url_for("admin.report", **at),
        action=url_for("admin.take_rows", **at),
        sentence=opened.sentence,
        count=count,
        thing=opened.words.thing(1),
        head=asked.head,
        field=field,
        errors=error_lines([field]),
        workbook=count < workbook.MOST_ROWS,
        earlier=_earlier(asked),
    )
    return make_response(content, 422 if wrong else 200)


def _earlier(asked: _Asked) -> list[list[str]]:
    """What was taken out before: when, by whom, how many and why."""
    here = visit()
    found = here.office.read(here.org, lambda session: earlier(session, asked.by, asked.behind))
    names = here.office.read(here.org, lambda session: names_of(session, here.org, {one.person for one in found}))
    kept = Kept(here.organisation, here.now)
    return [[kept.moment(one.at), names.get(one.person, ""), str(one.rows), one.reason] for one in found]


def _as_csv(asked: _Asked, wanted: Sought) -> Response:
    return _file(csv_lines.csv_lines(asked.written(wanted)), csv_lines.TYPE, asked.file("csv"))


def _as_xlsx(asked: _Asked, wanted: Sought) -> Response:
    # what is written to disk for want of room has no name there
    out = SpooledTemporaryFile(max_size=_IN_MEMORY)
    widths = tuple(workbook.width([text]) for text in asked.head)
    tab = workbook.Tab(say("rows_out.tab"), asked.written(wanted), (workbook.PLAIN,) * len(widths), widths)
    workbook.write_workbook([tab], asked.opened.words.title(), out)
    out.seek(0)
    return _file(_pieces(out), workbook.TYPE, asked.file("xlsx"))


def _pieces(out: IO[bytes]) -> Iterator[bytes]:
    with out:
        while piece := out.read(_PIECE):
            yield piece


def _file(content: Iterable[bytes], content_type: str, name: str) -> Response:
    answer = Response(content, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
