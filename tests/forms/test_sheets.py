"""What a browser fetches for a page is small, comes from here, and needs no inline exception."""

import gzip
import re
from pathlib import Path

import pytest

from forms.web import FOLDER

STATIC = FOLDER / "static"
SHEETS = sorted(STATIC.glob("*.css"))
PAGES = sorted((FOLDER / "html").rglob("*.html"))


def test_a_public_page_leaves_room_for_its_words_within_60_kilobytes() -> None:
    squeezed = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in ("mallverk.css", "mallverk.js", "mark.svg"))
    assert squeezed + len((STATIC / "source-sans-3.woff2").read_bytes()) < 45_000


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_asks_for_nothing_but_our_font(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert set(re.findall(r"url\((.*?)\)", text)) <= {"source-sans-3.woff2"}
    assert not re.search(r"@import|GDS Transport|crown|//[a-z]", text, re.IGNORECASE)


def test_the_script_stores_and_loads_nothing_of_its_own() -> None:
    script = (STATIC / "mallverk.js").read_text(encoding="utf-8")
    assert not re.search(r"localStorage|sessionStorage|indexedDB|cookie|eval|innerHTML|import\b|https?:", script)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_page_has_no_inline_style_and_no_inline_script(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", text)
