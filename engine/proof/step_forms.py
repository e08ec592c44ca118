"""Whether each condition of the steps' forms can be both true and false, in the cases that come to these steps."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.fields import Context, Form, Question
from engine.proof.acting import Key, Moment
from engine.proof.cases import Cases
from engine.proof.choosing import Chooser
from engine.proof.conditions import CHECK, Site, above, judged, sites
from engine.proof.domains import Domains
from engine.proof.findings import NOT_PROVED, Finding
from engine.proof.focus import Focus, Lookout, reduced
from engine.proof.places import Places
from engine.proof.steering import ROUNDS
from engine.proof.world import Filled, Guesses, Reporter, fill, views
from engine.steps import Step


def step_forms(cases: Cases, places: Places) -> Iterator[Finding]:
    """Conditions of steps' forms that tell nothing apart, and questions that leave nothing to choose."""
    for step in cases.world.template.steps():
        form = cases.steering.forms.get(step.id)
        if form is None or step.id not in cases.open:
            continue
        for site in sites(form, places):
            if not cases.world.budget.left:
                yield Finding(CHECK, "condition-not-proved", NOT_PROVED, site.mark, {**site.about, "tried": 0})
                continue
            visit = Visit(cases, step, _focus(cases, step, site), site.lookout)
            walk = cases.world.search(visit.size)
            yield from judged(site, walk, (filled for filled, _ in walk.every(visit.fill)))


def _focus(cases: Cases, step: Step, site: Site) -> Focus:
    around = cases.steering.places[step.id]
    return Focus(around, [*site.conditions, *above(around.get(site.lookout.at), site.lookout)])


@dataclass
class Visit:
    """Someone fills in a step's form in any case that has come to the step. `ids` are questions of the report that matter besides."""

    cases: Cases
    step: Step
    focus: Focus
    lookout: Lookout | None = None
    ids: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    _moments: dict[Key, dict[Key, Moment]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        steering = self.cases.steering
        self.form: Form = reduced(steering.places[self.step.id], self.focus.ids, self.lookout)
        self.domains = Domains([*self.focus.tests, *self.focus.beyond], self.full)
        dated = tuple(question for question in self._asked() if any(option.start or option.until for option in question.options))
        back = {*steering.forms, ROUNDS}
        references = dict.fromkeys(test.reference for test in self.focus.beyond)
        earlier = [reference for reference in references if reference.partition(".")[0] in back]
        self.alone = not self.ids and not dated and len(earlier) == len(references)
        for moment in self.cases.open.get(self.step.id, ()):
            # moments that what is asked here can not tell apart are one
            said = tuple(repr(moment.lookup(reference)) for reference in earlier)
            self._moments.setdefault(() if self.alone else moment.root, {}).setdefault(said, moment)
        report = steering.report if self.alone else self._report()
        self.reporter = Reporter(self.cases.world, report, Domains([*report.tests, *report.beyond], self.ids), dated=dated)

    def _asked(self) -> list[Question]:
        """What is asked, and what is looked at."""
        looked_at = self.cases.steering.places[self.step.id].get(self.lookout.at) if self.lookout else None
        return [*self.form.every(), *([looked_at.question] if looked_at else [])]

    def _report(self) -> Focus:
        steering = self.cases.steering
        return self.cases.world.focus(
            [*steering.report.tests, *steering.report.beyond, *self.focus.beyond], (*steering.report.ids, *self.ids)
        )

    @property
    def size(self) -> int:
        """How much one visit takes."""
        return self.focus.size + self.reporter.size

    def fill(self, chooser: Chooser) -> tuple[Filled, Moment]:
        """One way to fill in the step's form, and the case that it is a step of."""
        moment = self._moment(chooser)
        filled = moment.filled
        context = Context(filled.organisation, filled.now, self.cases.world.template.language)
        if self.focus.worked_out:
            chooser.unsure()
        given = fill(self.form, Guesses(chooser, self.domains), context, moment.lookup)
        return given, moment

    def _moment(self, chooser: Chooser) -> Moment:
        """A case that has come to the step, with all of its report that matters here."""
        if self.alone:
            return chooser.one_of(self._like(()))
        filled = self.reporter.report(chooser)
        row, values = chooser.one_of(list(views(self.reporter.desk(filled), filled.answers)))
        moment = chooser.one_of(self._like(self.cases.root(filled, values)))
        return Moment(filled, row, values, moment.root, moment.case, moment.steps, moment.acts)

    def _like(self, root: Key) -> list[Moment]:
        """The moments that can be told apart here, of cases whose reports can not be."""
        return list(self._moments.get(root, {}).values())
