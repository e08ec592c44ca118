"""Works out in words what happens with a report, who reads it and how long it takes, from the template alone. It must not promise more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from engine.answers import values_of
from engine.calendars import Duration, number_in_words
from engine.organisation import Holder, Organisation
from engine.routing import Place, route
from engine.steps import RECEIVER, Step
from engine.template.effort import effort
from engine.template.model import FormTemplate
from engine.texts import in_language


class Say(Protocol):
    """The sentence for a code, in the language of the page."""

    def __call__(self, code: str, **facts: Any) -> str:
        """The sentence."""


@dataclass(frozen=True)
class StartWords:
    """The words for one template, for a unit that is known, or None when it is asked in the form."""

    template: FormTemplate
    organisation: Organisation
    unit: str | None
    today: date
    language: str
    say: Say

    def steps(self) -> list[str]:
        """What happens with the report, in order."""
        if self.holder is None and not self.asked_later:
            waits = self.say("public.start.waits", organisation=self.organisation.name)
            return [waits, self.say("public.start.reference")]
        found = [self.say("public.start.gets", who=self.receiver)]
        found += [self.say("public.start.notice", who=self.who(step.to)) for step in self.notices()]
        if self.template.cases.start == "by_hand":
            found.append(self.say("public.start.by_hand", who=self.label(self.first)))
        elif (decision := self.decision()) is not None:
            who = self.label(self.first) if decision.by == RECEIVER else self.who(decision.by)
            timed = decision.due is not None and "from" not in decision.due and decision is self.opening()
            code = "public.start.decision" if timed else "public.start.decision_without_due"
            found.append(self.say(code, who=who, time=self.time(decision)))
        return [*found, self.say("public.start.reference")]

    def readers(self) -> list[str]:
        """Who reads it: what the author says, else what the template gives."""
        own = in_language(self.template.start.readers, self.language)
        if own:
            return [own]
        told = [step.to for step in self.notices() if step.to]
        routed = [way.to for way in self.template.routing if way.to != self.first]
        later = [function for function in self._later() if function not in (self.first, *told, *routed)]
        found = [self.say("public.start.reads", who=self.receiver)]
        for code, functions in (("also", told), ("instead", routed), ("later", later)):
            if functions:
                found.append(self.say(f"public.start.reads_{code}", who=self._listed(functions)))
        return [*found, self.say("public.start.reads_others", organisation=self.organisation.name)]

    def duration(self) -> str:
        """How long it takes to fill in."""
        minutes = effort(self.template, self.language).minutes
        return self.say("public.start.minutes", count=minutes, number=number_in_words(minutes, self.language))

    @cached_property
    def place(self) -> Place:
        """Where functions are looked up."""
        return Place(self.template, self.organisation, self.unit)

    @cached_property
    def holder(self) -> Holder | None:
        """Who receives a report about which nothing else is known."""
        question = self.template.routing_question()
        answers = {question.id: self.unit} if question and self.unit else {}
        return route(self.place, values_of(self.template.form, answers, self.organisation), self.today).receiver

    @property
    def asked_later(self) -> bool:
        """True when the unit is still to be chosen."""
        return self.unit is None and self.template.routing_question() is not None

    @property
    def first(self) -> str:
        """The function that gets the ordinary report."""
        if self.holder is not None and not self.asked_later:
            return self.holder.function
        unconditional = [way.to for way in self.template.routing if way.when is None]
        return next(iter(unconditional), next(iter(self.template.functions), ""))

    @property
    def receiver(self) -> str:
        """The receiver by function and place."""
        if self.asked_later:
            return self.who(self.first)
        return self.holder_in_words(self.holder)

    def who(self, function: str | None) -> str:
        """A function by its label, with its place."""
        declared = self.template.functions.get(function or "")
        if declared is None:
            return self.organisation.name
        if self.asked_later and declared.held_by != "organisation":
            return self.say("public.start.at_chosen", function=self.label(declared.id))
        return self.holder_in_words(self.place.holder(declared.id) or Holder(declared.id))

    def holder_in_words(self, holder: Holder | None) -> str:
        """A holder by label and unit; the organisation's name when there is none."""
        if holder is None:
            return self.organisation.name
        unit = self.organisation.units.get(holder.unit or "")
        label = self.label(holder.function)
        return self.say("public.start.at", function=label, unit=unit.name) if unit else label

    def label(self, function: str) -> str:
        """What the template calls a function."""
        declared = self.template.functions.get(function)
        return in_language(declared.label, self.language) if declared else function

    def notices(self) -> list[Step]:
        """The notices that always go out before anything is decided."""
        return [step for step in self.template.steps() if step.before == "decisions" and step.when is None]

    def decision(self) -> Step | None:
        """The first decision, if there always is one."""
        return next((step for step in self.template.steps() if step.kind.decides and step.when is None and not step.optional), None)

    def opening(self) -> Step | None:
        """The step that waits for someone as soon as there is a case; None when that depends on the answers."""
        waiting = next((step for step in self.template.workflow if (step.kind.waits or step.steps) and not step.optional), None)
        return waiting if waiting and waiting.when is None and not waiting.steps else None

    def time(self, step: Step) -> str:
        """How long a step may take, in the days of its calendar."""
        due = step.due or {}
        for unit in ("hour", "minute"):
            if f"{unit}s" in due:
                return Duration(due[f"{unit}s"], unit).in_words(self.language)
        if not due.get("days"):
            return self.say("public.start.same_day")
        return self.organisation.calendar(due.get("calendar"), self.unit).in_words(due["days"], self.language)

    def _later(self) -> list[str]:
        """The functions that steps bring in, each once, in order."""
        found = [function for step in self.template.steps() for function in (step.by, step.to, *(way.assign for way in step.exits))]
        return list(dict.fromkeys(function for function in found if function and function != RECEIVER))

    def _listed(self, functions: Iterable[str]) -> str:
        """Labels as they stand inside a sentence."""
        labels = [lowered(self.label(function)) for function in dict.fromkeys(functions)]
        return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} {self.say('public.and')} {labels[-1]}"


def lowered(label: str) -> str:
    """A label with a small first letter, unless it is an abbreviation."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"
