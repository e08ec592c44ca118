"""What UI schemas of others say of a place, as the keys that templates have for it under `ui`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.exchange.clauses import Clause
from engine.exchange.json_schema.drawn import Drawn
from engine.exchange.notes import Notes
from engine.exchange.values import whole
from engine.exchange.words import Said, Words
from engine.fields import Question

_FEWEST_LINES, _MOST_LINES = 2, 30


@dataclass
class Saying:
    """Gathers `ui` for the form of a schema. Places of remarks are pointers into the UI schema, after `ui#`."""

    drawn: Drawn
    words: Words
    ui: dict[str, dict[str, Any]] = field(default_factory=dict)
    orders: dict[str, list[str]] = field(default_factory=dict)

    @property
    def notes(self) -> Notes:
        """Where it is told what is lost."""
        return self.words.notes

    def put(self, place: str, key: str, value: Any) -> None:
        """Says something of a place."""
        if value is not None:
            self.ui.setdefault(place, {})[key] = value

    def text(self, place: str, key: str, value: Any, where: str) -> None:
        """A label or a hint; several hints stand below each other."""
        said: Said | None = self.words.say(value, where)
        if key == "hint":
            said = self.words.together(self.ui.get(place, {}).get("hint"), said)
        self.put(place, key, said)

    def lines(self, place: str, value: Any, where: str) -> None:
        """How high the box of a text is."""
        question = self.question(place)
        number = whole(value)
        if question is None or question.type.kind != "text" or number is None:
            self.notes.tell("look", where, key="rows")
        else:
            self.put(place, "rows", min(max(number, _FEWEST_LINES), _MOST_LINES))

    def autocomplete(self, place: str, value: Any, where: str) -> None:
        """What a browser may fill in."""
        question = self.question(place)
        if question is not None and question.type.kind == "text" and isinstance(value, str) and re.fullmatch("[a-z0-9 -]{1,60}", value):
            self.put(place, "autocomplete", value)
        else:
            self.notes.tell("look", where, key="autocomplete")

    def options(self, place: str, names: Any, where: str) -> None:
        """Other words for the options, in their order."""
        question = self.question(place)
        if question is None or not isinstance(names, list) or len(names) != len(question.options):
            self.notes.lose("not-understood", where)
            return
        said = {
            option.key: words
            for option, name in zip(question.options, names, strict=True)
            if (words := self.words.say(str(name) if isinstance(name, int | float) else name, where)) is not None
        }
        self.put(place, "options", {key: {"label": words} if isinstance(words, dict) else words for key, words in said.items()} or None)

    def condition(self, place: str, clause: Clause, where: str) -> None:
        """When a place is asked about."""
        if clause is False:
            self.notes.lose("hidden", where)
        elif isinstance(clause, Mapping):
            self.put(place, "show_if", dict(clause))

    def question(self, place: str) -> Question | None:
        """The question at a place, None where there is an object."""
        return self.drawn.questions.get(place)
