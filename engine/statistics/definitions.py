"""Explains a number: what was counted, when, where, by which versions of the template, and what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.calendars import moment_in_words
from engine.statistics.period import Span
from engine.statistics.shown import Shown
from engine.statistics.words import Words
from engine.texts import in_language


@dataclass(frozen=True)
class Scope:
    """What a report was asked: units (None for everything), the period as far as it has come, chosen answers; and how it was read.

    `versions` are those of the template that were counted, `full` tells whether all of it could be read, `taken` when it was, in local
    time. `before` are the same days a year earlier; `comparable` is false where there was nothing to count by then.
    `beside` tells whether all units stand beside: "shown", or "small" where that would tell too much of them.
    `others` has, of each other template that is counted over, what it is called, its versions, and the breaks in its series.
    """

    units: frozenset[str] | None
    span: Span
    before: Span
    taken: datetime
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    versions: tuple[int, ...] = ()
    full: bool = False
    comparable: bool = True
    beside: str = ""
    others: tuple[tuple[str, tuple[int, ...], tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Definition:
    """One thing to know of the numbers: its code, its name and what there is to say."""

    code: str
    name: str
    text: str


def definitions(shown: Shown, scope: Scope) -> tuple[Definition, ...]:
    """What there is to know of the numbers, in the order in which it is asked for."""
    words = shown.words
    told = [
        ("what", f"{capital(words.thing())}. {words.dated()}"),
        ("where", capital(_units(shown, scope))),
        ("when", capital(words.period(scope.span))),
        ("only", words.conditions(scope.chosen) or words.say("sheet.explain.no_filter")),
        ("versions", _versions(shown, scope)),
        *(("broken", sentence) for sentence in words.breaks(scope.versions, scope.chosen)),
        *(("broken", sentence) for _, _, sentences in scope.others for sentence in sentences),
        ("left_out", words.say("sheet.explain.hidden" if scope.full else "sheet.explain.nothing_hidden")),
        *([("several", words.say("sheet.explain.overlaps"))] if shown.overlaps else ()),
        ("small", words.say("sheet.explain.in_full" if scope.full else "sheet.explain.masked", small=words.context.organisation.smallest)),
        *([("beside", words.say(f"sheet.explain.beside_{scope.beside}"))] if scope.beside else ()),
        ("taken", moment_in_words(scope.taken, words.context.language, year=True)),
    ]
    return tuple(Definition(code, words.say(f"sheet.explain.{code}"), text) for code, text in told)


def _units(shown: Shown, scope: Scope) -> str:
    """Every unit by name: the sentence of the selection only has room for a few."""
    if scope.units is None:
        return shown.words.where(None)
    units = shown.words.context.organisation.units
    return shown.words.listed([unit.name for key, unit in units.items() if key in scope.units])


def _versions(shown: Shown, scope: Scope) -> str:
    words = shown.words
    if not scope.others:
        return _numbered(words, scope.versions)
    own = in_language(words.template.title, words.context.language)
    every = ((own, scope.versions), *((title, versions) for title, versions, _ in scope.others))
    return " ".join(words.say("sheet.explain.form", title=title, versions=_numbered(words, versions)) for title, versions in every)


def _numbered(words: Words, versions: tuple[int, ...]) -> str:
    numbers = words.listed([str(number) for number in versions])
    return words.say("sheet.explain.version", numbers=numbers, count=len(versions)) if numbers else words.say("sheet.explain.no_version")


def capital(text: str) -> str:
    """The text as it begins a line."""
    return text[:1].upper() + text[1:]
