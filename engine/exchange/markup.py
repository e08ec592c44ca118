"""Texts of others as a template shows them: without markup, and without characters that it can not hold."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029\u200b\ufeff]")
_MARKUP = re.compile(r"<[A-Za-z/!]|&(?:[A-Za-z]+|#[0-9]+|#x[0-9A-Fa-f]+);")
_BLOCKS = frozenset(
    """
    address article blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section
    table tr ul
    """.split()
)
_SILENT = frozenset({"script", "style", "template", "noscript"})
_SHOWN = frozenset({"img", "iframe", "video", "audio", "svg", "canvas", "object", "embed", "input", "select", "button", "textarea"})
_LONGEST = 100_000


@dataclass(frozen=True)
class Plain:
    """A text without markup. `marked` says that there was some, `lost` names the elements that no text can stand for."""

    text: str
    marked: bool = False
    lost: tuple[str, ...] = ()
    heading: str = ""


def plain(text: str) -> Plain:
    """The words of a text that may be HTML: its blocks as lines, links with their addresses, its first heading apart."""
    text = text[:_LONGEST]
    if not _MARKUP.search(text):
        return Plain(clean(text))
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return Plain(
        re.sub("\n+– ", "\n– ", clean("".join(reader.words))),
        True,
        tuple(dict.fromkeys(reader.lost)),
        clean(reader.heading).replace("\n", " "),
    )


def clean(text: str) -> str:
    """The text with its blanks in order and without what can not be seen or stored."""
    lines = [" ".join(line.split()) for line in re.split("\r\n|\r|\n", _UNSEEN.sub("", text.replace("\t", " ")))]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def seen(text: str) -> bool:
    """Whether everything in the text can be seen and stored."""
    return not _UNSEEN.search(text)


@dataclass
class _Reader(HTMLParser):
    """Gathers words; `heading` is what the first heading holds, when no word comes before it."""

    words: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    heading: str = ""
    silent: int = 0
    links: list[str] = field(default_factory=list)
    headed: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line, an item a mark, and what shows something else than words is lost."""
        if tag in _SILENT:
            self.silent += 1
            self.lost += ["script"] if tag == "script" else []
        elif tag in _SHOWN:
            self.lost.append(tag)
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        elif tag in _BLOCKS:
            self.words.append("\n– " if tag == "li" else "\n")
            self.headed = bool(re.fullmatch("h[1-6]", tag)) and not "".join(self.words).strip()

    def handle_endtag(self, tag: str) -> None:
        """A link tells where it leads after its words."""
        if tag in _SILENT:
            self.silent = max(self.silent - 1, 0)
        elif tag == "a" and self.links:
            address = self.links.pop()
            if re.match("(?:https?://|mailto:|tel:)", address) and not "".join(self.words[-3:]).strip().endswith(address):
                self.words.append(f" ({address})")
        elif tag in _BLOCKS:
            self.headed = False
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        """Words."""
        if self.silent:
            return
        if self.headed:
            self.heading += data
        else:
            self.words.append(data)
