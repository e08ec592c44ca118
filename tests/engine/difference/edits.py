"""A template and edits of it that do not touch each other, each with the one change that it is and the sentence for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.template.load import load
from engine.template.model import FormTemplate

BASE = """
template: lamps
title: Felanmälan
languages: [sv, en]
start: {purpose: Berätta om lampan.}
form:
  pages:
    where:
      title: Var?
      questions:
        area: {type: unit, label: Vilket område?, routes: true, statistics: true}
        place: {type: choice, label: Var är den?, options: {yard: Gården, stairs: Trappan, roof: Taket, shed: Skjulet}, statistics: true}
        since: {type: date, label: Sedan när?, optional: true}
        colour: {type: choice, label: Vilken färg?, options: {red: Röd, blue: Blå}}
    what:
      title: Vad?
      questions:
        said: {type: long_text, label: Vad har hänt?, max_length: 500}
        urgent: {type: yes_no, label: Är det bråttom?, statistics: true}
        why: {type: text, label: Varför?, show_if: {urgent: true}}
    people:
      title: Vilka såg det?
      repeat: {min: 1, max: 4, item: Person}
      questions:
        name: {type: text, label: Namn}
        age: {type: choice, label: Ålder, options: {young: Ung, old: Gammal}, statistics: true}
functions:
  keeper: Skötare
  chief: Chef
routing:
  - {when: {place: roof}, to: chief}
  - {when: {urgent: true}, to: keeper, copy_to: [chief]}
  - {to: keeper}
workflow:
  verdict:
    kind: decision
    title: Bedömning
    statistics: true
    outcomes: {fix: {label: Laga, go: works}, drop: {label: Avsluta, go: close}}
  works:
    kind: group
    title: Arbeten
    due: {days: 5}
    steps:
      repair:
        kind: form
        title: Lagning
        by: keeper
        questions: {cost: {type: number, label: Kostnad}, note: {type: text, label: Anteckning}}
      paint: {kind: form, title: Målning, by: keeper, questions: {paint_colour: {type: text, label: Kulör}}}
reports:
  places: {title: Var är felen?, count: submissions, rows: place, filters: [area, period]}
  ages: {title: Hur gamla?, count: people, rows: age}
"""


@dataclass(frozen=True)
class Edit:
    """One edit of the text and what it is."""

    old: str
    new: str
    how: str
    part: tuple[str, str]
    attribute: str | None
    sentence: str


def _changed(old: str, new: str, part: str, attribute: str, sentence: str) -> Edit:
    kind, _, id = part.partition(" ")
    return Edit(old, new, "changed", (kind, id), attribute, sentence)


def _other(how: str, old: str, new: str, part: str, sentence: str) -> Edit:
    kind, _, id = part.partition(" ")
    return Edit(old, new, how, (kind, id), "place" if how == "moved" else None, sentence)


_SINCE = "        since: {type: date, label: Sedan när?, optional: true}\n"
_SEEN = """    seen:
      title: Sågs det?
      questions:
        witness: {type: choice, label: Såg någon?, options: {a: Ja, b: Nej}}
        how: {type: text, label: Hur?}
"""

EDITS = (
    _changed("title: Felanmälan", "title: Lampor", "template ", "title", "Mallen heter nu ”Lampor”"),
    _changed(
        "purpose: Berätta om lampan.",
        "purpose: Berätta.",
        "template ",
        "start.purpose",
        "Mallen har ändrats: texten om vad formuläret är till för, från ”Berätta om lampan.” till ”Berätta.”",
    ),
    _changed("chief: Chef", "chief: Föreståndare", "function chief", "label", "Funktionen ”Chef” heter nu ”Föreståndare”"),
    _other("added", "functions:\n", "functions:\n  owner: Ägare\n", "function owner", "Funktionen ”Ägare” är ny"),
    _changed("title: Var?", "title: Plats", "page where", "title", "Sidan ”Var?” heter nu ”Plats”"),
    _other("added", "    people:\n", f"{_SEEN}    people:\n", "page seen", "Sidan ”Sågs det?” är ny, med ”Såg någon?” och ”Hur?”"),
    _changed(
        "label: Var är den?",
        "label: {sv: Var är den?, en: Where is it?}",
        "question place",
        "label",
        "Frågan ”Var är den?” heter nu ”Where is it?”",
    ),
    _other(
        "added", "roof: Taket", "cellar: Källaren, roof: Taket", "option place.cellar", "Frågan ”Var är den?” har fått svaret ”Källaren”"
    ),
    _other("removed", ", shed: Skjulet", "", "option place.shed", "Frågan ”Var är den?” har inte längre svaret ”Skjulet”"),
    _other(
        "moved",
        "yard: Gården, stairs: Trappan",
        "stairs: Trappan, yard: Gården",
        "option place.stairs",
        "Svaret ”Trappan” på frågan ”Var är den?” står nu först",
    ),
    _other("removed", _SINCE, "", "question since", "Frågan ”Sedan när?” har tagits bort"),
    _other("added", "        urgent:", "        more: {type: text, label: Mer?}\n        urgent:", "question more", "Frågan ”Mer?” är ny"),
    _changed(
        "max_length: 500",
        "max_length: 900",
        "question said",
        "max_length",
        "Frågan ”Vad har hänt?” har ändrats: ”max_length”, från 500 till 900",
    ),
    _changed(
        "bråttom?, statistics: true",
        "bråttom?",
        "question urgent",
        "statistics",
        "Frågan ”Är det bråttom?” räknas inte längre i statistiken",
    ),
    _changed(
        "show_if: {urgent: true}",
        "show_if: {urgent: false}",
        "question why",
        "show_if",
        "Frågan ”Varför?” visas nu när svaret på ”Är det bråttom?” är Nej, förut när svaret på ”Är det bråttom?” är Ja",
    ),
    _changed("label: Namn}", "label: Namn, optional: true}", "question name", "optional", "Frågan ”Namn” är nu frivillig"),
    _changed(
        "max: 4,",
        "max: 6,",
        "group people",
        "repeat",
        "Gruppen ”Vilka såg det?” har ändrats: antalet rader, från minst 1 och högst 4 till minst 1 och högst 6",
    ),
    _changed(
        "young: Ung",
        "young: {label: Ung, counts_as: child}",
        "option age.young",
        "counts_as",
        "Svaret ”Ung” på frågan ”Ålder” har ändrats: vad svaret räknas som, nu child",
    ),
    _changed(
        "{when: {place: roof}, to: chief}",
        "{when: {place: roof}, to: keeper}",
        "route 1",
        "to",
        "Regeln ”Chef får anmälan när svaret på ”Var är den?” är Taket” har ändrats: mottagaren, från ”Chef” till ”Skötare”",
    ),
    _changed(
        "- {to: keeper}",
        "- {to: keeper, never_to: [chief]}",
        "route 3",
        "never_to",
        "Regeln ”Skötare får anmälan” har ändrats: vem som aldrig får anmälan, nu ”Chef”",
    ),
    _changed(
        "        title: Lagning\n        by: keeper\n",
        "        title: Lagning\n",
        "step repair",
        "by",
        "Steget ”Lagning” görs nu av den som fick anmälan, förut av ”Skötare”",
    ),
    _changed(
        "due: {days: 5}", "due: {days: 9}", "step works", "due", "Steget ”Arbeten” har ändrats: tidsgränsen, från 5 dagar till 9 dagar"
    ),
    _other(
        "added",
        "outcomes: {fix",
        "outcomes: {ask: Fråga mer, fix",
        "outcome verdict.outcome.ask",
        "Steget ”Bedömning” har fått utfallet ”Fråga mer”",
    ),
    _other("removed", ", note: {type: text, label: Anteckning}", "", "question repair.note", "Frågan ”Anteckning” har tagits bort"),
    _changed("{title: Hur gamla?", "{title: Åldrar", "report ages", "title", "Rapporten ”Hur gamla?” heter nu ”Åldrar”"),
    _changed(
        "filters: [area, period]",
        "filters: [area, place]",
        "report places",
        "filters",
        "Rapporten ”Var är felen?” har ändrats: filtren, från ”Vilket område?” och tiden till ”Vilket område?” och ”Var är den?”",
    ),
)


def edited(edits: Iterable[Edit]) -> FormTemplate:
    """The template with some of the edits."""
    text = BASE
    for edit in edits:
        assert text.count(edit.old) == 1
        text = text.replace(edit.old, edit.new)
    return load(text)
