"""What every question of Form.io has: its words, whether it must be answered, and what is said when the answer is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.exchange.formio.layout import key_of
from engine.exchange.notes import Notes
from engine.exchange.values import truth
from engine.exchange.words import Said, Words

BEGINNINGS = ("defaultDate", "defaultValue", "customDefaultValue")
"""What says what an answer is before anyone has touched it."""


@dataclass(frozen=True)
class Made:
    """A question as a template writes it. `kind` and `keys` are what conditions know of it, `tail` comes after the id of the component."""

    question: dict[str, Any]
    kind: str
    keys: Mapping[str, str] = field(default_factory=dict)
    tail: str = ""


@dataclass(frozen=True)
class Component:
    """A component that asks something, its place, and the words of its form."""

    value: Mapping[str, Any]
    place: str
    words: Words

    @property
    def notes(self) -> Notes:
        """Where it is told what is lost."""
        return self.words.notes

    @property
    def validate(self) -> Mapping[str, Any]:
        """The limits of its answer."""
        found = self.value.get("validate")
        return found if isinstance(found, dict) else {}

    @property
    def required(self) -> bool:
        """Whether it must be answered."""
        return truth(self.validate.get("required"))

    def at(self, *keys: str) -> str:
        """The place of something inside it."""
        return "/".join((self.place, *keys))

    def say(self, key: str) -> Said | None:
        """One of its own texts; older forms have a truth there where there is none."""
        given = self.value.get(key)
        return None if isinstance(given, bool) else self.words.say(given, self.at(key))

    def asked(self, type_: str, **keys: Any) -> dict[str, Any]:
        """The question with its words; `keys` are those that only its type has, None for one that it lacks."""
        label = self.say("label") or key_of(self.value)
        found: dict[str, Any] = {"type": type_, "label": label}
        found["hint"] = self._hint(label)
        if self.required:
            found["missing"] = self.message("required")
        else:
            found["optional"] = True
        found |= keys
        return {key: value for key, value in found.items() if value is not None}

    def message(self, fault: str) -> Said | None:
        """What the author says of a fault."""
        errors = self.value.get("errors")
        own = self.words.say(errors.get(fault), self.at("errors", fault)) if isinstance(errors, dict) else None
        return own or self.words.say(self.validate.get("customMessage"), self.at("validate", "customMessage"))

    def limit(self, key: str) -> Any:
        """A limit, None where there is none."""
        found = self.validate.get(key)
        return None if found in ("", None) else found

    def tell_of_messages(self, made: Sequence[Made]) -> None:
        """Tells of words for what templates have words of their own for."""
        said = {key for one in made for key in ("missing", "pattern_message") if key in one.question}
        if self.validate.get("customMessage") and not said:
            self.notes.tell("own-message", self.at("validate", "customMessage"))
        errors = self.value.get("errors")
        for key, words in errors.items() if isinstance(errors, dict) else ():
            if words and {"required": "missing", "pattern": "pattern_message"}.get(key) not in said:
                self.notes.tell("own-message", self.at("errors", key))

    def _hint(self, label: Said) -> Said | None:
        """Description and tooltip; and what stands in the empty field, since it goes away when it is needed."""
        parts = [self.say("description"), self.say("tooltip")]
        for key in ("placeholder", "prefix", "suffix"):
            said = self.say(key) if self._shows(key) else None
            if said and said != label:
                self.notes.tell("in-the-hint", self.at(key))
                parts.append(said)
        return self.words.together(*parts)

    def _shows(self, key: str) -> bool:
        """A number has a unit of its own."""
        return key == "placeholder" or self.value.get("type") not in ("number", "currency", "simplenumber")
