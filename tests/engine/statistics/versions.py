"""Versions of one small template, in which names are renamed, merged, split and given up, and facts of each."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from engine.statistics.facts import Counter, Fact
from engine.statistics.lineage import Lineage
from engine.template.load import load
from engine.template.model import FormTemplate
from tests.engine.statistics.counted import FIRST, UNITS

_PARTS = """
template: lamps
title: Lampor
form:
  questions:
    area: {{type: unit, label: Område, routes: true, statistics: true}}
{questions}
functions: {{keeper: Skötare}}
routing: [{{to: keeper}}]
workflow:
  verdict: {{kind: decision, title: Bedömning, statistics: true, outcomes: {{{outcomes}}}}}
reports:
  places: {{title: Var?, count: submissions, rows: {place}, columns: kinds, filters: [area]}}
  kinds: {{title: Vad?, count: submissions, rows: kinds, columns: {place}}}
  seen: {{title: När?, count: submissions, rows: period, columns: {place}, date: {seen}}}
  illness: {{title: Sjuka, count: submissions, rows: {illness}}}
  verdicts: {{title: Vad blev det?, count: verdict, rows: verdict.outcome, columns: {place}}}
{changes}
"""


def _version(place: str, places: str, kinds: str, *, seen: str, illness: str, outcomes: str, changes: str = "") -> FormTemplate:
    asked = {
        place: f"{{type: choice, label: Var?, options: {{{places}}}, statistics: true, optional: true}}",
        "kinds": f"{{type: choices, label: Vad?, options: {{{kinds}}}, statistics: true, optional: true}}",
        seen: "{type: date, label: När?, statistics: true, optional: true}",
        illness: "{type: choice, label: Sjuk?, options: {yes: Ja, no: Nej}, statistics: true, sensitive: true, optional: true}",
    }
    questions = "\n".join(f"    {name}: {keys}" for name, keys in asked.items())
    said = f"changes: {{{changes}}}" if changes else ""
    return load(_PARTS.format(questions=questions, outcomes=outcomes, place=place, seen=seen, illness=illness, changes=said))


VERSIONS: Mapping[int, FormTemplate] = {
    1: _version(
        "place",
        "hall: Hallen, yard: Ute, attic: Vinden",
        "water: Vatten, heat: Värme, damp: Fukt",
        seen="seen",
        illness="ill",
        outcomes="fix: Laga, drop: Avsluta",
    ),
    2: _version(
        "place",
        "corridor: Korridoren, yard: Ute",
        "water: Vatten, heat: Värme",
        seen="seen",
        illness="ill",
        outcomes="mend: Laga, drop: Avsluta",
        changes="place.hall: {became: corridor}, place.attic: gone, kinds.damp: {became: water}, verdict.outcome.fix: {became: mend}",
    ),
    3: _version(
        "spot",
        "passage: Gången, lawn: Gräset, drive: Uppfarten",
        "water: Vatten, heat: Värme",
        seen="noticed",
        illness="illness",
        outcomes="mend: Laga, drop: Avsluta",
        changes="place: {became: spot}, place.corridor: {became: passage}, place.yard: {split: [lawn, drive]},"
        " seen: {became: noticed}, ill: {became: illness}",
    ),
}
LINEAGE = Lineage.of(VERSIONS)
NEWEST = VERSIONS[3]


def facts(version: int, *, unit: str = "north", day: date = FIRST, outcome: str | None = None, **answers: Any) -> tuple[Fact, ...]:
    """The facts of one report to a version, and of a decision on it."""
    counter = Counter(VERSIONS[version], unit, day)
    given = {"area": unit, **answers}
    return (*counter.submission(given), *(counter.round("verdict", {"outcome": outcome}, given, None) if outcome else ()))


def invented(random: Random, version: int) -> tuple[Fact, ...]:
    """The facts of a report with answers that nobody gave."""
    template = VERSIONS[version]
    keys = {question.id: [option.key for option in question.options] for question in template.form.every()}
    place, kinds, seen, illness = list(keys)[1:]
    day = FIRST + timedelta(days=random.randrange(300))
    answers: dict[str, Any] = {
        place: random.choice((*keys[place], None)),
        kinds: random.sample(keys[kinds], random.randrange(len(keys[kinds]) + 1)) or None,
        seen: random.choice((day.isoformat(), None)),
        illness: random.choice(("yes", "no", None)),
    }
    outcome = random.choice([way.key for way in template.step("verdict").exits])
    given = {name: value for name, value in answers.items() if value is not None}
    return facts(version, unit=random.choice(UNITS), day=day, outcome=outcome, **given)
