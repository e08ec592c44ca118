"""What a report leads to, decided but not done: where it belongs, who gets it, which cases it opens, what is counted, who is told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from engine.answers import Values, values_of
from engine.conditions import holds
from engine.organisation import Holder, Organisation
from engine.routing import Place, Routed, route
from engine.statistics.facts import Counter, Fact
from engine.template.model import FormTemplate
from engine.workflow import Case, Outcome, Situation, Told, notify, start, tallies

NEW, WAIT = "new", "wait"
WAYS = ("phone", "paper", "talk", "mail")
"""How what somebody else types in has come in."""


@dataclass(frozen=True)
class TypedIn:
    """What is known of a report that somebody typed in for someone else: who did, how it came in, and when it reached the organisation."""

    by: UUID
    way: str
    at: datetime


@dataclass(frozen=True)
class Opening:
    """One case to open: for which row of the group (None: the whole report), how it was routed, its first moves, and its marks."""

    row: int | None
    routed: Routed
    outcome: Outcome
    facts: tuple[Fact, ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Intake:
    """What to store for a report. `told` are those told of the report itself, before any case exists."""

    unit: str | None
    routed: Routed
    openings: tuple[Opening, ...]
    facts: tuple[Fact, ...]
    told: tuple[Told, ...]
    standing: frozenset[str] = frozenset()

    def told_per_case(self) -> tuple[tuple[Told, ...], ...]:
        """Who is told of each case. A notice that stands on the report is written once, with its first case."""
        first = tuple(opening.outcome.told for opening in self.openings[:1])
        rest = (tuple(told for told in opening.outcome.told if told.step not in self.standing) for opening in self.openings[1:])
        return (*first, *rest)


@dataclass(frozen=True)
class Desk:
    """Takes in reports to one template at one time; `received` is when they reached the organisation, where that was earlier.

    `came` is when a report was received that has waited, and whose cases are only now opened.
    """

    template: FormTemplate
    organisation: Organisation
    now: datetime
    received: datetime | None = None
    came: datetime | None = None

    def take_in(self, answers: Mapping[str, Any]) -> Intake:
        """Decides all that a report leads to."""
        unit = self.unit_of(answers)
        values = values_of(self.template.form, answers, self.organisation)
        counter = Counter(self.template, unit, self.day)
        openings = self.openings(answers, None) if self.template.cases.start == "on_submit" else ()
        # a case needs a receiver: where nobody at all can be found, the report waits for those who read everything
        if openings and all(opening.routed.receiver for opening in openings):
            facts = (*counter.submission(answers), *self.incident(answers))
            return Intake(unit, openings[0].routed, openings, facts, (), self.template.standing)
        routed = route(self.place(unit), values, self.day)
        case = Case(routed.receiver, unit, routed.excluded)
        told = (*self._arrival(routed), *notify(self._situation(values), case).told)
        return Intake(unit, routed, (), counter.submission(answers), told, self.template.standing)

    def incident(self, answers: Mapping[str, Any]) -> tuple[Fact, ...]:
        """The fact of an incident, counted when the first case of a report is opened."""
        return Counter(self.template, self.unit_of(answers), self.day).incident(answers)

    def openings(self, answers: Mapping[str, Any], routed: Routed | None) -> tuple[Opening, ...]:
        """The cases of a report, one per row where the template says so; `routed` when the report was routed as a whole."""
        group = self.template.cases.one_per
        rows = answers.get(group) if group else None
        if not group or not rows:
            return (self.opening(answers, None, routed),)
        return tuple(self.opening(answers, number, routed) for number in range(len(rows)))

    def opening(self, answers: Mapping[str, Any], row: int | None, routed: Routed | None = None) -> Opening:
        """One case of a report, about one of its rows or the whole; routed anew unless that has been done."""
        unit = self.unit_of(answers)
        values = self.values(answers, row)
        way = routed or route(self.place(unit), values, self.day)
        case = Case(way.receiver, unit, way.excluded)
        outcome = start(self._situation(values, self.values(answers, None)), case)
        outcome = replace(outcome, told=(*self._arrival(way, outcome), *outcome.told))
        flags = tuple(flag.key for flag in self.template.cases.flags if holds(flag.when, values, self.day))
        counter, own = Counter(self.template, unit, self.day), self.row(answers, row)
        life = tallies.Life(outcome.case, self.came or self.received or self.now, self.now, answers, own)
        facts = (*counter.case(answers, own), *tallies.spans(counter, self.organisation, life))
        return Opening(row, way, outcome, facts, flags)

    def _arrival(self, routed: Routed, outcome: Outcome | None = None) -> tuple[Told, ...]:
        """The receiver hears of a new report even when the first step is someone else's; copies are told without any right to read."""
        heard = {told.holder for told in outcome.told if told.why not in ("copy", WAIT)} if outcome else set()
        receiver = (Told(routed.receiver, NEW, "", 0, True),) if routed.receiver and routed.receiver not in heard else ()
        return (*receiver, *(Told(holder, "copy", "", 0, False) for holder in routed.copy_to))

    def values(self, answers: Mapping[str, Any], row: int | None) -> Values:
        """The answers as a case sees them: from its own row."""
        values = values_of(self.template.form, answers, self.organisation)
        found = self.row(answers, row)
        return values if found is None else values.in_row(str(self.template.cases.one_per), found)

    def row(self, answers: Mapping[str, Any], row: int | None) -> Mapping[str, Any] | None:
        """The answers of a case's own row."""
        if row is None or self.template.cases.one_per is None:
            return None
        found: Mapping[str, Any] = answers[self.template.cases.one_per][row]
        return found

    @property
    def day(self) -> date:
        """The organisation's local day when the report reached it."""
        return (self.received or self.now).astimezone(self.organisation.zone).date()

    def place(self, unit: str | None) -> Place:
        """Where functions are looked up."""
        return Place(self.template, self.organisation, unit)

    def unit_of(self, answers: Mapping[str, Any]) -> str | None:
        """The unit that the routing question names."""
        question = self.template.routing_question()
        return answers.get(question.id) if question else None

    def _situation(self, values: Values, report: Values | None = None) -> Situation:
        return Situation(self.template, self.organisation, self.now, values, report, self.received)


def merged(told: tuple[Told, ...], mailboxes: Mapping[Holder, str] | None = None) -> tuple[Told, ...]:
    """One telling per holder, or per mailbox where those are given, or per person: the one that asks most of them.

    Of what waits nobody is told.
    """
    best: dict[Holder | str | UUID, Told] = {}
    for item in told:
        if item.why == WAIT:
            continue
        whom: Holder | str | UUID = item.person or (mailboxes[item.holder] if mailboxes else item.holder)
        kept = best.get(whom)
        if kept is None or _WEIGHT[item.why] > _WEIGHT[kept.why]:
            best[whom] = item
    return tuple(best.values())


_WEIGHT = {"copy": 0, NEW: 1, "notice": 2, "review": 2, "assigned": 3, "step": 4}
