"""A case as it stands while a scenario is played: its report, what is known, whom it has reached, and what is to be reminded of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from engine.access import Actor, Subject
from engine.errors import NotPossible
from engine.fields import Form
from engine.fields.person import picks_member
from engine.organisation import Holder, Organisation
from engine.routing import Place
from engine.statistics.facts import Counter, Fact
from engine.steps import RECEIVER
from engine.template.model import FormTemplate
from engine.workflow import Case, Run, Told, tallies
from engine.workflow.known import Known
from engine.workflow.passing import Passed, passed_on


def person(mailbox: str) -> UUID:
    """The one person in a mailbox."""
    return uuid5(NAMESPACE_OID, mailbox)


def person_acting(mailbox: str | None) -> Actor:
    """The same, signed in; somebody without any mailbox where there is none."""
    return Actor(person(mailbox or ""), "", frozenset({mailbox} if mailbox else ()))


def whom(organisation: Organisation, holder: Holder, named: UUID | None) -> Holder:
    """By what the person who is meant is known: a function of the one who is named, else the holder itself."""
    return next((one for one, mailbox in sorted(organisation.mailboxes.items()) if person(mailbox) == named), holder)


@dataclass(frozen=True)
class Played:
    """One case. `answers` are its report's, which came when it was `received`, and `row` its own row of them.

    `reached` says why the case has come to which mailbox.
    """

    template: FormTemplate
    organisation: Organisation
    answers: Mapping[str, Any]
    row: Mapping[str, Any] | None
    known: Known
    case: Case
    received: datetime
    opened: datetime
    reached: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where its functions are looked up."""
        return Place(self.template, self.organisation, self.case.unit)

    @property
    def subject(self) -> Subject:
        """The case as access asks about it."""
        return Subject(self.case.unit, self.reached, self.case.shut, self.template.cases.compartment)

    @property
    def remind(self) -> Mapping[int, datetime]:
        """When something is next said of each open run by itself."""
        return {run.number: run.remind for run in self.case.open() if run.remind is not None}

    def counted(self, case: Case) -> tuple[Fact, ...]:
        """The facts of the spans whose end it has come to once it is as `case` says."""
        counter = Counter(self.template, case.unit, self.opened.date())
        return tallies.spans(counter, self.organisation, tallies.Life(case, self.received, self.opened, self.answers, self.row))

    def run(self, step: str) -> Run:
        """The open run of a step; raises NotPossible."""
        for run in self.case.waiting():
            if run.step == step:
                return run
        raise NotPossible("step-not-open")

    def holder(self, function: str) -> Holder | None:
        """Who holds a function here: `receiver`, `function`, or `function@unit`."""
        if function == RECEIVER:
            return self.case.receiver
        holder = Holder.read(function)
        return holder if holder.unit else next(iter(self.place.holders((function,))), None)

    def doer(self, run: Run) -> Holder | None:
        """Who does a step: the person whom it has been given to, else its holder."""
        return whom(self.organisation, run.holder, run.person) if run.holder is not None else None

    def with_members(self, form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The answers, where a member is picked with that member in place of the function by which a scenario names it."""
        found = dict(answers)
        for question in filter(picks_member, form.every()):
            named = found.get(question.id)
            if isinstance(named, str) and Holder.read(named).function in self.template.functions:
                mailbox = self.organisation.mailboxes.get(self.holder(named) or Holder(named))
                found[question.id] = str(person(mailbox)) if mailbox is not None else named
        return found

    def moved(self, case: Case, told: Iterable[Told]) -> "Played":
        """The case after a move, and whom it reaches."""
        reached = dict(self.reached)
        for item in told:
            mailbox = self.organisation.mailboxes.get(item.holder)
            if item.reads and mailbox is not None:
                reached[mailbox] = reached.get(mailbox, frozenset()) | {_WHY.get(item.why, item.why)}
        named = {person(self.organisation.mailboxes[holder]) for holder in case.excluded if holder in self.organisation.mailboxes}
        return replace(self, case=replace(case, shut=case.shut | named), reached=reached)

    def passed_on(self) -> Passed:
        """Who takes over what waits for those who are shut out."""
        mailboxes = self.organisation.mailboxes
        return passed_on(self.place, self.case, lambda holder: holder in mailboxes and person(mailboxes[holder]) not in self.case.shut)


_WHY = {"new": "receiver", "assigned": "step"}
"""Why a case has reached a mailbox, by why its people are told."""
