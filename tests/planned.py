"""The small fault reports with a plan, a rest, a follow-up that leads back, and steps that people add."""

from engine.store import tables
from tests.site import BY_HAND, FAULTS, Site, fault

_STEPS = """  plan:
    kind: measures
    title: Plan
    by: keeper
    statistics: true
    types: {floor: Nytt golv, light: Bättre ljus}
    aimed_at: {room: Rummet, people: Alla}
  rest: {kind: wait, title: Vila, by: inspector, until: {from: plan.follow_up, joined: true}}
  after:
    kind: follow_up
    title: Uppföljning
    by: keeper
    statistics: true
    due: {from: plan.follow_up}
    outcomes:
      ended: {label: Det hjälpte, go: close}
      no: {label: Det hjälpte inte, go: plan}
  extra:
    kind: form
    form: talk
    title: Samtal med facket
    hint: Om någon vill.
    by: inspector
    optional: true
    repeat: true
    due: {days: 3}
  looking:
"""
_MORE = """
  plans: {title: "Vad gör vi?", count: plan.measure, rows: plan.type, columns: plan.status}
  helps: {title: "Hjälper det?", count: after, rows: after.outcome}
"""


def _planned(text: str) -> str:
    text = text.replace("  looking:\n", _STEPS).replace("go: looking}", "go: plan}").replace("assign: inspector, ", "")
    return text.rstrip() + _MORE


PLANNED = _planned(FAULTS).replace("template: faults", "template: planned")
PLANNED_BY_HAND = _planned(BY_HAND)
"""The same where a mailbox starts the cases: a later version of those."""
ROW = {"type": "floor", "aimed_at": ["room"], "responsible": "Mo", "due": "2026-09-20", "follow_up": "2026-09-21", "status": "planned"}
"""One measure, as it is stored."""


def planning(site: Site) -> tables.Case:
    """A case that waits for its plan."""
    if "planned" not in site.office.current(site.org):
        site.publish(PLANNED)
    (case,) = site.cases(site.report(fault(), template="planned").submission)
    site.decide(case, "ada", "look")
    return case


def resting(site: Site) -> tables.Case:
    """A case whose plan is made, and that rests until 21 September 2026."""
    case = planning(site)
    site.act(case, "ada", site.press(case, "plan", measure=[ROW]))
    return case
