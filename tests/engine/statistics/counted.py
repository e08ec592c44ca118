"""A small template that counts everything there is to count, and invented facts about it."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from engine.statistics.facts import Counter, Course, Fact
from engine.template.load import load
from engine.template.model import FormTemplate

TEMPLATE = """
template: faults
title: {sv: Felanmälan, en: Fault report}
languages: [sv, en]
form:
  pages:
    where:
      title: Var är felet?
      questions:
        area: {type: unit, label: Vilket område?, routes: true, statistics: true}
        room:
          type: choice
          label: Var är felet?
          optional: true
          options: {kitchen: Kök, bath: Badrum, loo: {label: Toalett, counts_as: bath}, yard: {label: Gård, until: 2025-12-31}}
          statistics: true
        kinds:
          type: choices
          label: Vad gäller det?
          optional: true
          options: {water: Vatten, heat: Värme, power: El}
          statistics: true
        urgent: {type: yes_no, label: Är det bråttom?, unknown: true, optional: true, statistics: true}
        floors: {type: number, label: Hur många våningar?, optional: true, statistics: true}
        seen: {type: date, label: När märktes felet?, optional: true, statistics: true}
        illness: {type: choice, label: Är någon sjuk?, optional: true, options: {ja: Ja, nej: Nej}, statistics: true, sensitive: true}
    who:
      title: Vilka bor där?
      repeat: {min: 0, max: 4, item: Person}
      questions:
        age: {type: choice, label: Ålder, optional: true, options: {young: Under 20, old: 20 eller äldre}, statistics: true}
        needs: {type: choices, label: Behov, optional: true, options: {lift: Hiss, light: Ljus}, statistics: true}
cases: {start: on_submit}
functions: {keeper: Skötare}
routing: [{to: keeper}]
forms:
  repair:
    title: Lagning
    questions:
      by: {type: choice, label: Vem lagade?, options: {own: Egen personal, hired: Inhyrd}, statistics: true}
workflow:
  verdict:
    kind: decision
    title: Bedömning
    by: receiver
    due: {days: 10}
    statistics: true
    outcomes: {fix: {label: Laga, go: repair}, drop: {label: Avsluta, go: close}}
  repair: {kind: form, form: repair, by: keeper}
spans:
  assess: {title: Från anmälan till bedömning, from: received, to: verdict}
reports:
  rooms: {title: "Var är felen?", count: submissions, rows: room, filters: [area, period, room]}
  rooms_kinds: {title: Rum och fel, count: submissions, rows: room, columns: kinds, filters: [area, period]}
  kinds_kinds: {title: Fel och fel, count: submissions, rows: kinds, columns: urgent, filters: [area, period, kinds]}
  ages: {title: Åldrar, count: submissions, rows: age, columns: needs}
  people: {title: Boende, count: who, rows: age, columns: room, filters: [needs]}
  trend: {title: Fel över tid, count: submissions, rows: period, columns: urgent, filters: [area, period, kinds]}
  weeks: {title: Fel per vecka, count: submissions, rows: period, interval: week}
  halves: {title: Fel per halvår, count: submissions, rows: period, columns: urgent, interval: half}
  noticed: {title: När märks fel?, count: submissions, rows: period, columns: room, date: seen, interval: year}
  noticed_rooms: {title: Märkta fel, count: submissions, rows: room, date: seen}
  floors: {title: Våningar, count: submissions, rows: floors}
  illness: {title: Sjuka, count: submissions, rows: illness, filters: [area, period]}
  areas: {title: Områden, count: cases, rows: area, columns: urgent}
  all: {title: Alla händelser, count: incidents}
  lasting: {title: "Hur länge dröjer det?", count: assess, rows: room, filters: [urgent]}
  lasting_all: {title: "Hur länge dröjer allt?", count: assess}
  lasting_months: {title: "Hur länge dröjer det nu?", count: assess, rows: period}
  ended: {title: "Hur slutar det?", count: closed, rows: verdict.outcome, columns: rounds.repair}
  repairs: {title: Vem lagar?, count: repair, rows: repair.by, columns: room}
  verdicts: {title: Vad bedömer vi?, count: verdict, rows: verdict.outcome}
"""
UNITS = ("north", "south", "depot")
FIRST = date(2025, 1, 1)


def template() -> FormTemplate:
    """The template, read."""
    return load(TEMPLATE)


def submission(template: FormTemplate, unit: str, day: date, **answers: object) -> tuple[Fact, ...]:
    """The facts of one report."""
    return Counter(template, unit, day).submission({"area": unit, **answers})


def invented(random: Random, template: FormTemplate) -> Iterator[tuple[Fact, ...]]:
    """The facts of one report after another, each with what comes of it."""
    while True:
        unit, day = random.choice(UNITS), FIRST + timedelta(days=random.randrange(700))
        answers = {name: value for name, value in _answers(random, unit, day).items() if value not in (None, [])}
        counter = Counter(template, unit, day)
        yield counter.submission(answers)
        yield (*counter.incident(answers), *counter.case(answers, None))
        outcome = random.choice(("fix", "drop"))
        yield counter.round("verdict", {"outcome": outcome}, answers, None)
        if outcome == "fix":
            yield counter.round("repair", {"by": random.choice(("own", "hired"))}, answers, None)
        days = random.randrange(25)
        yield (counter.span("assess", days, in_time=days <= 10 if random.random() < 0.8 else None, answers=answers, row=None),)
        yield counter.closed(Course({"verdict": outcome}, {"verdict": 1, "repair": random.randrange(3)}), answers, None)


def _answers(random: Random, unit: str, day: date) -> dict[str, object]:
    person = {
        "age": random.choice(("young", "old")),
        "needs": random.sample(("lift", "light"), random.randrange(1, 3)),
    }
    return {
        "area": unit,
        "room": random.choice(("kitchen", "bath", "loo", None)),
        "kinds": random.sample(("water", "heat", "power"), random.randrange(4)),
        "urgent": random.choice((True, False, "unknown", None)),
        "floors": random.choice((1, 2, 10, None)),
        "seen": random.choice(((day - timedelta(days=random.randrange(60))).isoformat(), None)),
        "illness": random.choice(("ja", "nej", None)),
        "who": [{name: value for name, value in person.items() if random.random() < 0.7} for _ in range(random.randrange(4))],
    }
