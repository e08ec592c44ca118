"""Whether every report gets a receiver who is not shut out, and whether whoever must be told before decisions is told."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any

from engine.answers import Values
from engine.conditions import holds
from engine.intake import Desk, Intake
from engine.proof import conditions
from engine.proof.domains import Domains
from engine.proof.findings import NOT_PROVED, REFUTED, Finding, Shown
from engine.proof.places import Places
from engine.proof.world import Filled, Reporter, World, views
from engine.routing import Place, chosen_route, route
from engine.steps import Step
from engine.template.model import FormTemplate, Route

CHECK = "receivers"


def receivers(world: World, places: Places) -> Iterator[Finding]:
    """What is wrong with who gets a report."""
    reporter = _reporter(world)
    walk, notes = world.walk(reporter.size + len(world.template.routing) + len(world.places) // 10), _Notes(world, places)
    for filled in walk.every(reporter.report):
        notes.take(filled, reporter.desk(filled))
    yield from notes.findings.values()
    if not walk.whole:
        yield Finding(CHECK, "receiver-not-proved", NOT_PROVED, places.at("routing"), {"tried": walk.tried})
    elif not notes.reports:
        yield Finding(CHECK, "nobody-can-report", REFUTED, places.at("form"))


def routes(world: World, places: Places) -> Iterator[Finding]:
    """Routes that are never taken, or whose condition tells nothing apart. Any organisation may use the template."""
    ways = world.template.routing
    focus = world.focus([way.when for way in ways])
    reporter = Reporter(world, focus, Domains([*focus.tests, *focus.beyond]))
    walk = world.search(reporter.size)
    seen: dict[int, set[bool]] = {number: set() for number in range(len(ways))}
    taken: set[int] = set()
    for filled in walk.every(reporter.report):
        desk = reporter.desk(filled)
        for lookup in _views(desk, filled):
            chosen = chosen_route(world.template, lookup, desk.day)
            taken |= {number for number, way in enumerate(ways) if way is chosen}
            for number, way in enumerate(ways):
                seen[number].add(holds(way.when, lookup, desk.day))
        if len(taken) == len(ways) and all(len(seen[number]) == 2 or way.when is None for number, way in enumerate(ways)):
            return
    for number, way in enumerate(ways):
        about = {"what": world.template.functions[way.to].label} | ({} if walk.whole else {"tried": walk.tried})
        yield from _route(way, seen[number], about, taken=number in taken, places=places)


def _route(way: Route, seen: set[bool], about: dict[str, Any], *, taken: bool, places: Places) -> Iterator[Finding]:
    """What is wrong with a route; `tried` among what is said about it says that the search was ended early."""
    if way.when is not None and len(seen) < 2:
        yield conditions.constant(way.when, seen, places.inside(way.mark, "when"), about)
    elif not taken and "tried" in about:
        yield Finding(conditions.CHECK, "condition-not-proved", NOT_PROVED, way.mark, about)
    elif not taken:
        yield Finding(conditions.CHECK, "never-chosen", REFUTED, way.mark, about)


def _views(desk: Desk, filled: Filled) -> Iterator[Values]:
    """The report as it is routed: from the row of each case that it opens, or as a whole."""
    if desk.template.cases.start == "on_submit":
        yield from (values for _, values in views(desk, filled.answers))
    else:
        yield desk.values(filled.answers, None)


def _reporter(world: World) -> Reporter:
    """Whoever reports, as far as receivers and notices depend on it."""
    question = world.template.routing_question()
    standing = [step.when for step in _standing(world)]
    focus = world.focus([*(way.when for way in world.template.routing), *standing], [question.id] if question else [])
    tests = [*focus.tests, *focus.beyond]
    return Reporter(world, focus, Domains(tests, alike=_Pattern(world).of), own_organisation=True)


def _standing(world: World) -> list[Step]:
    return [step for step in world.template.steps() if step.id in world.template.standing]


@dataclass
class _Pattern:
    """Which functions have one mailbox in common at a unit and at the top: units with the same pattern route alike."""

    world: World
    found: dict[str, Hashable] = field(default_factory=dict)

    def of(self, unit: str) -> Hashable:
        """The pattern of a unit."""
        if unit not in self.found:
            places = [Place(self.world.template, self.world.organisation, where) for where in (unit, None)]
            held = [next(iter(place.holders((function,))), None) for place in places for function in self.world.template.functions]
            boxes = [holder and self.world.organisation.mailboxes[holder] for holder in held]
            self.found[unit] = tuple(boxes.index(box) if box is not None else None for box in boxes)
        return self.found[unit]


@dataclass
class _Notes:
    """What is found, each thing once for each route or notice, with the first report that shows it."""

    world: World
    places: Places
    reports: int = 0
    findings: dict[tuple[str, Any], Finding] = field(default_factory=dict)

    def take(self, filled: Filled, desk: Desk) -> None:
        """Looks at what comes of a report."""
        self.reports += 1
        intake = desk.take_in(filled.answers)
        for lookup in _views(desk, filled):
            self._receiver(filled, desk, lookup)
        for step in _standing(self.world):
            self._notice(filled, intake, step)

    def _receiver(self, filled: Filled, desk: Desk, lookup: Values) -> None:
        chosen, place = chosen_route(desk.template, lookup, desk.day), desk.place(desk.unit_of(filled.answers))
        if chosen is None:
            self._add("no-route", self.places.at("routing"), filled)
        elif route(place, lookup, desk.day).receiver is None:
            function = desk.template.functions[chosen.to].label
            anyone = place.holder(chosen.to) or place.last_resort(frozenset())
            code, key = ("receiver-shut-out", "never_to") if anyone else ("no-receiver", "to")
            self._add(code, self.places.inside(chosen.mark, key), filled, function=function)

    def _notice(self, filled: Filled, intake: Intake, step: Step) -> None:
        """The workflow writes it before any decision; here is asked whether it reaches its own function, or who stands in for that."""
        told = intake.openings[0].outcome.told if intake.openings else intake.told
        meant = _stand_ins(self.world.template, step.to)
        if any(item.step == step.id and item.why == "notice" and item.holder.function not in meant for item in told):
            self._add("notice-elsewhere", self.places.inside(step.mark, "to"), filled, what=step.title)

    def _add(self, code: str, mark: Any, filled: Filled, **facts: Any) -> None:
        shown = Shown(filled.answers, filled.organisation)
        self.findings.setdefault((code, mark), Finding(CHECK, code, REFUTED, mark, facts, shown))


def _stand_ins(template: FormTemplate, function: str | None) -> set[str]:
    """A function and all who stand in for it, one after the other."""
    found: set[str] = set()
    while function is not None and function in template.functions and function not in found:
        found.add(function)
        function = template.functions[function].backup
    return found
