"""Whether the condition of each mark of cases can be both true and false. Any organisation may use the template."""

from collections.abc import Iterator

from engine.conditions import holds
from engine.proof.conditions import constant
from engine.proof.domains import Domains
from engine.proof.findings import Finding
from engine.proof.places import Places
from engine.proof.world import Reporter, World, views
from engine.template.model import Flag


def flags(world: World, places: Places) -> Iterator[Finding]:
    """Marks that every case gets, or none."""
    for flag in world.template.cases.flags:
        yield from _flag(world, places, flag)


def _flag(world: World, places: Places, flag: Flag) -> Iterator[Finding]:
    focus = world.focus([flag.when])
    reporter = Reporter(world, focus, Domains([*focus.tests, *focus.beyond]))
    walk = world.search(reporter.size)
    seen: set[bool] = set()
    for filled in walk.every(reporter.report):
        desk = reporter.desk(filled)
        seen |= {holds(flag.when, lookup, desk.day) for _, lookup in views(desk, filled.answers)}
        if len(seen) == 2:
            return
    about = {"what": flag.label} if walk.whole else {"what": flag.label, "tried": walk.tried}
    yield constant(flag.when, seen, places.inside(flag.mark, "when"), about)
