"""Texts of another format as texts of a template, with their translations where there are some."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.exchange.markup import plain
from engine.exchange.notes import Notes
from engine.template.schema import LONGEST_TEXT
from engine.texts.markdown import as_written

Said = str | dict[str, str]
"""A text as a template writes it: in one language, or by language."""


@dataclass(frozen=True)
class Words:
    """Texts of one form. `translations` has by language what a text is in it; the first language is the one they are written in."""

    notes: Notes
    languages: tuple[str, ...] = ()
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def say(self, value: Any, place: str) -> Said | None:
        """The text without its markup; None where there is none. What is lost of it is told at its place."""
        if not isinstance(value, str):
            if value not in (None, "", [], {}, False):
                self.notes.lose("not-understood", place)
            return None
        text = self._plain(value, place)
        if not text:
            return None
        others = {language: self._plain(words[value], place) for language, words in self.translations.items() if words.get(value)}
        return {self.languages[0]: text, **others} if any(others.values()) else text

    def together(self, *parts: Said | None) -> Said | None:
        """Several texts as one, below each other, each once."""
        found = [part for number, part in enumerate(parts) if part and part not in parts[:number]]
        if len(found) < 2:
            return found[0] if found else None
        languages = {language for part in found if isinstance(part, dict) for language in part}
        if not languages:
            return "\n".join(part for part in found if isinstance(part, str))[:LONGEST_TEXT]
        return {
            language: "\n".join(in_one(part, language) for part in found)[:LONGEST_TEXT]
            for language in self.languages
            if language in languages
        }

    def as_it_stands(self, said: Said, place: str) -> Said:
        """The text for where a little Markdown is known, shown as it was. What looks like a link is told, and leads nowhere."""
        if isinstance(said, dict):
            return {language: self._written(text, place) for language, text in said.items()}
        return self._written(said, place)

    def _written(self, text: str, place: str) -> str:
        found = as_written(text)
        if "](" in text:
            self.notes.tell("markup", place)
        if len(found) > LONGEST_TEXT:
            self.notes.lose("text-cut", place, most=LONGEST_TEXT)
        return found if len(found) <= LONGEST_TEXT else found[:LONGEST_TEXT].rstrip("\\")

    def _plain(self, value: str, place: str) -> str:
        found = plain(value)
        if found.marked:
            self.notes.tell("markup", place)
        for element in found.lost:
            self.notes.lose("markup-lost", place, element=element)
        if "{{" in value:
            self.notes.lose("filled-in", place)
        text = clean_join(found.heading, found.text)
        if len(text) > LONGEST_TEXT:
            self.notes.lose("text-cut", place, most=LONGEST_TEXT)
        return text[:LONGEST_TEXT].strip()


def clean_join(heading: str, text: str) -> str:
    """A heading and what stands below it."""
    return f"{heading}\n{text}".strip() if heading else text


def in_one(text: Said, language: str) -> str:
    """The text in a language, else in its first."""
    return text if isinstance(text, str) else text.get(language) or next(iter(text.values()))
