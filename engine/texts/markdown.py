"""The little Markdown that authors may use in texts to read: paragraphs, lists, emphasis and links. All else stands as it was written.

It follows CommonMark as far as it goes. There is no HTML, no picture, heading or code, and no address that becomes a link by itself.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

_ADDRESS = re.compile(r"https://[^/?#@\s]+([/?#]\S*)?|mailto:[^\s@?]+@[^\s@?]+(\?\S*)?|tel:\+?[0-9().-]+", re.IGNORECASE)

_MARK = re.compile(r"[\\*_\[\]]")
_ITEM = re.compile(r"^([ \t]*[0-9]{0,9})([-+.)])(?=[ \t]|$)", re.MULTILINE)


def leads_out(address: str) -> bool:
    """True where a link may lead: to a page over an encrypted connection, an e-mail address or a telephone number."""
    return _ADDRESS.fullmatch(address) is not None


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return leads_out(url)


_READER = _Reader("zero", {"html": False, "breaks": True}).enable(["list", "emphasis", "link", "newline", "escape"])


def as_html(text: str) -> str:
    """The text as HTML that is safe to show: all that was written is escaped."""
    return str(_READER.render(text))


def as_words(text: str) -> str:
    """The text without marks and addresses, a line for each of its own."""
    return "\n".join(_words(parts) for parts in _lines(text))


def as_written(text: str) -> str:
    """Markdown that shows the text as it stands, whatever in it looks like marks; only what looks like a link gets a blank in it."""
    apart = text.replace("](", "] (")
    if _lines_of(as_words(apart)) == _lines_of(apart):
        return apart
    return _ITEM.sub(r"\1\\\2", _MARK.sub(r"\\\g<0>", apart))


def links(text: str) -> tuple[str, ...]:
    """The words of each link."""
    return tuple(words for words, _ in _links(text))


def broken_link(text: str) -> bool:
    """True when something is written as a link that is none, or leads nowhere."""
    return "](" in as_words(text) or not all(leads_out(address) for _, address in _links(text))


def _lines_of(text: str) -> list[str]:
    """The lines that hold something."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def _lines(text: str) -> Iterator[list[Token]]:
    return (token.children or [] for token in _READER.parse(text) if token.type == "inline")


def _words(parts: list[Token]) -> str:
    return "".join("\n" if part.tag == "br" else part.content for part in parts)


def _links(text: str) -> Iterator[tuple[str, str]]:
    """Words and address of each link; there is none inside another."""
    for parts in _lines(text):
        starts = [place for place, part in enumerate(parts) if part.type == "link_open"]
        ends = [place for place, part in enumerate(parts) if part.type == "link_close"]
        for start, end in zip(starts, ends, strict=True):
            yield _words(parts[start:end]), str(parts[start].attrGet("href"))
