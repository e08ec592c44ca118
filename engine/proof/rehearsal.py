"""A rehearsal: a year of invented reports and what comes of them, so that a template's numbers can be seen before anyone has reported."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import accumulate
from typing import Any

from engine.fields import Context
from engine.intake import Desk
from engine.organisation import Organisation
from engine.proof.acting import Actor, Moment
from engine.proof.choosing import Budget, DeadEnd
from engine.proof.domains import Domains
from engine.proof.focus import reduced
from engine.proof.likely import Likely, Luck, busy
from engine.proof.steering import Steering
from engine.proof.world import Filled, World, fill
from engine.statistics.facts import Counter, Fact
from engine.template.model import FormTemplate
from engine.workflow.tallies import Life, changed, closed, spans

REPORTS = 200
"""How many reports are invented unless someone asks for another number."""
YEAR = 365
"""Days back from now over which they are spread."""
_TRIES = 20
"""How often a report is begun that can not be sent, before it is given up."""
_ACTS = 25
"""So much is done in a case; one that is not closed by then stays open, as some do."""
_LONGEST = 40
"""So many days pass at most between two acts in a case."""


def rehearse(template: FormTemplate, organisation: Organisation, now: datetime, *, reports: int = REPORTS, seed: int = 0) -> Iterator[Fact]:
    """The facts that so many invented reports give rise to, with every step that is then taken. The same seed gives the same facts, and
    the first of many reports are those of few.

    Reports that can not be sent, as where a required question has nothing to choose, are left out.
    """
    stage = Stage.of(template, organisation, now, seed)
    for filled in (stage.sent() for _ in range(reports)):
        yield from stage.comes_of(filled) if filled is not None else ()


@dataclass
class Stage:
    """Where invented reports are sent and dealt with."""

    world: World
    steering: Steering
    luck: Luck

    @classmethod
    def of(cls, template: FormTemplate, organisation: Organisation, now: datetime, seed: int = 0) -> "Stage":
        """The stage of a template in an organisation, at the end of the year."""
        world = World(template, organisation, now, Budget(0))
        return cls(world, Steering(world), Luck(seed))

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
        self.actor = Actor(
            self.world, self.steering, frozenset(template.counted), once=True, guesses=lambda _, domains: Likely(self.luck, domains)
        )
        today = self.world.now.astimezone(self.world.organisation.zone).date()
        self.days = [today - timedelta(days=back) for back in range(YEAR)]
        self.busy = list(accumulate(busy(self.world.organisation, self.days, self.luck)))

    def sent(self) -> Filled | None:
        """A report that can be sent, some day of the year: its answers, as far as they are counted or others depend on them."""
        template, organisation = self.world.template, self.world.organisation
        for _ in range(_TRIES):
            try:
                return fill(self.form, Likely(self.luck, self.guesses), Context(organisation, self._arrival(), template.language))
            except DeadEnd:
                continue
        return None

    def comes_of(self, filled: Filled) -> Iterator[Fact]:
        """The facts of one report and its cases."""
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
            yield from self._rounds(case, desk.row(filled.answers, opening.row))

    def _arrival(self) -> datetime:
        """Some time on some day of the year."""
        (day,) = self.luck.die.choices(self.days, cum_weights=self.busy)
        moment = datetime.combine(day, time(*divmod(self.luck.minute(), 60)), self.world.organisation.zone)
        return min(moment, self.world.now)

    def _rounds(self, moment: Moment, row: Any) -> Iterator[Fact]:
        """The facts of every finished round of a case, until it is closed, or has come as far as it could by now."""
        came = moment.filled.now
        reached = self._reached(moment, came, row)
        for _ in range(_ACTS):
            if moment.case.closed or not moment.case.waiting() or moment.filled.now > self.world.now:
                return
            try:
                done = self.actor.act(moment, self.luck)
            except DeadEnd:
                continue
            counter = Counter(self.world.template, moment.case.unit, moment.filled.today)
            if done.saved and done.step.kind.counts(done=done.over):
                yield from counter.round(done.step.id, done.given, moment.filled.answers, row)
            moment = done.after
            before, reached = reached, self._reached(moment, came, row)
            yield from changed(before, reached)[0]
            yield from closed(counter, moment.case, moment.filled.answers, row)
            moment = self._later(moment)

    def _reached(self, moment: Moment, came: datetime, row: Any) -> tuple[Fact, ...]:
        """The facts of the spans whose end the case has come to."""
        counter = Counter(self.world.template, moment.case.unit, moment.filled.today)
        return spans(counter, moment.filled.organisation, Life(moment.case, came, came, moment.filled.answers, row))

    def _later(self, moment: Moment) -> Moment:
        """Some days later, mostly few."""
        pause = timedelta(days=int(_LONGEST * self.luck.die.random() ** 3))
        return replace(moment, filled=replace(moment.filled, now=moment.filled.now + pause))
