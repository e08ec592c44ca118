"""Everything that a compilation shows, on its page and on paper, as plain values."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from admin.charts import on_paper
from admin.compilations.compiling import Compiling
from admin.compilations.writing import Written
from admin.reports.breaks import breaks
from admin.reports.drawing import chart
from admin.reports.opening import Opened
from admin.reports.page import subtitle
from admin.reports.panel import Panel
from engine.statistics.sheet import Sheet
from engine.template.compilation import Section
from engine.texts import in_language

_WIDE = 7
"""A table with more columns than this lies on its side."""


@dataclass(frozen=True)
class Figure:
    """A report in it: what it says, its picture, and its address."""

    sheet: Sheet
    heading: str
    subtitle: str
    chart: Markup | None
    url: str
    wide: bool


@dataclass(frozen=True)
class Part:
    """A section: its title, its reports, and its text where one is asked for."""

    id: str
    title: str
    figures: tuple[Figure, ...]
    written: Written | None


def parts(found: Compiling, texts: dict[str, Written], *, paper: bool = False) -> list[Part]:
    """The sections in order. A report that can not be read any more is left out."""
    read: dict[str, Figure] = {}
    for report in found.compilation.reports:
        opened = found.opened(report)
        if opened is not None:
            read[report] = _figure(opened, linked=bool(found.unit), paper=paper)
    return [_part(found, section, read, texts.get(section.id)) for section in found.compilation.sections]


def _part(found: Compiling, section: Section, read: dict[str, Figure], text: Written | None) -> Part:
    """A section. A picture stands where its report is shown first, since names inside it are to be there once."""
    figures = tuple(read[report] for report in section.reports if report in read)
    for report in section.reports:
        if report in read:
            read[report] = replace(read[report], chart=None)
    return Part(section.id, in_language(section.title, found.reader.language), figures, text)


def _figure(opened: Opened, *, linked: bool, paper: bool) -> Figure:
    """What the report's own page shows of the same."""
    read = opened.read()
    sheet = read.sheet
    heading = sheet.finding or sheet.title
    picture = chart(read.shown, heading, breaks(opened, read))
    drawn = on_paper(picture) if picture is not None and paper else picture
    url = Panel(opened).address(opened.choice) if linked else ""
    return Figure(sheet, heading, subtitle(read), drawn, url, len(sheet.grid.columns) > _WIDE)


def explained(parts: list[Part]) -> dict[str, object]:
    """How the numbers were counted: what is the same of every report, once, and of each report its title, selection, and the rest."""
    sheets = list({figure.sheet.report: figure.sheet for part in parts for figure in part.figures}.values())
    told = [(*sheet.definitions, *sheet.masked) for sheet in sheets]
    common = [one for one in (told[0] if told else ()) if all(one in other for other in told)]
    rest = [[one for one in own if one not in common] for own in told]
    return {
        "common": common,
        "explained": [(sheet.title, sheet.selection, own) for sheet, own in zip(sheets, rest, strict=True)],
    }
