"""A chart on paper is the picture of the page in its light colours, dark on white, and needs nothing from outside itself."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from admin.charts import Bar, bars, on_paper
from engine.printing import to_pdf
from forms.assets import assets
from tests.admin.charts.samples import CHARTS, TOLD, drawn
from tests.forms.colours import contrast
from tests.forms.test_tokens import CHART, HEAT, SCHEMES

STYLE = Path(__file__).parents[3] / "forms" / "static" / "chart-paper.css"
FILLED = re.compile(r"([0-9.]+) ([0-9.]+) ([0-9.]+) rg")
FONT = "source-sans-3.woff2"
PAGE = """<!DOCTYPE html><html lang="sv"><head><title>Rapport</title><style>
@font-face {{font-family: "Source Sans 3"; src: url("own:{font}")}} figure {{margin: 0}}</style></head>
<body><h1>Rapport</h1>{charts}</body></html>"""


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    """Every chart in a document."""
    charts = "".join(f"<figure>{on_paper(chart)}</figure>" for chart in CHARTS.values())
    return PdfReader(BytesIO(to_pdf(PAGE.format(font=FONT, charts=charts), {FONT: assets()[FONT].content})))


@pytest.mark.parametrize("name", CHARTS)
def test_it_is_the_same_picture_with_its_colours_in_itself(name: str) -> None:
    paper = drawn(on_paper(CHARTS[name]))
    assert (paper[0].text, paper[1].text, paper[2].tag) == (TOLD.title, TOLD.description, "style")
    assert (paper.get("width"), "var(" in str(paper[2].text)) == ("640", False)
    assert [shape.attrib for shape in paper.iter()][4:] == [shape.attrib for shape in drawn(CHARTS[name]).iter()][3:]


def test_a_chart_higher_than_a_page_is_made_smaller_and_no_other() -> None:
    short, long = (drawn(on_paper(bars(TOLD, [Bar("Kök", 1)] * rows))) for rows in (3, 30))
    assert (short.get("width"), short.get("height")) == ("640", str(short.get("viewBox")).split()[3])
    assert (long.get("height"), long.get("viewBox")) == ("880", "0 0 640 1488")
    assert int(str(long.get("width"))) == round(640 * 880 / 1488)


@pytest.mark.parametrize("name", CHARTS)
def test_every_look_of_a_shape_is_in_the_sheet_for_paper(name: str) -> None:
    sheet = STYLE.read_text(encoding="utf-8")
    shapes = [shape.get("class", "").split() for shape in drawn(CHARTS[name]).iter() if shape.get("class")]
    assert [looks for looks in shapes if f".{looks[0]}{{" not in sheet and f".{looks[0]}," not in sheet] == []


def test_text_is_dark_enough_on_white() -> None:
    colours = re.findall(r"\.chart-(?:label|tick)[^{]*\{fill:(#[0-9a-f]{3})\b", STYLE.read_text(encoding="utf-8"))
    assert len(colours) == 2
    assert all(contrast("#" + "".join(letter * 2 for letter in colour[1:]), "#ffffff") >= 7 for colour in colours)


def test_a_document_shows_the_names_and_the_numbers(pdf: PdfReader) -> None:
    text = "".join("".join(page.extract_text().split()) for page in pdf.pages)
    assert [word for word in ("Uppehållsrummet", "Gränsen:10dagar", "hittills", "dold", "1210") if word not in text] == []


def test_a_document_is_drawn_in_the_colours_of_the_palette(pdf: PdfReader) -> None:
    found = [tuple(map(float, colour)) for page in pdf.pages for colour in FILLED.findall(content(page))]
    missing = [name for name in (*CHART, *HEAT) if not any(near(parts_of(SCHEMES["light"][name]), colour) for colour in found)]
    assert missing == []


def content(page: Any) -> str:
    """What is drawn on a page."""
    return str(page["/Contents"].get_object().get_data().decode("latin-1"))


def parts_of(colour: str) -> tuple[float, ...]:
    """The three parts of a colour, 0 to 1."""
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """True for the same colour, written with other decimals."""
    return all(abs(a - b) < 0.003 for a, b in zip(one, other, strict=True))
