"""Words last: catalogues of sentences by code and language, and the texts that a template's author wrote."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Text = Mapping[str, str]
"""What an author wrote, by language code; the first language is the template's main one."""

LANGUAGES = ("sv", "en")


def in_language(text: Text | None, language: str) -> str:
    """The text in `language`, else in the template's main language, else empty."""
    if not text:
        return ""
    return text.get(language) or next(iter(text.values()))


def spoken(text: str | Text | None, language: str) -> str:
    """A text of a plug-in's own keys as the author wrote it: plain, or by language."""
    return text if isinstance(text, str) else in_language(text, language)


class Catalogue:
    """The sentences of one room, `<folder>/<language>[.<part>].yaml`, with `{fact}` places that take plain values."""

    def __init__(self, folder: Path) -> None:
        self._sentences: dict[str, dict[str, str]] = {}
        for path in sorted(folder.glob("*.yaml")):
            found = self._sentences.setdefault(path.name.split(".")[0], {})
            found |= _flat(yaml.safe_load(path.read_text(encoding="utf-8")) or {})

    def codes(self, language: str = "sv") -> frozenset[str]:
        """Every code that has a sentence in `language`."""
        return frozenset(self._sentences.get(language, {}))

    def has(self, code: str, language: str = "sv") -> bool:
        """True when there is a sentence for `code`."""
        return code in self._sentences.get(language, {})

    def say(self, code: str, language: str = "sv", /, **facts: Any) -> str:
        """The sentence for `code`; raises KeyError for an unknown one. `code.one` is taken when `count=1`."""
        sentences = self._sentences.get(language) or self._sentences["sv"]
        if facts.get("count") == 1 and f"{code}.one" in sentences:
            code = f"{code}.one"
        sentence = sentences.get(code) or self._sentences["sv"][code]
        return sentence.format_map({name: _plain(value) for name, value in facts.items()})


def own_words(texts: Mapping[str, Mapping[str, str]], code: str, language: str, facts: Mapping[str, Any]) -> str | None:
    """A plug-in's own sentence for a code, in its first language where it does not speak the asked one; None when it has none."""
    sentence = in_language({name: words[code] for name, words in texts.items() if code in words}, language)
    return fill(sentence, facts) if sentence else None


def fill(sentence: str, facts: Mapping[str, Any]) -> str:
    """A sentence of ours with its places filled by plain values."""
    return sentence.format_map({name: _plain(value) for name, value in facts.items()})


def _plain(value: Any) -> Any:
    """Only text and numbers reach a sentence, so that no place can walk into an object."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def _flat(tree: Any, prefix: str = "") -> dict[str, str]:
    """Nested keys joined by dots."""
    if not isinstance(tree, Mapping):
        return {prefix.rstrip("."): str(tree)}
    found: dict[str, str] = {}
    for key, value in tree.items():
        found |= _flat(value, f"{prefix}{key}.")
    return found


@cache
def engine_texts() -> Catalogue:
    """The engine's own catalogue."""
    return Catalogue(Path(__file__).parent)
