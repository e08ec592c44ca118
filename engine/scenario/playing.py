"""Plays scenarios through and says where what comes of them is not what is expected."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.calendars import Duration
from engine.errors import Fault, NotPossible
from engine.organisation import Organisation
from engine.scenario.model import Act, Adds, Clock, Does, Reports, Scenario, ShutsOut, Starts, When
from engine.scenario.seen import expectation, seen
from engine.scenario.stage import NotAnswered, Stage
from engine.template.model import FormTemplate
from engine.wording import problem_in_words

_LONGEST = 400


def scenario_faults(template: FormTemplate, scenarios: Iterable[Scenario], organisation: Organisation) -> Iterator[Fault]:
    """A fault for everything that is not as a scenario expects; `organisation` is where those play that name no other.

    A scenario ends where something is refused that was to be done: nothing after that could be as expected.
    """
    for scenario in scenarios:
        yield from _Play(scenario, Stage(template, scenario.organisation or organisation, scenario.at)).faults()


@dataclass(frozen=True)
class _Refused:
    """The codes of what was wrong, and what is said of it."""

    codes: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True)
class _Play:
    """One scenario on its stage."""

    scenario: Scenario
    stage: Stage

    def faults(self) -> Iterator[Fault]:
        """The report, then act by act."""
        begun = Act(self.scenario.given, self.scenario.then, self.scenario.mark)
        for act in (begun, *self.scenario.acts):
            self.stage.told.clear()
            self.stage.opened.clear()
            refused = self._do(act.when, act.case)
            if refused is not None and "refused" not in act.then.expected:
                yield Fault(
                    "scenario-refused", act.mark, {"name": self.scenario.name, "given": ", ".join(refused.codes), "why": refused.why}
                )
                return
            yield from self._differences(act, refused.codes if refused is not None else ())

    def _differences(self, act: Act, refused: tuple[str, ...]) -> Iterator[Fault]:
        for what, written in act.then.expected.items():
            if what == "refused":
                expected, got = written, written if written in refused else ", ".join(refused) or None
            else:
                expected, got = expectation(what, written), seen(self.stage, act.case, what, written)
            if expected != got:
                facts = {"name": self.scenario.name, "what": what, "expected": _written(expected), "got": _written(got)}
                yield Fault("scenario-failed", act.then.marks[what], facts)

    def _do(self, when: When, number: int) -> _Refused | None:
        """Does what an act says, to a case; why not, where the product refuses."""
        try:
            self._done(when, number)
        except NotPossible as error:
            return _Refused((error.code,))
        except NotAnswered as error:
            said = (f"{problem.at}: {problem_in_words(problem, error.context)}." for problem in error.problems)
            return _Refused(tuple(problem.code for problem in error.problems), " ".join(said))
        return None

    def _done(self, when: When, number: int) -> None:
        stage = self.stage
        match when:
            case Starts():
                stage.start()
            case Does():
                stage.act(number, when)
            case Adds(step):
                stage.add(number, step)
            case ShutsOut(function):
                stage.shut_out(number, function)
            case Clock(until):
                stage.wait(until.after(stage.now) if isinstance(until, Duration) else stage.local(until))
            case Reports(answers):
                stage.report(answers)
                if stage.waiting and stage.cases:
                    stage.join(number)


def _written(value: Any) -> str:
    """A value as an author would write it, short enough for a sentence."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
