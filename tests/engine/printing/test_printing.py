"""A page becomes a PDF that a screen reader can read, in a process that can reach nothing and take no more than its share."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from engine import printing
from engine.printing import Limits, NotPrinted, to_pdf

FONT = (Path(__file__).parents[3] / "forms" / "static" / "source-sans-3.woff2").read_bytes()
PAGE = """<!DOCTYPE html><html lang="sv"><head><title>Beslut å</title><style>
@font-face {font-family: "Own"; src: url("own:font.woff2")} body {font-family: "Own"}</style></head><body>
<h1>Beslut</h1><p>Ärendet är avslutat.</p>
<table><thead><tr><th scope="col">Steg</th><th scope="col">Dag</th></tr></thead>
<tbody><tr><th scope="row">Samtal</th><td>måndag</td></tr></tbody></table>%s</body></html>"""


def structure(node: Any) -> list[tuple[str, str]]:
    """Each tag of a PDF in order, with the scope of a header cell."""
    node = node.get_object()
    inside = node.get("/K", [])
    found = [(node["/S"], node.get("/A", {}).get("/Scope", ""))] if "/S" in node else []
    for kid in inside if isinstance(inside, list) else [inside]:
        found += structure(kid) if isinstance(kid.get_object(), dict) else []
    return found


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    """The page as a PDF."""
    return PdfReader(BytesIO(to_pdf(PAGE % "", {"font.woff2": FONT})))


def test_it_says_its_language_and_its_title_and_that_it_is_tagged(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "sv"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Beslut å"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_headings_and_cells_are_tagged_and_header_cells_say_what_they_are_for(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    tags = structure(root["/StructTreeRoot"])
    assert [tag for tag, _ in tags if tag in ("/H1", "/P", "/Table")] == ["/H1", "/P", "/Table"]
    assert [scope for tag, scope in tags if tag == "/TH"] == ["/Column", "/Column", "/Row"]


def test_its_words_can_be_read_out_and_its_font_is_our_own(pdf: PdfReader) -> None:
    page: Any = pdf.pages[0]
    assert "Ärendet är avslutat." in page.extract_text()
    assert all("Own" in font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values())


def test_nothing_is_fetched_and_no_file_is_read(tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("KANARIE")
    sources = [canary.as_uri(), str(canary), "https://example.org/a.css", "data:text/css,body{content:'KANARIE'}", "own:other"]
    links = "".join(f'<link rel="stylesheet" href="{at}"><img alt="" src="{at}"><object data="{at}"></object>' for at in sources)
    links += f'<style>@import url("{canary.as_uri()}"); p::after {{content: url("{canary.as_uri()}")}}</style>'
    links += f'<link rel="attachment" href="{canary.as_uri()}">'
    found = to_pdf(PAGE % links, {"font.woff2": FONT})
    assert b"KANARIE" not in found
    assert "/EmbeddedFiles" not in str(PdfReader(BytesIO(found)).trailer["/Root"])


def test_a_page_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(NotPrinted) as caught:
        to_pdf(PAGE % ("<p>x</p>" * 100_000), {}, Limits(seconds=1))
    assert caught.value.code == "too-much"
    with pytest.raises(NotPrinted):
        to_pdf(PAGE % "", {}, Limits(wait=0.001))


def test_a_page_that_takes_too_much_memory_is_given_up_and_nobody_else_notices() -> None:
    with pytest.raises(NotPrinted):
        to_pdf(PAGE % ("<p>x</p>" * 100_000), {}, Limits(memory=300 * 1024 * 1024))
    assert to_pdf(PAGE % "", {}).startswith(b"%PDF-")


def test_a_pdf_that_is_too_large_is_given_up() -> None:
    with pytest.raises(NotPrinted) as caught:
        to_pdf(PAGE % "", {}, Limits(result=1000))
    assert caught.value.code == "too-much"


def test_who_wants_a_pdf_does_not_hold_a_thread_for_long_while_others_are_drawn() -> None:
    with printing._AT_ONCE, printing._AT_ONCE, pytest.raises(NotPrinted) as caught:
        to_pdf(PAGE % "", {}, Limits(turn=0.001))
    assert caught.value.code == "busy"
    assert to_pdf(PAGE % "", {}).startswith(b"%PDF-")


def test_a_server_does_not_load_what_draws() -> None:
    told = "import sys, admin, forms, engine.printing.child; print('weasyprint' in sys.modules)"
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", told], cwd=root, env={"PYTHONPATH": str(root)}, check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"
