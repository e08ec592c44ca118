"""Workbooks for tests, written as tables, and what is read from them."""

import io
from typing import Any

from openpyxl import Workbook

from engine.exchange import Carried
from engine.exchange.taking_in import as_new
from engine.exchange.xlsform.reading import carried
from engine.library import BEGINNING
from engine.template.load import load
from engine.template.model import FormTemplate


def rows_of(table: str) -> list[list[str]]:
    """The rows of a table whose cells stand between bars; `\\n` in a cell is a new line."""
    lines = [line.strip() for line in table.strip().splitlines() if line.strip()]
    return [[cell.strip().replace("\\n", "\n") for cell in line.strip("|").split("|")] for line in lines]


def book(survey: str, choices: str = "", settings: str = "", **others: str) -> bytes:
    """A workbook with these sheets; every cell that is not empty is a text, as somebody typed it."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, table in {"survey": survey, "choices": choices, "settings": settings, **others}.items():
        if not table:
            continue
        sheet = made.create_sheet(name)
        for row, cells in enumerate(rows_of(table), 1):
            for column, text in enumerate(cells, 1):
                if text:
                    sheet.cell(row, column, text).data_type = "s"
    return raw_of(made)


def raw_of(made: Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(survey: str, choices: str = "", settings: str = "", **others: str) -> Carried:
    """What is carried from a workbook with these sheets."""
    return carried(book(survey, choices, settings, **others))


def template(found: Carried) -> FormTemplate:
    """The template that is made of what was carried, which has to have no faults."""
    return load(as_new(found, "prov", BEGINNING.read_text(encoding="utf-8")))


def questions(found: Carried) -> dict[str, Any]:
    """All questions of the top level, as they stand in the template."""
    assert template(found)
    return {id: question for page in found.sections["form"]["pages"].values() for id, question in page["questions"].items()}


def pages(found: Carried) -> dict[str, Any]:
    """The pages, as they stand in the template."""
    assert template(found)
    made: dict[str, Any] = found.sections["form"]["pages"]
    return made


def lost(found: Carried) -> list[tuple[str, str]]:
    """Place and code of what is lost."""
    return [(remark.place, remark.code) for remark in found.remarks if remark.lost]


def told(found: Carried) -> list[tuple[str, str]]:
    """Place and code of what is only told, but for the language that these small workbooks do not name."""
    return [(remark.place, remark.code) for remark in found.remarks if not remark.lost and remark.code != "language-not-said"]
