"""Small templates and what the checks say of them."""

from pathlib import Path
from textwrap import dedent

from engine.proof import HINT, Finding, prove
from engine.proof.choosing import Budget
from engine.roster import Roster, read_roster
from engine.template.load import load
from engine.template.model import FormTemplate
from tests.engine.written import template

ROSTER = read_roster((Path(__file__).parents[3] / "templates_library" / "test_organisation.yaml").read_bytes())
ASKED = """
form:
  questions:
    unit: {type: unit, label: Where, routes: true, statistics: true}
    what: {type: choice, label: What, options: {a: A, b: B, x: Annat}, statistics: true}
"""
WAYS = "routing:\n  - {when: {what: a}, to: boss}\n  - {to: desk}"


def proved(*parts: str, roster: Roster = ROSTER, budget: int | None = None) -> tuple[FormTemplate, tuple[Finding, ...]]:
    """The template that the parts make, and everything that is found in it."""
    made = load(template(*(dedent(part) for part in parts)))
    return made, prove(made, roster, budget=Budget() if budget is None else Budget(budget))


def shown(*parts: str, roster: Roster = ROSTER, budget: int | None = None) -> list[tuple[str, str, int]]:
    """Severity, code and line of each finding that is no advice."""
    _, found = proved(*parts, roster=roster, budget=budget)
    return [(one.severity, one.code, one.mark.line) for one in found if one.severity != HINT]


def ended_early(*parts: str) -> set[tuple[str, str, int]]:
    """Everything that is said when the search is ended at one place or another."""
    return {one for budget in range(1, 600, 12) for one in shown(*parts, budget=budget)}


def advice(*parts: str) -> list[tuple[str, int]]:
    """Code and line of each piece of advice."""
    _, found = proved(*parts)
    return [(one.code, one.mark.line) for one in found if one.severity == HINT]


def said(code: str, *parts: str, roster: Roster = ROSTER) -> tuple[FormTemplate, Finding]:
    """The one finding with this code."""
    made, found = proved(*parts, roster=roster)
    (one,) = [one for one in found if one.code == code]
    return made, one
