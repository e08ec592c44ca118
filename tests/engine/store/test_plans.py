"""How a database with a long past is asked: what waits, one case and a search touch what they are about, and not all that ever was."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event, insert
from sqlalchemy.orm import Session

from engine.store import case_list, inbox, tables
from engine.store.case_list import Wanted
from engine.store.sight import Sight, sight
from tests.site import MONDAY, Site, fault

PAST = 3000
GROWING = r"(submission|case_|case_submission|case_mailbox|step_run|notice|message|journal)\b"
FEW = "(INDEX (ix_case_open|ix_message_unseen)|COVERING INDEX ix_case_opened_at) "
ALL_OF_IT = re.compile(rf"(SCAN|SEARCH) {GROWING}(?! USING {FEW})( USING [^(]*\(org=\?\))?$")
"""A growing table read from one end to the other, or all of it that is one organisation's; but not what is open or unseen, or the first
and the last one."""

PAGES: Mapping[str, Callable[[Session, Sight, tables.Case], Any]] = {
    "reports that wait": lambda session, eyes, case: inbox.waiting_reports(session, eyes),
    "steps that wait": lambda session, eyes, case: inbox.open_steps(session, eyes),
    "steps that others have": lambda session, eyes, case: inbox.open_steps(session, eyes, delegated=True),
    "notices that wait": lambda session, eyes, case: inbox.unseen_notices(session, eyes),
    "messages that wait": lambda session, eyes, case: inbox.new_messages(session, eyes),
    "how many wait": lambda session, eyes, case: inbox.how_many(session, eyes),
    "open cases": lambda session, eyes, case: case_list.list_cases(session, eyes, Wanted()),
    "a search": lambda session, eyes, case: case_list.list_cases(session, eyes, Wanted(state=case_list.ALL, number=case.number)),
    "one case's neighbours": lambda session, eyes, case: case_list.of_incident(session, eyes, case.incident),
    "one case by its number": lambda session, eyes, case: case_list.numbered(session, eyes, case.number),
    "one report's cases": lambda session, eyes, case: case_list.of_report(session, eyes, uuid4()),
}


def plain(row: Any) -> dict[str, Any]:
    """The values of a row."""
    return {column.key: getattr(row, column.key) for column in row.__mapper__.column_attrs}


def past(like: Mapping[Any, list[dict[str, Any]]]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The rows of a case like this one, of another report, closed long ago."""
    case, report, at = uuid4(), uuid4(), MONDAY - timedelta(days=400)
    own: dict[str, Any] = {"incident": uuid4()}
    news: dict[Any, dict[str, Any]] = {
        tables.Submission: own | {"id": report, "reference": report.hex, "token": report.bytes, "received_at": at},
        tables.Case: own | {"id": case, "number": case.hex, "opened_at": at, "closed_at": at + timedelta(days=20)},
        tables.CaseSubmission: {"case": case, "submission": report},
        tables.CaseMailbox: {"case": case},
        tables.StepRun: {"case": case, "status": "done"},
        tables.Notice: {"id": uuid4(), "submission": report, "case": case, "seen_at": at, "acknowledged_at": at},
    }
    for model, new in news.items():
        for row in like[model]:
            yield model, row | new


@pytest.fixture
def old(site: Site) -> Site:
    """A site where two things wait, and much is over."""
    site.case()
    models = (tables.Submission, tables.Case, tables.CaseSubmission, tables.CaseMailbox, tables.StepRun, tables.Notice)
    like = {model: [plain(row) for row in site.all(model)] for model in models}
    site.waiting(fault())
    kept: dict[Any, list[dict[str, Any]]] = {}
    for _ in range(PAST):
        for model, row in past(like):
            kept.setdefault(model, []).append(row)

    def write(session: Session) -> None:
        for model, found in kept.items():
            session.execute(insert(model), found)

    site.write(write)
    site.office.database.analyse()
    return site


def plans(site: Site, look: Callable[[Session], Any]) -> list[str]:
    """How SQLite goes about each statement of a reading, a line for each table it touches."""
    asked: list[tuple[Any, str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        asked.append((connection, statement, parameters))

    def watched(session: Session) -> list[str]:
        event.listen(Engine, "before_cursor_execute", note)
        look(session)
        event.remove(Engine, "before_cursor_execute", note)
        steps = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values).all() for connection, text, values in asked]
        return [row[3] for rows in steps for row in rows]

    return site.read(watched)


@pytest.mark.parametrize("store_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("person", ["ada", "gus", "hal"])
def test_what_is_over_is_not_read_to_find_what_waits(old: Site, person: str) -> None:
    organisation, actor = old.scene().organisation, old.actor(person)
    case = next(row for row in old.all(tables.Case) if row.closed_at is None)

    def looked(page: Callable[[Session, Sight, tables.Case], Any]) -> list[str]:
        return plans(old, lambda session: page(session, sight(session, organisation, actor), case))

    found = {name: looked(page) for name, page in PAGES.items()}
    assert all(found.values())
    assert {name: step for name, steps in found.items() for step in steps if ALL_OF_IT.search(step)} == {}
