"""Words are measured wide enough for every font that they may be shown in, and broken between words where that is possible."""

from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from admin.charts.lettering import shortened, width, wrapped

FONT = Path(__file__).parents[3] / "forms" / "static" / "source-sans-3.woff2"
WORDS = [
    "Verbalt (öknamn, kommentarer)",
    "1 234",
    "vecka 48 2026",
    "Uppehållsrum eller bibliotek",
    "Gränsen: 10 dagar",
    "okt ’26",
    "MMMM",
    "jävlar!",
]


@cache
def letters(weight: int) -> dict[str, float]:
    """How wide the font's letters are, by the size of the text."""
    font = instantiateVariableFont(TTFont(FONT), {"wght": weight})
    wide, whole = font["hmtx"], font["head"].unitsPerEm
    return {chr(code): wide[name][0] / whole for code, name in font.getBestCmap().items()}


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("weight", [400, 700])
def test_no_text_is_wider_than_it_is_measured(words: str, weight: int) -> None:
    assert sum(letters(weight)[letter] for letter in words) * 16 <= width(words, 16, bold=weight == 700)


def test_a_text_is_broken_between_words() -> None:
    assert wrapped("ett två tre", width("ett två")) == ["ett två", "tre"]


def test_a_word_without_room_is_cut_and_none_of_it_is_lost() -> None:
    lines = wrapped("Uppehållsrummet", 60)
    assert "".join(lines) == "Uppehållsrummet"
    assert all(width(line) <= 60 for line in lines)


def test_no_words_are_one_empty_line() -> None:
    assert wrapped(" ", 60) == [""]


def test_what_is_cut_off_ends_with_dots() -> None:
    assert shortened("ett", 100) == "ett"
    assert shortened("ett två tre", width("ett två…")) == "ett två…"
