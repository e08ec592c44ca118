"""The texts of a workbook as a template has them: plain, in the languages that there are, the main one always."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from engine.exchange.markup import plain
from engine.exchange.notes import Notes
from engine.exchange.xlsform.tables import Row
from engine.template.schema import LONGEST_TEXT
from engine.texts import LANGUAGES, engine_texts
from engine.texts.markdown import as_written, broken_link

Wording = str | dict[str, str]
"""A text in the main language, or in several by their codes."""

_HTML = re.compile(
    r"</?(?:a|b|big|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|small|span|strong|sub|sup|table|u|ul)\b[^<>]*>|&(?:[a-z]{2,8}|#[0-9]{1,7});",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\((https?://[^\s()]{1,500}|mailto:[^\s()]{1,200})\)")
_MARKS = re.compile(r"(?<![\w*_])(\*\*|__|\*|_)(?=[^\s*_])([^\n]{1,200}?)(?<=[^\s*_])\1(?![\w*_])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!-])")
_HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)
_REFERENCE = re.compile(r"\$\{[^{}]*\}")
_GAP = "…"
_LONGEST_TITLE = 500
_LONGEST = 4 * LONGEST_TEXT
"""No more of a text is looked at, so that no text takes long."""


@dataclass(frozen=True)
class Wordings:
    """Reads texts. `codes` has the code of each language by what the columns call it, the main one first."""

    codes: Mapping[str, str]
    notes: Notes

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages, the main one first."""
        return tuple(dict.fromkeys(self.codes.values())) or ("sv",)

    def read(self, row: Row, column: str, *, marks: bool = False) -> Wording | None:
        """What stands in the columns of that name, None when nothing does; with the marks of Markdown where they may stay."""
        place = row.place(column)
        found: dict[str, str] = {}
        for name, text in row.spoken.get(column, {}).items():
            if name in self.codes and (said := self._said(text, place, marks=marks)):
                found.setdefault(self.codes[name], said)
        if not found:
            return None
        main = self.languages[0]
        if main not in found:
            self.notes.tell("main-language-missing", place, language=main)
            found[main] = next(iter(found.values()))
        return _in_order(found, self.languages)

    def title(self, about: Row) -> str:
        """What the form is called, in the row of its settings; empty when that does not say it."""
        title = as_plain((about.get("form_title") or about.get("form_id"))[:_LONGEST])
        if len(title) > _LONGEST_TITLE:
            self.notes.lose("text-too-long", about.place("form_title"), most=_LONGEST_TITLE)
        return title[:_LONGEST_TITLE]

    def _said(self, text: str, place: str, *, marks: bool) -> str:
        """The text as it will be shown."""
        said = (without_html if marks else as_plain)(text[:_LONGEST])
        if said != text[:_LONGEST]:
            self.notes.tell("text-plain", place)
        if _REFERENCE.search(said):
            self.notes.lose("text-with-answer", place)
            said = _REFERENCE.sub(_GAP, said)
        if len(said) > LONGEST_TEXT or len(text) > _LONGEST:
            self.notes.lose("text-too-long", place, most=LONGEST_TEXT)
            said = said[: LONGEST_TEXT - 1] + _GAP
        return said


def _in_order(found: Mapping[str, str], languages: tuple[str, ...]) -> Wording:
    said = {language: found[language] for language in languages if language in found}
    return next(iter(said.values())) if len(said) == 1 else said


def as_plain(text: str) -> str:
    """The text without the marks of HTML and Markdown, which a template would show as they stand; addresses of links come after them."""
    said = _LINK.sub(r"\1 (\2)", without_html(text))
    for _ in range(2):
        said = _MARKS.sub(r"\2", said)
    return _ESCAPED.sub(r"\1", said)


def without_html(text: str) -> str:
    """The text without HTML, and without marks of headings, which are nowhere understood."""
    said = _worded(text) if _HTML.search(text) else text
    return _lines_of(_HEADING.sub("", said))


def _worded(text: str) -> str:
    found = plain(text)
    return f"{found.heading}\n{found.text}".strip()


def _lines_of(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def readable(text: str) -> str:
    """A text for an `info`, which knows a little Markdown; one with links that lead nowhere stands without any."""
    return as_written(as_plain(text)) if broken_link(text) else text


def each(wording: Wording, change: Callable[[str], str]) -> Wording:
    """The text, changed in each of its languages."""
    return change(wording) if isinstance(wording, str) else {language: change(text) for language, text in wording.items()}


def word(code: str, languages: Sequence[str]) -> Wording:
    """A word of ours in the languages of a form; those that we do not speak get the English one."""
    said = {language: engine_texts().say(f"exchange.words.{code}", language if language in LANGUAGES else "en") for language in languages}
    return next(iter(said.values())) if len(said) == 1 else said


def by_language(wording: Wording, language: str) -> dict[str, str]:
    """The text by language, `language` being the main one."""
    return {language: wording} if isinstance(wording, str) else wording


def parted(wording: Wording | None) -> tuple[Wording | None, Wording | None]:
    """The first paragraph of a text, and the rest, where all its languages have both."""
    if wording is None:
        return None, None
    parts = {language: text.partition("\n") for language, text in by_language(wording, "").items()}
    if not all(rest.strip() for _, _, rest in parts.values()):
        return wording, None
    heads = {language: head.strip() for language, (head, _, _) in parts.items()}
    rests = {language: rest.strip() for language, (_, _, rest) in parts.items()}
    return (heads[""], rests[""]) if isinstance(wording, str) else (heads, rests)
