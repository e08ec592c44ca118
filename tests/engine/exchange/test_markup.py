"""Texts that may be HTML become their words, and what no words can stand for is named."""

import pytest

from engine.exchange.markup import Plain, clean, plain, seen


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Om 3 < 4 & så", "Om 3 < 4 & så"),
        ("<p>Ett</p><p>Två</p>", "Ett\n\nTvå"),
        ("a<br>b", "a\nb"),
        ("<ul><li>ett</li><li>två</li></ul>", "– ett\n– två"),
        ('<a href="https://a.se">Läs</a> mer', "Läs (https://a.se) mer"),
        ('<a href="https://a.se">https://a.se</a>', "https://a.se"),
        ('<a href="javascript:x()">Klicka</a>', "Klicka"),
        ("Smör &amp; bröd&nbsp;", "Smör & bröd"),
        ("<style>p {}</style>Ord", "Ord"),
        ("<b>öppen", "öppen"),
    ],
)
def test_words_stay_and_markup_goes(html: str, text: str) -> None:
    assert plain(html).text == text


def test_the_first_heading_stands_apart() -> None:
    assert plain("<h2>Rubrik</h2><p>Text</p><h2>Nästa</h2>") == Plain("Text\n\nNästa", marked=True, heading="Rubrik")


def test_what_is_no_words_is_named_once() -> None:
    assert plain("<img src=a><img src=b><script>alert(1)</script>").lost == ("img", "script")


def test_what_can_not_be_seen_or_stored_goes() -> None:
    assert clean(" a\x00\t b\u200b\r\n\n\n\nc\ud800 ") == "a b\n\nc"
    assert (seen("å\n"), seen("\x07"), seen("\ud800")) == (True, False, False)
