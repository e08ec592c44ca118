"""Can the form be read, and in the time it should take? Advice about the words that the public meets."""

import re
from collections.abc import Iterator
from typing import Any

from engine.errors import Mark
from engine.fields import Page, Question
from engine.proof.findings import HINT, Finding
from engine.proof.places import Places
from engine.template.effort import effort
from engine.template.model import FormTemplate
from engine.texts import Text, engine_texts, in_language
from engine.texts.markdown import as_words, links

CHECK = "readability"
LIX = 35
"""Easy prose ends about here: Björnsson, Läsbarhet, 1968."""
LONG_TEXT = 20
"""Words from which on a text has a readability at all."""
BUDGET = {"words": 200, "taps": 11, "pages": 6, "minutes": 3}
"""What a report that is told standing may take."""
_LONG_WORD = 6
_TEXT = {"$ref": "#/$defs/text"}
_WORD = re.compile(r"\w[\w’'-]*")
_END = re.compile(r"[.!?:](?=\s|$)")


def readability(template: FormTemplate, places: Places) -> Iterator[Finding]:
    """Advice about every text of the public form, and about how long it takes."""
    for text, mark in public_texts(template, places):
        yield from _text(text, mark, template)
    for page in template.form.pages:
        yield from _labels(page, template.language)
    taken = effort(template, template.language)
    for what, most in BUDGET.items():
        if getattr(taken, what) > most:
            yield Finding(CHECK, f"many-{what}", HINT, places.at("form"), {"found": getattr(taken, what), "most": most})


def public_texts(template: FormTemplate, places: Places) -> Iterator[tuple[Text, Mark]]:
    """Every text that the public meets, with its place."""
    yield template.title, places.at("title")
    for key, text in vars(template.start).items():
        if text is not None:
            yield text, places.at("start", key)
    for page in template.form.pages:
        yield from _of(page, ("title", "hint"), places)
    for question in template.form.every():
        yield from _of(question, ("label", "hint", "why", "missing"), places)
        yield from ((text, places.inside(question.mark, *path)) for path, text in _own(question, template.language))
        for number, words in enumerate(question.wording):
            texts = (("label", words.label), ("hint", words.hint))
            yield from ((text, places.inside(question.mark, "wording", number, key)) for key, text in texts if text)
        for option in question.options:
            yield option.label, places.option(question, option.key)


def _of(part: Page | Question, keys: tuple[str, ...], places: Places) -> Iterator[tuple[Text, Mark]]:
    texts = ((key, getattr(part, key)) for key in keys)
    return ((text, places.inside(part.mark, key)) for key, text in texts if text)


def _own(question: Question, language: str) -> Iterator[tuple[tuple[str, ...], Text]]:
    """The texts of the type's own keys, also of those that stand by name, with where they are in the question."""
    for key, value in question.keys.items():
        shape = question.type.schema.get(key, {})
        found: dict[tuple[str, ...], Any] = {(key,): value} if shape == _TEXT else {}
        if shape.get("additionalProperties") == _TEXT:
            found = {(key, name): text for name, text in value.items()}
        yield from ((path, {language: text} if isinstance(text, str) else text) for path, text in found.items())


def _text(text: Text, mark: Mark, template: FormTemplate) -> Iterator[Finding]:
    for language in template.languages:
        if language not in text:
            yield Finding(CHECK, "missing-text", HINT, mark, {"language": language})
    for language, words in text.items():
        if not words.strip():
            yield Finding(CHECK, "empty-text", HINT, mark)
        vague = ("", *engine_texts().say("checks.words.vague", language).split("|"))
        if any(link.strip(" .:…\n").casefold() in vague for link in links(words)):
            yield Finding(CHECK, "vague-link", HINT, mark)
        read = as_words(words)
        if len(_WORD.findall(read)) >= LONG_TEXT and (found := lix(read)) > LIX:
            yield Finding(CHECK, "hard-to-read", HINT, mark, {"lix": round(found), "most": LIX})


def lix(text: str) -> float:
    """The readability index of a text: words per sentence, and the share of long words in hundredths."""
    words = _WORD.findall(text)
    sentences = max(1, len(_END.findall(text)))
    return len(words) / sentences + 100 * sum(len(word) > _LONG_WORD for word in words) / max(1, len(words))


def _labels(page: Page, language: str) -> Iterator[Finding]:
    """Two questions on a page that are asked in the same words."""
    seen: set[str] = set()
    for question in (inner for outer in page.questions for inner in outer.every()):
        label = in_language(question.label, language).strip().casefold()
        if label in seen and question.type.asks:
            yield Finding(CHECK, "same-question", HINT, question.mark, {"what": question.label})
        seen.add(label)
