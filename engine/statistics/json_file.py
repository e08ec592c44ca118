"""A report as JSON, for other programs: its keys are described in docs/reports.md and stay as they are."""

import json
from collections.abc import Iterable
from typing import Any

from engine.statistics.definitions import Definition
from engine.statistics.grid import Cell, Row
from engine.statistics.sheet import Sheet

TYPE = "application/json"


def write_json(sheet: Sheet) -> bytes:
    """The file."""
    return (json.dumps(plain(sheet), ensure_ascii=False, indent=2) + "\n").encode()


def plain(sheet: Sheet) -> dict[str, Any]:
    """The report as JSON values. A number that is not told is null, with the code of the reason."""
    grid = sheet.grid
    return {
        "template": sheet.template,
        "report": sheet.report,
        "period": sheet.period,
        "language": sheet.language,
        "taken": sheet.taken.isoformat(timespec="seconds"),
        "title": sheet.title,
        "form": sheet.form,
        "selection": sheet.selection,
        "number": sheet.lead,
        "note": sheet.note,
        "hidden": sheet.hidden,
        "caption": sheet.caption,
        "corner": grid.corner,
        "columns": [{"kind": column.kind, "key": column.key, "label": column.label} for column in grid.columns],
        "rows": [_row(row) for row in grid.rows],
        "total": _row(grid.total),
        "definitions": _told(sheet.definitions),
        "masked": _told(sheet.masked),
    }


def _row(row: Row) -> dict[str, Any]:
    return {"key": row.key, "label": row.label, "cells": [_cell(cell) for cell in row.cells]}


def _cell(cell: Cell) -> dict[str, Any]:
    return {"value": cell.value, **({"masked": cell.masked} if cell.masked else {})}


def _told(definitions: Iterable[Definition]) -> list[dict[str, str]]:
    return [{"code": one.code, "name": one.name, "text": one.text} for one in definitions]
