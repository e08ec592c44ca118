"""Whether every function that the template gives something to do is held, in each unit that a report can be about."""

from collections.abc import Iterator

from engine.fields import Context
from engine.proof.findings import REFUTED, Finding
from engine.proof.places import Places
from engine.proof.world import World
from engine.routing import Place
from engine.steps import RECEIVER
from engine.template.model import FormTemplate

CHECK = "functions"
_NAMED = 3
"""Units that are named; the rest are only counted."""


def functions(world: World, places: Places) -> Iterator[Finding]:
    """Functions that nobody holds for some unit, nor anyone who stands in; a copy has nobody who stands in."""
    template = world.template
    units = _units(world)
    for function, copies in _used(template).items():
        found = [Place(template, world.organisation, unit) for unit in units]
        lacking = [place.unit for place in found if not (place.holders((function,)) if copies else place.holder(function))]
        if lacking:
            named = ", ".join(world.organisation.units[unit].name if unit else world.organisation.name for unit in lacking[:_NAMED])
            facts = {"function": template.functions[function].label, "units": named, "count": len(lacking)}
            yield Finding(CHECK, "function-not-held", REFUTED, places.at("functions", function), facts)


def _units(world: World) -> list[str | None]:
    """The units that the routing question can name now; None, for the organisation, where there is no such question."""
    question = world.template.routing_question()
    if question is None:
        return [None]
    return [option.key for option in question.type.options(question, Context(world.organisation, world.now))]


def _used(template: FormTemplate) -> dict[str, bool]:
    """Every function that something is given to, and whether that is nothing but copies."""
    steps = list(template.steps())
    doers = [way.to for way in template.routing]
    doers += [name for step in steps for name in (step.by, step.to, *(way.assign for way in step.exits)) if name]
    doers += [one.to for step in steps for one in step.escalate]
    doers += [name for report in template.reports.values() if report.schedule for name in report.schedule.to]
    doers += [name for signal in template.signals.values() for name in signal.to]
    copies = [name for names in (*(way.copy_to for way in template.routing), *(step.copy_to for step in steps)) for name in names]
    found = dict.fromkeys(copies, True) | dict.fromkeys(doers, False)
    return {name: only for name, only in found.items() if name != RECEIVER}
