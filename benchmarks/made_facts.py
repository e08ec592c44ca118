"""Invented facts with a seed: twelve answers with skewed values, forty units, thirty-four months; in the product's own tables, as JSON
beside them, and in DuckDB with the same columns."""

import csv
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import duckdb
import psycopg
from sqlalchemy.engine import make_url

ORG, TEMPLATE, SEED = "counting", "uppgifter", 5
FIRST, DAYS = date(2024, 1, 1), 1035
UNITS = tuple(f"unit-{number:02}" for number in range(40))
SIZES = (20, 5, 4, 3, 2, 12, 8, 6, 4, 10, 3, 15)
ANSWERS = tuple(f"a{number:02}" for number in range(1, len(SIZES) + 1))
TABLE = "as_json"


def values(answer: str) -> list[str]:
    """What can be answered to a question."""
    return [f"v{number:02}" for number in range(SIZES[ANSWERS.index(answer)])]


def template() -> str:
    """The template that asks and counts all of it, with two reports."""
    lines = [f"template: {TEMPLATE}", "title: Uppgifter", "form:", "  questions:"]
    lines += ["    enhet: {type: unit, label: Enhet, routes: true, statistics: true}"]
    for answer in ANSWERS:
        options = ", ".join(f"{value}: {value}" for value in values(answer))
        lines += [f"    {answer}: {{type: choice, label: {answer}, options: {{{options}}}, statistics: true}}"]
    lines += ["functions: {desk: {label: Disken, held_by: organisation}}", "routing: [{to: desk}]", "reports:"]
    lines += ["  where: {title: Var och vem?, count: submissions, rows: a01, columns: a02, filters: [enhet, period, a03, a04]}"]
    lines += ["  trend: {title: När?, count: submissions, rows: period, filters: [enhet, period, a03, a04]}"]
    return "\n".join(lines)


def organisation() -> str:
    """Its units, and somebody who reads everything."""
    lines = [f"organisation: {{key: {ORG}, name: Bench, kind: kommun}}", "units:"]
    lines += [f"  {unit}: {{name: {unit}, kind: grundskola}}" for unit in UNITS]
    lines += ["mailboxes: {top: {name: Top, holds: [desk], members: [top]}}"]
    lines += ["people: {top: {name: Top, email: top@bench.example, grants: [{right: read_cases}]}}"]
    return "\n".join(lines)


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Day, unit and the twelve answers of each fact, in the order of the days."""
    die = Random(SEED)  # noqa: S311 - invented answers
    days = sorted(die.choices(range(DAYS), k=count))
    units = die.choices(UNITS, [1 / (number + 3) for number in range(len(UNITS))], k=count)
    answers = [
        die.choices(values(answer), [1 / (number + 1) for number in range(size)], k=count)
        for answer, size in zip(ANSWERS, SIZES, strict=True)
    ]
    texts = [(FIRST + timedelta(days=number)).isoformat() for number in range(DAYS)]
    return zip((texts[day] for day in days), units, *answers, strict=True)


@dataclass(frozen=True)
class Filled:
    """Where the same facts lie: the product's database, and DuckDB."""

    url: str
    duck: duckdb.DuckDBPyConnection


def fill(url: str, folder: Path, count: int, placed: dict[str, str], *, as_json: bool) -> Filled:
    """Writes so many facts to both, and as JSON if that is wanted. `placed` has the column of each counted answer."""
    path = folder / f"facts-{count}.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows(count))
    parsed = make_url(url)
    columns = [placed[name] for name in ("enhet", *ANSWERS)]
    write = _into_sqlite if parsed.get_backend_name() == "sqlite" else _into_postgresql
    write(parsed, count, columns, as_json=as_json)
    duck = _into_duckdb(path, folder / f"facts-{count}.duckdb")
    path.unlink()
    return Filled(url, duck)


def _facts(count: int) -> Iterator[tuple[Any, ...]]:
    """The rows of the table of facts, but for what the stores write in their own way."""
    for number, (day, unit, *answers) in enumerate(rows(count), 1):
        yield (UUID(int=number), ORG, TEMPLATE, 1, "submissions", unit, "main", day, 1, unit, *answers)


FACT = ("id", "org", "template", "version", "grain", "unit", "authority", "day", "sign")


def _said(row: Sequence[str]) -> str:
    return json.dumps({"day": row[0], "enhet": row[1], **dict(zip(ANSWERS, row[2:], strict=True))})


def _into_sqlite(url: Any, count: int, columns: list[str], *, as_json: bool) -> None:
    names = (*FACT, *columns)
    connection = sqlite3.connect(url.database)
    sql = f"INSERT INTO fact ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - our own names
    connection.executemany(sql, ((id.hex, *rest) for id, *rest in _facts(count)))
    if as_json:
        connection.execute(f"CREATE TABLE {TABLE} (answers TEXT NOT NULL)")
        connection.executemany(f"INSERT INTO {TABLE} VALUES (?)", ((_said(row),) for row in rows(count)))  # noqa: S608 - our own name
    connection.commit()
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()


def _into_postgresql(url: Any, count: int, columns: list[str], *, as_json: bool) -> None:
    with psycopg.connect(host=url.query["host"], user=url.username, dbname=url.database, autocommit=True) as connection:
        with connection.cursor().copy(f"COPY fact ({', '.join((*FACT, *columns))}) FROM STDIN") as copy:
            for row in _facts(count):
                copy.write_row(row)
        if as_json:
            connection.execute(f"CREATE TABLE {TABLE} (answers jsonb NOT NULL)")
            with connection.cursor().copy(f"COPY {TABLE} FROM STDIN") as copy:
                for plain in rows(count):
                    copy.write_row((_said(plain),))
        connection.execute("VACUUM ANALYZE")


def _into_duckdb(path: Path, file: Path) -> duckdb.DuckDBPyConnection:
    """The same columns, each with its own short list of values, as who knows DuckDB would keep them."""
    duck = duckdb.connect(str(file), config={"threads": 2})
    lists = {"unit": list(UNITS)} | {answer: values(answer) for answer in ANSWERS}
    for name, known in lists.items():
        duck.execute(f"CREATE TYPE list_{name} AS ENUM ({', '.join(repr(value) for value in known)})")
    parts = ", ".join(f"{name} list_{name}" for name in lists)
    duck.execute(f"CREATE TABLE fact (day DATE, {parts})")
    duck.execute(f"COPY fact FROM '{path}' (HEADER false)")
    duck.execute("CHECKPOINT")
    return duck
