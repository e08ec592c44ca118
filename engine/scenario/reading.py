"""Reads a file of scenarios against its template: every fault in it at once, or the scenarios."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from engine.calendars import Duration, read_duration
from engine.errors import Fault, InvalidTemplate, in_short
from engine.organisation import Holder, Organisation
from engine.roster import read_roster
from engine.scenario.model import Act, Adds, Clock, Does, Reports, Scenario, ShutsOut, Starts, Then, When
from engine.scenario.schema import SCHEMA, WHYS
from engine.steps import RECEIVER, Step
from engine.steps.decision import OUTCOME, REASON
from engine.template.layers import Opener, nothing
from engine.template.mend import read_all
from engine.template.model import FormTemplate
from engine.template.notes import Notes
from engine.template.shape import validator
from engine.template.source import Path, Source, in_file, look
from engine.trial import DEFAULT_TIME

_SCHEMA = validator(SCHEMA)


def read_scenarios(text: str | bytes, template: FormTemplate, opener: Opener = nothing, *, file: str | None = None) -> tuple[Scenario, ...]:
    """The scenarios of a text; raises InvalidTemplate with every fault.

    `opener` has the organisation files that it names; `file` is what the text is called where a fault in it is told.
    """
    return read_all(in_file(look(text), file), _SCHEMA, partial(_scenarios, template=template, opener=opener))


def _scenarios(source: Source, template: FormTemplate, opener: Opener) -> tuple[tuple[Scenario, ...], list[Fault]]:
    parts = _Parts(source, template, opener)
    return parts.scenarios(), parts.faults


class _Parts(Notes):
    """Reads the parts of a file; every step, function, outcome and example that it names must be the template's."""

    def __init__(self, source: Source, template: FormTemplate, opener: Opener) -> None:
        super().__init__(source)
        self.template = template
        self.opener = opener
        self.steps: Mapping[str, Step] = {step.id: step for step in template.steps()}
        self.filled: Mapping[str, Any] = source.value.get("answers", {})

    def scenarios(self) -> tuple[Scenario, ...]:
        """All of them; their names tell them apart."""
        for step in self.filled:
            self.known(step, ("answers", step), self.steps, "step", key=True)
        return tuple(self._scenario(value, ("scenarios", place)) for place, value in enumerate(self.source.value["scenarios"]))

    def _scenario(self, value: Mapping[str, Any], path: Path) -> Scenario:
        given, where = value["given"], (*path, "given")
        return Scenario(
            value["name"],
            self._reports(given, where),
            self._moment(given.get("at", DEFAULT_TIME), (*where, "at")) or datetime.fromisoformat(DEFAULT_TIME),
            self._then(value.get("then", {}), (*path, "then")),
            tuple(self._act(act, (*path, "acts", place)) for place, act in enumerate(value.get("acts", ()))),
            self._organisation(given["organisation"], (*where, "organisation")) if "organisation" in given else None,
            self.source.mark(path),
        )

    def _organisation(self, name: str, path: Path) -> Organisation | None:
        text = self.opener(name)
        if text is None:
            self.fault("unknown-file", path, given=name)
            return None
        try:
            return read_roster(text).holding(self.template.functions)
        except InvalidTemplate:
            self.fault("not-an-organisation", path, given=name)
            return None

    def _reports(self, value: Mapping[str, Any], path: Path) -> Reports:
        """The answers of one of the template's examples, with those that the scenario has itself in place of or besides its own."""
        examples = {example.name: example.answers for example in self.template.examples}
        if "example" not in value and "answers" not in value:
            self.fault("nothing-reported", path, key=True)
        own = value.get("answers", {})
        if self.template.form.judge is None and not isinstance(own, dict):
            self.fault("not-object", (*path, "answers"), given=in_short(own))
            return Reports({})
        if "example" not in value:
            return Reports(own)
        self.known(value["example"], (*path, "example"), examples, "example")
        found = examples.get(value["example"], {})
        return Reports({**found, **own} if isinstance(found, dict) and isinstance(own, dict) else own or found)

    def _act(self, value: Mapping[str, Any], path: Path) -> Act:
        when = self._when(value["when"], (*path, "when"))
        return Act(when, self._then(value.get("then", {}), (*path, "then")), self.source.mark((*path, "when")), value.get("case", 1))

    def _when(self, value: Mapping[str, Any], path: Path) -> When:
        (what,) = value
        inner, where = value[what], (*path, what)
        if what == "does":
            return self._does(inner, where)
        if what == "clock":
            return Clock(self._clock(inner, where))
        if what == "adds":
            self.known(inner, where, self.steps, "step")
            return Adds(inner)
        if what == "shuts_out":
            self._function(inner, where)
            return ShutsOut(inner)
        if what == "starts":
            if self.template.cases.start != "by_hand":
                self.fault("starts-by-itself", where, key=True)
            return Starts()
        return self._reports(inner, where)

    def _does(self, value: Mapping[str, Any], path: Path) -> Does:
        step = self.steps.get(value["step"])
        self.known(value["step"], (*path, "step"), self.steps, "step")
        if value.get("by", RECEIVER) != RECEIVER:
            self._function(value["by"], (*path, "by"))
        answers = {**self.filled.get(value["step"], {}), **value.get("answers", {})}
        if step is not None and "outcome" in value:
            self._outcome(value["outcome"], step, path)
        if step is not None and "press" in value:
            # a button may be there only after a round, or only before one
            buttons = {button.name for rounds in (0, 1) for button in step.kind.buttons(step, rounds) if not button.leads}
            self.known(value["press"], (*path, "press"), sorted(buttons), "button")
        answers |= {OUTCOME: value["outcome"]} if "outcome" in value else {}
        answers |= {REASON: value["reason"]} if "reason" in value else {}
        return Does(value["step"], value.get("by"), value.get("press"), answers)

    def _outcome(self, outcome: str, step: Step, path: Path) -> None:
        if not step.exits:
            self.fault("no-outcomes", (*path, "outcome"), key=True, given=step.id)
        else:
            self.known(outcome, (*path, "outcome"), [way.key for way in step.exits], "outcome")

    def _then(self, value: Mapping[str, Any], path: Path) -> Then:
        checks: Mapping[str, Callable[[Any, Path], None]] = {"open": self._open, "told": self._told, "facts": self._facts}
        for what, inner in value.items():
            if what in checks:
                checks[what](inner, (*path, what))
        for place, function in enumerate(value.get("excluded", ())):
            self._function(function, (*path, "excluded", place))
        if "mailbox" in value:
            self._function(value["mailbox"], (*path, "mailbox"))
        return Then(value, {what: self.source.key_mark((*path, what)) for what in value})

    def _open(self, value: Mapping[str, Any], path: Path) -> None:
        for step, inner in value.items():
            where = (*path, step)
            self.known(step, where, self.steps, "step", key=True)
            named = {"by": inner} if isinstance(inner, str) else inner
            if "by" in named:
                self._function(named["by"], where if isinstance(inner, str) else (*where, "by"))
            if "due" in named:
                self._moment(named["due"], (*where, "due"), day=True)

    def _told(self, value: Mapping[str, Any], path: Path) -> None:
        for function, whys in value.items():
            self._function(function, (*path, function), key=True)
            if isinstance(whys, str):
                self.known(whys, (*path, function), WHYS, "why")

    def _facts(self, value: Mapping[str, Any], path: Path) -> None:
        for grain in value:
            self.known(grain, (*path, grain), self.template.grains, "grain", key=True)

    def _function(self, name: str, path: Path, *, key: bool = False) -> None:
        self.known(Holder.read(name).function, path, self.template.functions, "function", key=key)

    def _moment(self, text: str, path: Path, *, day: bool = False) -> datetime | None:
        try:
            return datetime.fromisoformat(text if day or "T" in text else "")
        except ValueError:
            self.fault("not-a-day" if day else "not-a-clock", path, given=in_short(text))
            return None

    def _clock(self, text: str, path: Path) -> Duration | datetime:
        try:
            return read_duration(text)
        except ValueError:
            return self._moment(text, path) or datetime.fromisoformat(DEFAULT_TIME)
