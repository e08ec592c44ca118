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
    {group}:
      type: group
      label: Vilka?
      repeat: {{min: 0, max: 3, item: Person}}
      questions: {{age: {{type: choice, label: Ålder, options: {{young: Ung, old: Gammal}}, statistics: true}}}}
functions: {{keeper: Skötare}}
routing: [{{to: keeper}}]
workflow:
  {step}: {{kind: decision, title: Bedömning, statistics: true, outcomes: {{{outcomes}}}}}
reports:
  places: {{title: Var?, count: submissions, rows: {place}, columns: kinds, filters: [area]}}
  kinds: {{title: Vad?, count: submissions, rows: kinds, columns: {place}}}
  seen: {{title: När?, count: submissions, rows: period, columns: {place}, date: {seen}}}
  illness: {{title: Sjuka, count: submissions, rows: {illness}}}
  verdicts: {{title: Vad blev det?, count: {step}, rows: {step}.outcome, columns: {place}}}
  people: {{title: Vilka?, count: {group}, rows: age, columns: {place}}}
{changes}
"""


def _version(options: tuple[str, str], outcomes: str, changes: str = "", **names: str) -> FormTemplate:
    """A version: its answers to the two questions, its outcomes, and what its parts are called."""
    (places, kinds), place = options, names["place"]
    asked = {
        place: f"{{type: choice, label: Var?, options: {{{places}}}, statistics: true, optional: true}}",
        "kinds": f"{{type: choices, label: Vad?, options: {{{kinds}}}, statistics: true, optional: true}}",
        names["seen"]: "{type: date, label: När?, statistics: true, optional: true}",
        names["illness"]: "{type: choice, label: Sjuk?, options: {yes: Ja, no: Nej}, statistics: true, sensitive: true, optional: true}",
    }
    questions = "\n".join(f"    {name}: {keys}" for name, keys in asked.items())
    said = f"changes: {{{changes}}}" if changes else ""
    return load(_PARTS.format(questions=questions, outcomes=outcomes, changes=said, **names))


_FIRST = {"place": "place", "seen": "seen", "illness": "ill", "step": "verdict", "group": "people"}
VERSIONS: Mapping[int, FormTemplate] = {
    1: _version(("hall: Hallen, yard: Ute, attic: Vinden", "water: Vatten, heat: Värme, damp: Fukt"), "fix: Laga, drop: Avsluta", **_FIRST),
    2: _version(
        ("corridor: Korridoren, yard: Ute", "water: Vatten, heat: Värme"),
        "mend: Laga, drop: Avsluta",
        "place.hall: {became: corridor}, place.attic: gone, kinds.damp: {became: water}, verdict.outcome.fix: {became: mend}",
        **_FIRST,
    ),
    3: _version(
        ("passage: Gången, lawn: Gräset, drive: Uppfarten", "water: Vatten, heat: Värme"),
        "mend: Laga, drop: Avsluta",
        "place: {became: spot}, place.corridor: {became: passage}, place.yard: {split: [lawn, drive]}, seen: {became: noticed},"
        " ill: {became: illness}, verdict: {became: ruling}, verdict.outcome: {became: ruling.outcome}, people: {became: folk}",
        place="spot",
        seen="noticed",
        illness="illness",
        step="ruling",
        group="folk",
    ),
}
LINEAGE = Lineage.of(VERSIONS)
NEWEST = VERSIONS[3]


def facts(version: int, *, unit: str = "north", day: date = FIRST, outcome: str | None = None, **answers: Any) -> tuple[Fact, ...]:
    """The facts of one report to a version, and of a decision on it."""
    counter = Counter(VERSIONS[version], unit, day)
    given = {"area": unit, **answers}
    return (
        *counter.submission(given),
        *(counter.round(VERSIONS[version].workflow[0].id, {"outcome": outcome}, given, None) if outcome else ()),
    )


def invented(random: Random, version: int) -> tuple[Fact, ...]:
    """The facts of a report with answers that nobody gave."""
    template = VERSIONS[version]
    keys = {question.id: [option.key for option in question.options] for question in template.form.questions()}
    place, kinds, seen, illness, group = list(keys)[1:]
    day = FIRST + timedelta(days=random.randrange(300))
    answers: dict[str, Any] = {
        place: random.choice((*keys[place], None)),
        kinds: random.sample(keys[kinds], random.randrange(len(keys[kinds]) + 1)) or None,
        seen: random.choice((day.isoformat(), None)),
        illness: random.choice(("yes", "no", None)),
        group: [{"age": random.choice(("young", "old"))} for _ in range(random.randrange(3))] or None,
    }
    outcome = random.choice([way.key for way in template.workflow[0].exits])
    given = {name: value for name, value in answers.items() if value is not None}
    return facts(version, unit=random.choice(UNITS), day=day, outcome=outcome, **given)
