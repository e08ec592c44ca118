"""A rehearsal: a year of invented reports and what comes of them, so that a template's numbers can be seen before anyone has reported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar

from engine.fields import Context
from engine.intake import Desk
from engine.organisation import Organisation
from engine.proof.acting import Actor, Moment
from engine.proof.choosing import Budget, Chooser, DeadEnd
from engine.proof.domains import Domains
from engine.proof.focus import reduced
from engine.proof.steering import Steering
from engine.proof.world import Filled, Guesses, World, fill
from engine.statistics.facts import Counter, Fact
from engine.template.model import FormTemplate
from engine.workflow.tallies import Life, changed, closed, spans

T = TypeVar("T")
REPORTS = 200
"""How many reports are invented unless someone asks for another number."""
YEAR = 365
"""Days back from now over which they are spread."""
_TRIES = 20
"""How often a report is begun that can not be sent, before it is given up."""
_ACTS = 25
"""So much is done in a case; one that is not closed by then stays open, as some do."""
_SKEW = 1.5
_LONGEST = 40
"""So many days pass at most between two acts in a case."""


class Luck(Chooser):
    """Chooses by chance, sooner what stands first, since people do not choose evenly. The same seed gives the same choices."""

    def __init__(self, seed: int) -> None:
        super().__init__([])
        self.die = Random(seed)  # noqa: S311 - invented reports, not secrets

    def one_of(self, possible: Sequence[T]) -> T:
        """One of the possibilities; raises DeadEnd where there is none."""
        if not possible:
            raise DeadEnd
        return possible[int(len(possible) * self.die.random() ** _SKEW)]


def rehearse(template: FormTemplate, organisation: Organisation, now: datetime, *, reports: int = REPORTS) -> Iterator[Fact]:
    """The facts that so many invented reports give rise to, with every step that is then taken. The same template gives the same facts.

    Reports that can not be sent, as where a required question has nothing to choose, are left out.
    """
    world = World(template, organisation, now, Budget(0))
    stage, luck = _Stage(world, Steering(world)), Luck(0)
    for _ in range(reports):
        yield from stage.report(luck)


@dataclass
class _Stage:
    """Where the invented reports are sent and dealt with."""

    world: World
    steering: Steering

    def __post_init__(self) -> None:
        template, report = self.world.template, self.steering.report
        question = template.routing_question()
        counted = {name for name in (*template.counted, *template.grains) if name in self.world.places} | (
            {question.id} if question else set()
        )
        conditions = (*(way.when for way in template.routing), *report.tests, *report.beyond)
        focus = self.world.focus(conditions, (*report.ids, *sorted(counted)))
        self.form = reduced(self.world.places, focus.ids)
        self.guesses = Domains([*focus.tests, *focus.beyond], counted, alike=str)
        self.actor = Actor(self.world, self.steering, frozenset(template.counted), once=True)

    def report(self, luck: Luck) -> Iterator[Fact]:
        """The facts of one report and its cases."""
        filled = self._filled(luck)
        if filled is None:
            return
        desk = Desk(self.world.template, filled.organisation, filled.now)
        intake = desk.take_in(filled.answers)
        yield from intake.facts
        openings = intake.openings
        if not openings and intake.routed.receiver:
            openings = desk.openings(filled.answers, intake.routed)
            yield from desk.incident(filled.answers)
        for opening in openings:
            yield from opening.facts
            values = desk.values(filled.answers, opening.row)
            case = Moment(filled, opening.row, values, (), opening.outcome.case)
            yield from self._rounds(case, desk.row(filled.answers, opening.row), luck)

    def _filled(self, luck: Luck) -> Filled | None:
        """A report that can be sent, some day of the year."""
        template, organisation = self.world.template, self.world.organisation
        for _ in range(_TRIES):
            now = self.world.now - timedelta(days=luck.die.randrange(YEAR))
            try:
                return fill(self.form, Guesses(luck, self.guesses), Context(organisation, now, template.language))
            except DeadEnd:
                continue
        return None

    def _rounds(self, moment: Moment, row: Any, luck: Luck) -> Iterator[Fact]:
        """The facts of every finished round of a case, until it is closed."""
        came = moment.filled.now
        for _ in range(_ACTS):
            if moment.case.closed or not moment.case.waiting():
                return
            try:
                done = self.actor.act(moment, luck)
            except DeadEnd:
                continue
            counter = Counter(self.world.template, moment.case.unit, moment.filled.today)
            if done.saved and done.step.kind.counts(done=done.over):
                yield from counter.round(done.step.id, done.given, moment.filled.answers, row)
            before, moment = moment, self._later(done.after, luck)
            lives = (Life(one.case, came, came, one.filled.answers, row) for one in (before, moment))
            yield from changed(*(spans(counter, moment.filled.organisation, life) for life in lives))[0]
            yield from closed(counter, moment.case, moment.filled.answers, row)

    def _later(self, moment: Moment, luck: Luck) -> Moment:
        """Some days later, mostly few, but not in days to come."""
        pause = timedelta(days=int(_LONGEST * luck.die.random() ** 3))
        return replace(moment, filled=replace(moment.filled, now=min(moment.filled.now + pause, self.world.now)))
