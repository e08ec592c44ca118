"""A report as a PDF: what is selected and how it was counted on the first page, then its chart and its table."""

from admin.charts import on_paper
from admin.paper import pdf_of
from admin.reports.breaks import breaks
from admin.reports.drawing import chart
from admin.reports.opening import Opened, Read
from admin.reports.page import subtitle

_WIDE = 7
"""A table with more columns than this lies on its side."""


def printed(opened: Opened, read: Read) -> bytes:
    """The PDF; raises NotPrinted."""
    sheet = read.sheet
    heading = sheet.finding or sheet.title
    picture = chart(read.shown, heading, breaks(opened, read))
    return pdf_of(
        "report_paper.html",
        sheet=sheet,
        organisation=opened.reader.organisation.name,
        heading=heading,
        subtitle=subtitle(read),
        chart=on_paper(picture) if picture else None,
        wide=len(sheet.grid.columns) > _WIDE,
    )
