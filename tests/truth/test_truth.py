"""Reports say what counting by hand says: templates, answers, reports and filters that a die made up, on both stores.

`MALLVERK_TEST_SWEEP=full` makes two hundred sets on each; else a few.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine.actions.read_report import Request, read_report
from engine.fields import Context
from engine.statistics.shown import Shown
from engine.statistics.table import Selection
from engine.statistics.words import Words
from engine.store.database import Database
from tests.engine.commands.terminal import run, value
from tests.site import Site
from tests.truth.made import Json, Maker, carries
from tests.truth.oracle import Asked, Numbers, numbers
from tests.truth.people import BEGINNING, ORGANISATION, UNITS, People

FULL = os.environ.get("MALLVERK_TEST_SWEEP") == "full"
SETS = 200 if FULL else 12
PARTS = 4 if FULL else 2
FIRST = """
template: first
title: Den första
form: {questions: {what: {type: text, label: Vad?}}}
functions: {desk: {label: Disken, held_by: organisation}}
routing: [{to: desk}]
"""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_report_says_what_counting_by_hand_says(database: Database, tmp_path: Path, part: int) -> None:
    site = Site.over(database, ORGANISATION, [FIRST])
    wrong = [found for number in range(part, SETS, PARTS) for found in _different(site, number, tmp_path)]
    assert wrong == []


def _different(site: Site, number: int, folder: Path) -> list[Any]:
    """Where a set is counted otherwise: the set's number, the report, what was chosen, and both tables."""
    die = Random(number)  # noqa: S311 - invented answers
    versions = Maker(die, f"made-{number}").versions()
    people = People(die, site, versions)
    people.live(lambda text: _publish(site, text), reports=die.randint(3, 8))
    # half of the sets have all that is counted ahead, the others some of it
    while number % 2 and site.office.count_ahead(site.org):
        pass
    wrong = []
    for id, report in versions[-1]["reports"].items():
        for asked in (Asked(), *(_asked(die, versions[-1], report) for _ in range(3))):
            by_hand, before = (numbers(versions, report, people.happened, one) for one in (asked, _a_year_before(asked)))
            truth, found = {**_plain(by_hand), "before": before.total}, _page(site, people.name, id, asked)
            if truth != found:
                wrong.append((number, report, asked, truth, found))
    return wrong + _counted_otherwise(people, folder, number) + [*site.office.spoiled(site.org)]


def _publish(site: Site, text: Json) -> None:
    site.publish(json.dumps(text))


def _asked(die: Random, text: Json, report: Json) -> Asked:
    """Something that a reader who may read everything could choose."""
    units = frozenset(die.sample(UNITS, die.randint(1, 2))) if die.random() < 0.5 else None
    first = BEGINNING.date() + timedelta(days=die.randrange(300)) if die.random() < 0.5 else None
    last = (first or BEGINNING.date()) + timedelta(days=die.randrange(200)) if die.random() < 0.5 else None
    carried = carries(text, report["count"])
    if carried.get(report.get("rows", ""), ({}, False))[0].get("sensitive"):
        # a month is the least that can be asked about
        return Asked(units, first and first.replace(day=1), last and _end_of_month(last))
    lists = {
        name: [*question["options"]] for name, (question, _) in carried.items() if "options" in question and "sensitive" not in question
    }
    names = die.sample(sorted(lists), min(len(lists), die.choice((0, 0, 1, 2))))
    return Asked(units, first, last, {name: tuple(die.sample(lists[name], min(2, len(lists[name])))) for name in names})


def _a_year_before(asked: Asked) -> Asked:
    """What the choice is compared with."""
    first, last = (day and day - timedelta(days=365) for day in (asked.first, asked.last))
    return replace(asked, first=first, last=last)


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _page(site: Site, template: str, report: str, asked: Asked) -> dict[str, Any]:
    """The table that the page shows to somebody who may read everything, without its zeros."""
    number = site.office.latest(site.org)[template]
    published, lineage = site.office.published(site.org, template, number), site.office.lineage(site.org, template, number)
    assert published is not None
    context = Context(site.scene(template).organisation, site.clock.now)
    words = Words(published.template, published.template.reports[report], context, lineage)
    now, earlier = (Selection(one.units, one.first, one.last, one.chosen) for one in (asked, _a_year_before(asked)))
    request = Request(site.actor("ada"), now, earlier, full=True)
    figures = site.read(lambda session: read_report(session, words, published.columns, request))
    assert figures.full
    return {**_shown(figures.shown), "before": figures.shown.before}


def _shown(shown: Shown) -> dict[str, Any]:
    columns = [key for key, _ in shown.columns]
    cells = _cells([line.key for line in shown.lines], columns, [line.cells for line in shown.lines])
    return {
        "total": shown.total,
        "rows": {line.key: line.total for line in shown.lines if line.total},
        "columns": {key: n for key, n in zip(columns, shown.column_totals, strict=True) if n},
        "cells": cells,
    }


def _cells(rows: list[str], columns: list[str], lines: Sequence[Sequence[int]]) -> dict[tuple[str, str], int]:
    return {(row, column): n for row, line in zip(rows, lines, strict=True) for column, n in zip(columns, line, strict=True) if n}


def _plain(found: Numbers) -> dict[str, Any]:
    return {"total": found.total, "rows": dict(found.rows), "columns": dict(found.columns), "cells": dict(found.cells)}


def _counted_otherwise(people: People, folder: Path, number: int) -> list[Any]:
    """Where `mallverk count` says something else of the reports; what people do later it knows nothing of."""
    paths = []
    for version, text in enumerate(people.versions, 1):
        paths.append(folder / f"{number}-{version}.yaml")
        paths[-1].write_text(json.dumps(text), encoding="utf-8")
    answers, roster = folder / f"{number}.jsonl", folder / "organisation.yaml"
    answers.write_text("\n".join(json.dumps(line) for line in people.lines), encoding="utf-8")
    roster.write_text(ORGANISATION, encoding="utf-8")
    at_once = ("received", "event", "case") if people.versions[0]["cases"]["start"] == "on_submit" else ("received",)
    happened = [event for event in people.happened if event.what in at_once]
    wrong = []
    for id, report in people.versions[-1]["reports"].items():
        options = ("--answers", str(answers), "--report", id, "--organisation", str(roster))
        table = value(run("count", *map(str, paths), *options))
        by_hand = _plain(numbers(people.versions, report, happened, Asked()))
        found = {
            "total": table["total"],
            "rows": {key: n for key, n in zip(table["rows"], table["row_totals"], strict=True) if n},
            "columns": {key: n for key, n in zip(table["columns"], table["column_totals"], strict=True) if n},
            "cells": _cells(table["rows"], table["columns"], table["cells"]),
        }
        # what has no answer has no row there
        kept = {name: {key: n for key, n in by_hand[name].items() if key} for name in ("rows", "columns")}
        cells = {key: n for key, n in by_hand["cells"].items() if all(key)}
        if {"total": by_hand["total"], **kept, "cells": cells} != found:
            wrong.append((number, "count", report, by_hand, found))
    return wrong
