"""The arithmetic of the benchmarks and the bare app that they measure against. Nothing here takes the time."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from benchmarks import bare, bare_store
from benchmarks.client import Seen
from benchmarks.figures import Cell, Figure, Limit, noisy, percentile, ratios
from benchmarks.product import Stored
from benchmarks.questions import FORM, answers, marker, questions, typed
from benchmarks.submit import verdicts
from engine.template.load import load

ASKED = questions()


def cell(kind: str, rate: float) -> Cell:
    """A cell of one client."""
    return Cell(kind, 1, rate, 1000 / rate, 2000 / rate)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with the bare app's tables."""
    path = tmp_path / "bare.sqlite3"
    bare_store.create_tables(f"sqlite:///{path}")
    return path


@pytest.fixture
def app(path: Path) -> Iterator[FlaskClient]:
    """The bare app on it."""
    store = bare_store.SqliteStore(str(path))
    yield bare.create_app(store).test_client()
    store.close()


def rows(path: Path, table: str) -> int:
    """How many rows a table has."""
    with sqlite3.connect(path) as connection:
        count: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names
    connection.close()
    return count


def test_both_sides_ask_the_same_forty_questions() -> None:
    assert [question.id for question in load(FORM.read_bytes()).form.every()] == [question.id for question in ASKED]
    assert Counter(question.type for question in ASKED) == {
        "text": 12, "email": 3, "number": 4, "date": 4, "unit": 1, "choice": 11, "long_text": 3, "choices": 2,
    }  # fmt: skip


def test_answers_are_as_large_as_real_ones_and_no_two_are_alike() -> None:
    first, second = answers(1, ASKED), answers(2, ASKED)
    assert 1300 < len(urlencode(first)) < 2000
    assert first[ASKED[0].id] == marker(1) != second[ASKED[0].id]


def test_a_day_goes_into_the_input_for_another_day() -> None:
    given = typed({"date_1": "2026-03-04"}, tuple(question for question in ASKED if question.id == "date_1"))
    assert given == {"date_1": "other", "date_1-other": "2026-03-04"}


def test_a_ratio_is_to_the_mean_of_the_neighbours_before_and_after() -> None:
    cells = [cell("B", 100), cell("P", 60), cell("F", 80), cell("B", 140), cell("P", 70)]
    assert ratios(cells, "P", "B", lambda one: one.rate) == (60 / 120, 70 / 140)
    assert ratios(cells, "P", "F", lambda one: one.rate) == (60 / 80, 70 / 80)


def test_without_a_base_there_is_no_ratio() -> None:
    assert ratios([cell("P", 60)], "P", "B", lambda one: one.rate) == ()


def test_more_than_thirty_percent_between_base_cells_is_noise() -> None:
    assert noisy([cell("B", 100), cell("P", 1), cell("B", 140)], "B")
    assert not noisy([cell("B", 100), cell("P", 1), cell("B", 120)], "B")


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([1.0, 2.0, 3.0, 4.0], 0.5) == 3.0
    assert percentile([1.0], 0.99) == 1.0
    assert percentile([], 0.5) == 0.0


def test_a_figure_says_its_median_its_spread_and_whether_the_gate_holds() -> None:
    assert Figure("P1", (0.5, 0.7, 0.4), Limit(0.5, 0.65)).line == "P1: 0.50 [0.40-0.70] (gate >= 0.5, target >= 0.65) ok"
    assert Figure("P3", (2.6,), Limit(2.5, 1.8, most=True)).line == "P3: 2.60 (gate <= 2.5, target <= 1.8) short"
    assert Figure("context", (9.0,), Limit(None)).ok


def test_a_report_that_was_answered_but_is_not_there_is_lost() -> None:
    found = Stored(Counter({marker(1): 1, marker(2): 2}), {"submission": 3, "case": 3, "step_run": 3, "outbox": 2})
    figures = verdicts(Seen(answered=[0, 1, 2]), found, 4)
    assert [figure.value for figure in figures] == [1, 1, 1, 1]


def test_reports_that_are_there_once_are_well() -> None:
    found = Stored(Counter({marker(1): 1, marker(2): 1}), {"submission": 2, "case": 2, "step_run": 2, "outbox": 2})
    assert all(figure.ok for figure in verdicts(Seen(answered=[0, 1]), found, 2))


def test_the_bare_app_stores_one_row(app: FlaskClient, path: Path) -> None:
    assert app.post("/one", data=answers(1, ASKED)).status_code == 303
    assert [rows(path, table) for table in ("submission", "case_", "counter")] == [1, 0, 0]


def test_the_full_variant_stores_what_a_product_must(app: FlaskClient, path: Path) -> None:
    for number in (1, 1):
        app.post("/full", data=answers(number, ASKED))
    assert [rows(path, table) for table in ("submission", "case_", "event", "outbox", "counter")] == [2, 2, 4, 2, 12]


def test_the_bare_app_judges_the_answers(app: FlaskClient, path: Path) -> None:
    wrong = {**answers(1, ASKED), "select_2": "no such option"}
    assert app.post("/one", data=wrong).status_code == 400
    assert rows(path, "submission") == 0


def test_the_bare_page_asks_all_forty(app: FlaskClient) -> None:
    page = app.get("/form").text
    assert [question.id for question in ASKED if f'name="{question.id}"' not in page] == []
    assert app.get("/constant").text == page
