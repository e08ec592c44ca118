"""A file's name can be shown and saved, and leads nowhere."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.attachments.naming import LONGEST, clean_name


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("IMG_1234.JPEG", "IMG_1234.jpg"),
        ("Skärmbild 2026-09-07 10.15.jpg", "Skärmbild 2026-09-07 10.15.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\kim\\bild.png", "bild.jpg"),
        ("bild.jpg.exe", "bild.jpg.jpg"),
        ("bild\u202egpj.exe", "bild gpj.jpg"),
        ("a\0b\r\nc.jpg", "a b c.jpg"),
        ('<b>"x"?*|', "_b__x____.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("..", "file.jpg"),
        ("", "file.jpg"),
        ("\u200b \t", "file.jpg"),
        ("e\u0301.png", "é.jpg"),
        ("x" * 300 + ".jpg", "x" * LONGEST + ".jpg"),
    ],
)
def test_what_a_name_becomes(sent: str, kept: str) -> None:
    assert clean_name(sent, "jpg") == kept


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_does_no_harm(sent: str) -> None:
    kept = clean_name(sent, "pdf")
    assert kept.endswith(".pdf")
    assert not set(kept) & set('/\\<>:"|?*\0')
    assert not kept.startswith(".")
    assert len(kept) <= LONGEST + len(".pdf")
    assert not any(unicodedata.category(character)[0] == "C" for character in kept)
