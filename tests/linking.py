"""The small fault reports with a step that opens an accident report, which only its own receivers read."""

from engine.store import tables
from tests.site import FAULTS, Site, fault

LINKING = (
    FAULTS.replace("template: faults", "template: linking")
    .replace(
        "  looking:\n",
        "  tell:\n"
        "    kind: open_case\n"
        "    title: Anmäl olyckan\n"
        "    template: accidents\n"
        "    by: keeper\n"
        "    answers: {spot: place, victim: name, story: verdict.outcome, how: what, grave: urgent}\n"
        "  looking:\n",
    )
    .replace("assign: inspector, go: looking}", "assign: inspector, go: tell}")
)
_TAKEN = "spot: place, victim: name, story: verdict.outcome, how: what, grave: urgent"
BOTH = LINKING.replace("template: linking", "template: both").replace("template: accidents", "template: both").replace(_TAKEN, "what: what")
"""The same, where the case is opened of the template itself, at another unit."""
ACCIDENTS = """
template: accidents
title: Olycka
languages: [sv]
form:
  title: Vad hände?
  questions:
    spot: {type: unit, label: Var?, routes: true, statistics: true}
    victim: {type: text, label: Vem?, personal: true}
    how: {type: long_text, label: Hur gick det till?, personal: true}
    grave: {type: yes_no, label: Är det allvarligt?, statistics: true}
    picture: {type: file, label: Bild, optional: true}
    story: {type: number, label: Hur många?, optional: true}
cases: {start: on_submit, compartment: true}
functions:
  inspector: {label: Besiktare, held_by: organisation, backup: owner}
  keeper: {label: Skötare}
  owner: {label: Ägare, held_by: organisation}
routing:
  - {to: inspector, never_to: [keeper]}
workflow:
  look: {kind: form, title: Titta, questions: {seen: {type: text, label: Vad syns?, personal: true}}}
"""


def linking(site: Site, *, published: bool = True) -> tables.Case:
    """A case that waits for its accident report."""
    for text in (LINKING, *([ACCIDENTS] if published else [])):
        site.publish(text)
    (case,) = site.cases(site.report(fault(what="Halkade."), template="linking").submission)
    site.decide(case, "ada", "look")
    return case


def two_units(site: Site) -> tables.Case:
    """A case of the northern works that is also about somebody of the southern."""
    site.publish(BOTH)
    (case,) = site.cases(site.report(fault(what="Halkade."), template="both").submission)
    site.decide(case, "ada", "look")
    return case
