"""Texts of others as a template shows them: without markup, and without characters that it can not hold."""

import html
import re
from dataclasses import dataclass, field

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029\u200b\ufeff]")
_MARKUP = re.compile(r"<[A-Za-z/!]|&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});")
# a tag ends before the next one begins, so that each character is looked at once
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>|<[!?][^<>]*>", re.DOTALL
)
_HREF = re.compile(r"\shref\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)'|([^\s\"'<>]+))", re.IGNORECASE)
_ADDRESS = re.compile("(?:https?://|mailto:|tel:)", re.IGNORECASE)
_HEADING = re.compile("h[1-6]")
_BLOCKS = frozenset(
    """
    address article blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section
    table tr ul
    """.split()
)
_SILENT = frozenset({"script", "style", "template", "noscript"})
_SHOWN = frozenset({"img", "iframe", "video", "audio", "svg", "canvas", "object", "embed", "input", "select", "button", "textarea"})


@dataclass(frozen=True)
class Plain:
    """A text without markup. `marked` says that there was some, `lost` names the elements that no text can stand for."""

    text: str
    marked: bool = False
    lost: tuple[str, ...] = ()
    heading: str = ""


def plain(text: str) -> Plain:
    """The words of a text that may be HTML: its blocks as lines, links with their addresses, its first heading apart."""
    if not _MARKUP.search(text):
        return Plain(clean(text))
    reader = _Reader()
    place = 0
    for tag in _TAG.finditer(text):
        reader.word(text[place : tag.start()])
        if tag["name"]:
            (reader.end if tag["end"] else reader.begin)(tag["name"].lower(), tag["rest"])
        place = tag.end()
    reader.word(text[place:])
    words = re.sub("\n+– ", "\n– ", clean("".join(reader.words)))
    return Plain(words, True, tuple(dict.fromkeys(reader.lost)), clean(reader.heading).replace("\n", " "))


def clean(text: str) -> str:
    """The text with its blanks in order and without what can not be seen or stored."""
    lines = [" ".join(line.split()) for line in re.split("\r\n|\r|\n", _UNSEEN.sub("", text.replace("\t", " ")))]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def seen(text: str) -> bool:
    """Whether everything in the text can be seen and stored."""
    return not _UNSEEN.search(text)


@dataclass
class _Reader:
    """Gathers words; `heading` is what the first heading holds, when no word comes before it."""

    words: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    heading: str = ""
    headed: bool = False
    begun: bool = False
    silent: int = 0
    links: list[str] = field(default_factory=list)

    def begin(self, tag: str, rest: str) -> None:
        """A block begins a line, an item a mark, and what shows something else than words is lost."""
        if tag in _SILENT:
            self.silent += 1
            self.lost += ["script"] if tag == "script" else []
        elif tag in _SHOWN:
            self.lost.append(tag)
        elif tag == "a":
            found = _HREF.search(rest)
            self.links.append(html.unescape(found[1] or found[2] or found[3] or "") if found else "")
        elif tag in _BLOCKS:
            self.words.append("\n– " if tag == "li" else "\n")
            self.headed = bool(_HEADING.fullmatch(tag)) and not self.begun

    def end(self, tag: str, rest: str) -> None:
        """A link tells where it leads after its words."""
        if tag in _SILENT:
            self.silent = max(self.silent - 1, 0)
        elif tag == "a" and self.links:
            address = self.links.pop()
            if _ADDRESS.match(address) and not "".join(self.words[-3:]).strip().endswith(address):
                self.words.append(f" ({address})")
        elif tag in _BLOCKS:
            self.headed = False
            self.words.append("\n")

    def word(self, text: str) -> None:
        """Words."""
        if self.silent:
            return
        text = html.unescape(text)
        self.begun = self.begun or bool(text.strip())
        if self.headed:
            self.heading += text
        else:
            self.words.append(text)
