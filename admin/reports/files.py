"""What a report can be saved as. It must not choose or say anything: what stands in a file is the sheet that the page shows."""

from collections.abc import Callable, Mapping

from engine.spreadsheets import csv_lines, workbook
from engine.statistics import json_file
from engine.statistics.csv_file import write_csv
from engine.statistics.json_file import write_json
from engine.statistics.sheet import Sheet
from engine.statistics.xlsx_file import write_xlsx

PDF = "pdf"
TYPES: Mapping[str, str] = {PDF: "application/pdf", "xlsx": workbook.TYPE, "csv": csv_lines.TYPE, "json": json_file.TYPE}
"""The type of each file by its ending, in the order in which they are offered."""

WRITERS: Mapping[str, Callable[[Sheet], bytes]] = {"xlsx": write_xlsx, "csv": write_csv, "json": write_json}
"""How each is written but the PDF, which is drawn from a page."""
