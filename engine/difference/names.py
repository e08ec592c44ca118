"""What the parts of one version of a template and the values written of them are called in a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from engine.calendars import Duration, read_duration
from engine.conditions import All, Any_, Not, Test
from engine.conditions.words import in_words
from engine.difference.parts import GROUP, ROUTE, STEP, Key, Part, parts
from engine.fields import Repeat
from engine.steps import CLOSE, RECEIVER, Escalation
from engine.template.model import FormTemplate
from engine.template.names import TemplateNames
from engine.template.reported import Schedule
from engine.template.schedule_words import schedule_in_words
from engine.texts import engine_texts, in_language

_LONGEST = 80
_FUNCTIONS = frozenset({"by", "to", "assign", "backup", "copy_to", "never_to"})
_STEPS = frozenset({"go", "next"})
_COUNTED = frozenset({"rows", "columns", "filters", "date", "apart"})
_GROUPS = frozenset({"count", "cases.one_per"})
_KEPT = "retention.keep"


@dataclass(frozen=True)
class Names:
    """Says parts and values of one version in one language."""

    template: FormTemplate
    language: str = "sv"

    @cached_property
    def _known(self) -> Mapping[Key, Part]:
        return {part.key: part for part in parts(self.template)}

    def say(self, code: str, **facts: Any) -> str:
        """A sentence of the engine's about differences."""
        return engine_texts().say(f"difference.{code}", self.language, **facts)

    def label(self, part: Part) -> str:
        """What people call the part; a route is what it says."""
        if part.kind != ROUTE:
            return in_language(part.label, self.language) or part.id
        function, when = self._function(part.attributes["to"]), part.attributes["when"]
        return (
            self.say("route", function=function, clause=self._clause(when, part)) if when else self.say("route-always", function=function)
        )

    def name(self, key: Key | None) -> str:
        """The label of the part with this key, empty without one."""
        return self.label(self._known[key]) if key is not None else ""

    def subject(self, part: Part) -> str:
        """The part as it begins a sentence: "Frågan ”Var hände det?”"."""
        return self.say(f"subject.{part.kind}", label=self.label(part), around=self.name(part.around))

    def within(self, key: Key | None) -> str:
        """The same inside a sentence, for what something stands in."""
        subject = self.subject(self._known[key]) if key is not None else self.say("subject.form")
        return subject[:1].lower() + subject[1:]

    def quoted(self, text: str) -> str:
        """A text between quotes, cut where it is long."""
        return self.say("quoted", text=text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")

    def listed(self, texts: Iterable[str]) -> str:
        """Texts with commas, and a word before the last."""
        *first, last = texts
        return self.say("and", list=", ".join(first), last=last) if first else last

    def value(self, attribute: str, value: Any, part: Part) -> str:
        """A value in words; empty where only the author's own text could say it."""
        if attribute in part.own:
            return self._of_type(value)
        if isinstance(value, All | Any_ | Not | Test):
            return self._clause(value, part)
        if isinstance(value, bool):
            return self.say("truth" if value else "untruth")
        if isinstance(value, tuple | list):
            said = [self.value(attribute, item, part) for item in value]
            return self.listed(said) if said and all(said) else ""
        if isinstance(value, Repeat):
            return self.say("rows", least=value.least, most=value.most)
        if isinstance(value, Schedule):
            return self._schedule(value)
        if isinstance(value, Escalation):
            function = self.quoted(self._function(value.to))
            return self.say("escalation", function=function, after=self._length(value.after)) if value.after else function
        if attribute == "due" and value:
            return self._due(value)
        return self._plain(attribute, value)

    def _schedule(self, value: Schedule) -> str:
        often, _, rest = schedule_in_words(value, self.language).partition(", ")
        functions = self.listed([self.quoted(self._function(name)) for name in value.to])
        return ", ".join(part for part in (often, functions, rest) if part)

    def _of_type(self, value: Any) -> str:
        """A value under a key of one type only: nobody but the type knows what its names mean."""
        if isinstance(value, bool):
            return self.say("truth" if value else "untruth")
        if isinstance(value, list):
            said = [self._of_type(item) for item in value]
            return self.listed(said) if said and all(said) else ""
        if isinstance(value, Mapping):
            return self.quoted(in_language(value, self.language)) if value.keys() <= set(self.template.languages) else ""
        return self.quoted(value) if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""

    def _plain(self, attribute: str, value: Any) -> str:
        if value is None or isinstance(value, Mapping):
            text = in_language(value, self.language) if value and all(isinstance(said, str) for said in value.values()) else ""
            return self.quoted(text) if text else ""
        if attribute in _FUNCTIONS:
            return self._function(value) if value == RECEIVER else self.quoted(self._function(value))
        if attribute in _STEPS or (attribute in ("count", "begins", "ends") and (STEP, value) in self._known):
            return self.quoted(self._step(value))
        if attribute in _GROUPS and (GROUP, value) in self._known:
            return self.quoted(self.label(self._known[GROUP, value]))
        if attribute in _COUNTED and value in self.template.counted:
            return self.quoted(in_language(self.template.counted[value].label, self.language))
        if attribute == _KEPT:
            return self._length(value)
        return self._known_word(attribute, value) if isinstance(value, str | int | float | date) else ""

    def _length(self, value: str) -> str:
        return read_duration(value).in_words(self.language)

    def _known_word(self, attribute: str, value: Any) -> str:
        """What a value of the format's own is called; any other is itself."""
        code = f"value.{attribute}.{value}"
        return self.say(code) if engine_texts().has(f"difference.{code}", self.language) else str(value)

    def _function(self, id: str) -> str:
        """The label of a function; the receiver is one without."""
        if id == RECEIVER:
            return self.say("receiver")
        return in_language(self.template.functions[id].label, self.language)

    def _step(self, id: str) -> str:
        closing = next(step.id for step in self.template.workflow if step.kind.closes)
        return self.name((STEP, closing if id == CLOSE else id))

    def _due(self, due: Mapping[str, Any]) -> str:
        unit = next(name for name in ("days", "hours", "minutes") if name in due)
        parts = [Duration(due[unit], unit.removesuffix("s")).in_words(self.language)]
        parts += [self.say("calendar", calendar=due["calendar"])] if "calendar" in due else []
        parts += [self.say("latest", latest=read_duration(due["latest"]).in_words(self.language))] if "latest" in due else []
        return ", ".join(parts)

    def _clause(self, condition: Any, part: Part) -> str:
        """A condition; inside a step its own questions come first."""
        around: Part | None = part
        while around is not None and around.kind != STEP:
            around = self._known.get(around.around) if around.around else None
        step = self.template.step(around.id) if around is not None and around is not part else None
        return in_words(condition, TemplateNames(self.template, self.language, step), self.language)
