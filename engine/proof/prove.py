"""All checks of a template, and what they say together."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from engine.errors import Mark
from engine.organisation import Organisation
from engine.proof import closing, conditions, flags, functions, receivers, reports
from engine.proof.cases import Cases
from engine.proof.choosing import Budget
from engine.proof.counting import counting
from engine.proof.deadlines import deadlines
from engine.proof.findings import NOT_PROVED, PROVED, REFUTED, Finding
from engine.proof.places import Places
from engine.proof.readability import readability
from engine.proof.schemas import schemas
from engine.proof.step_forms import step_forms
from engine.proof.world import World
from engine.roster import Roster
from engine.template.model import FormTemplate
from engine.trial import DEFAULT_TIME

CHECKS = (receivers.CHECK, conditions.CHECK, functions.CHECK, closing.CHECK, reports.CHECK)
"""What is proved of a template: each is proved, refuted or not proved."""


def prove(template: FormTemplate, roster: Roster, now: datetime | None = None, *, budget: Budget | None = None) -> tuple[Finding, ...]:
    """Everything that the checks have to say, in the order of the text; nothing where all is proved and there is no advice."""
    places = Places(template)
    world = _world(template, roster, now or datetime.fromisoformat(DEFAULT_TIME), budget or Budget())
    found = {(one.mark, one.code): one for one in reversed([*_proofs(world, places), *_advice(world, places)])}
    return tuple(sorted(found.values(), key=lambda one: (one.mark.order, one.code)))


def unheld(template: FormTemplate, organisation: Organisation, now: datetime) -> tuple[Finding, ...]:
    """What one organisation lacks for the template: functions that nobody holds, for which units, and reports that nobody would get."""
    world, places = World(template, organisation, now, Budget()), Places(template)
    missed = (one for one in receivers.receivers(world, places) if one.severity == REFUTED)
    return tuple(sorted((*functions.functions(world, places), *missed), key=lambda one: one.mark.order))


def verdicts(findings: Iterable[Finding]) -> dict[str, str]:
    """For each check whether it is proved, refuted or not proved."""
    told = dict.fromkeys(CHECKS, PROVED)
    for severity in (NOT_PROVED, REFUTED):
        told |= {finding.check: severity for finding in findings if finding.severity == severity}
    return told


def unproved(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What a named person has to accept before the template can be taken into use."""
    return tuple(finding for finding in findings if finding.severity == NOT_PROVED)


def _proofs(world: World, places: Places) -> Iterator[Finding]:
    """What is shown of who gets it, what is asked, who acts, how it ends and what is counted."""
    yield from receivers.receivers(world, places)
    yield from receivers.routes(world, places)
    yield from flags.flags(world, places)
    yield from functions.functions(world, places)
    cases = Cases(world)
    sites = Counter(site.mark for form in (world.template.form, *cases.steering.forms.values()) for site in conditions.sites(form, places))
    yield from _everywhere([*conditions.conditions(world, places), *step_forms(cases, places)], sites)
    yield from closing.closing(cases, places)
    yield from reports.reports(cases, places)


def _everywhere(found: list[Finding], sites: Counter[Mark]) -> Iterator[Finding]:
    """A condition that stands in several places, as in a shared list or form, is needless only where it is so in all of them."""
    times = Counter((one.mark, one.code) for one in found)
    return (one for one in found if one.severity != REFUTED or one.code == "no-options" or times[one.mark, one.code] == sites[one.mark])


def _advice(world: World, places: Places) -> Iterator[Finding]:
    yield from deadlines(world, places)
    yield from counting(world.template, places)
    yield from readability(world.template, places)
    yield from schemas(world.template)


def _world(template: FormTemplate, roster: Roster, now: datetime, budget: Budget) -> World:
    """Where the roster holds every function, units of whatever kinds the template names are there too, with every function."""
    world = World(template, roster.holding(template.functions), now, budget)
    if not roster.every_function:
        return world
    everywhere = replace(world.organisation, units=world.anywhere.units)
    return replace(world, organisation=everywhere.holding(template.functions))
