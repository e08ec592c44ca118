"""A report as a file for a spreadsheet: RFC 4180 with semicolons and a byte order mark. No cell can become a formula."""

import csv
from io import StringIO

from admin.reports.grid import Cell, grid_of
from admin.reports.opening import Opened
from engine.actions.read_report import Figures
from engine.statistics.table import SMALL
from engine.texts import in_language
from forms.wording import say

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def write_csv(opened: Opened, figures: Figures) -> bytes:
    """What is selected, in the first lines, then the table of the page."""
    grid = grid_of(figures.shown)
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for line in _about(opened, figures):
        writer.writerow([safe(text) for text in line])
    writer.writerow([])
    writer.writerow([safe(text) for text in grid.head])
    for row in (*grid.rows, grid.total):
        writer.writerow([safe(row.label), *(_value(cell) for cell in row.cells)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def file_name(opened: Opened) -> str:
    """Template, report and period, all of which are ASCII."""
    ground = opened.ground
    return f"{ground.template.name}-{ground.report.id}-{opened.choice.span.key}.csv"


def safe(text: str) -> str:
    """The text on one line, with an apostrophe before what a spreadsheet would take for a formula."""
    line = " ".join(text.splitlines()) if text.strip() else ""
    return f"'{line}" if text[:1] in _FORMULA or line.lstrip()[:1] in _FORMULA else line


def _value(cell: Cell) -> int | str:
    return safe(cell.text) if cell.value is None else cell.value


def _about(opened: Opened, figures: Figures) -> list[tuple[str, str]]:
    lines = [
        (say("reports.file.report"), opened.words.title()),
        (say("reports.file.template"), in_language(opened.ground.template.title, opened.reader.language)),
        (say("reports.file.selection"), opened.sentence),
        (say("reports.file.dated"), opened.words.dated()),
        (say("reports.file.taken"), opened.taken),
    ]
    lines += [(say("reports.explain.broken"), sentence) for sentence in opened.words.breaks(figures.versions, opened.choice.chosen)]
    if figures.shown.hidden:
        lines.append((say("reports.file.note"), say(f"reports.hidden.{figures.shown.hidden}", small=SMALL)))
    return lines
