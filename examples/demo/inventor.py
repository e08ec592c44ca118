"""Invents answers to any form: skewed like real ones, the same for the same seed, and true of nobody."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from engine.answers import read
from engine.conditions import Lookup
from engine.fields import Context, Form, Question, Value
from engine.steps.decision import OUTCOME
from examples.demo.words import Words

_NAME = re.compile("namn|vem|ansvarig|hallet_av|narvarande|name|who")
AHEAD = frozenset({"start", "due", "follow_up"})
"""The days of a plan, which lie ahead."""
FIRST = ("Alva", "Bo", "Cilla", "Dana", "Elis", "Freja", "Gun", "Hugo", "Iman", "Joel", "Kim", "Lova", "Milo", "Nora", "Omar", "Pia")
LAST = ("Alm", "Berg", "Dal", "Ek", "Fors", "Gran", "Holm", "Lind", "Moberg", "Sten", "Vik", "Åker")


@dataclass
class Inventor:
    """Invents answers by chance; `unit` is the unit that they are about, `words` what people write."""

    random: Random
    unit: str
    words: Words = field(default_factory=Words)

    def answers(self, form: Form, context: Context, outside: Lookup | None = None) -> dict[str, Any]:
        """Answers that the form takes: tried a few times, since a limit may depend on what else was answered."""
        for _ in range(60):
            reading = read(form, self, context, outside)
            if not reading.problems:
                return dict(reading.answers)
        raise ValueError(f"no answers found for {form.title}: {reading.problems[:3]}")

    def value(self, at: str, question: Question, context: Context) -> Value:
        """An answer to a question that is asked, None for none."""
        if not question.type.asks or (question.optional and self.random.random() < 0.35):
            return None
        invent = getattr(self, f"_{question.type.name}", None)
        return invent(question, context) if invent is not None else None

    def rows(self, at: str, question: Question) -> int:
        """How many rows a group has: seldom more than it must."""
        repeat = question.repeat
        return max(repeat.least, min(repeat.most, 1 + (self.random.random() < 0.12))) if repeat is not None else 1

    def unknown(self, form: Form, shown: Set[str]) -> Iterator[str]:
        """Nothing is answered that is not asked."""
        return iter(())

    def whole(self, form: Form, answers: Mapping[str, Value], shown: frozenset[str]) -> Value:
        """The value that the answers make."""
        return form.judge.gathered(answers, form)

    def _pick(self, question: Question, context: Context) -> str:
        """A skewed choice: each question has favourites of its own; "don't know" is rare."""
        keys = [option.key for option in context.options(question)]
        if question.id == OUTCOME:
            # what is written first is the usual way on; the others would lead most cases in circles
            return self.random.choices(keys, [8 / 3**number for number in range(len(keys))])[0]
        order = Random(f"{question.id} {self.unit}").sample(keys, len(keys))  # noqa: S311 - invented reports, not secrets
        weights = [(0.2 if key in ("vet_ej", "okand", "okant", "annat", "annan") else 1.0) / (order.index(key) + 1) ** 1.1 for key in keys]
        return self.random.choices(keys, weights)[0]

    def _choice(self, question: Question, context: Context) -> str:
        if question.preset is not None and self.random.random() < 0.9:
            return str(question.preset)
        return self._pick(question, context)

    def _choices(self, question: Question, context: Context) -> list[str]:
        picked = {self._pick(question, context) for _ in range(self.random.choice((1, 1, 2)))}
        none = question.keys.get("none")
        return [none] if none in picked else sorted(picked)

    def _grid(self, question: Question, context: Context) -> dict[str, str]:
        return {row: self._pick(question, context) for row in question.keys["rows"]}

    def _unit(self, question: Question, context: Context) -> str:
        return self.unit

    def _yes_no(self, question: Question, context: Context) -> bool:
        return self.random.random() < 0.4

    def _consent(self, question: Question, context: Context) -> bool:
        return True

    def _date(self, question: Question, context: Context) -> str:
        if question.id in AHEAD:
            return (context.today + timedelta(days=self.random.choice((7, 10, 14, 21)))).isoformat()
        return (context.today - timedelta(days=self.random.choice((0, 0, 0, 1, 1, 2, 5)))).isoformat()

    def _date_range(self, question: Question, context: Context) -> dict[str, str]:
        first, last = sorted((self._date(question, context), self._date(question, context)))
        return {"from": first, "to": last}

    def _time(self, question: Question, context: Context) -> str:
        return f"{self.random.randint(8, 15):02}:{self.random.choice((0, 10, 15, 30, 45)):02}"

    def _number(self, question: Question, context: Context) -> int:
        return self.random.randint(int(question.keys.get("min", 1)), int(question.keys.get("max", 5)))

    def _scale(self, question: Question, context: Context) -> int:
        return self.random.randint(question.keys["from"], question.keys["to"])

    def _money(self, question: Question, context: Context) -> int:
        return self.random.randint(1, 400) * 5000

    def _text(self, question: Question, context: Context) -> str | None:
        """A name, or what an example says; nothing where neither fits and nothing is required."""
        known = self.words.texts.get(question.id)
        if known and not _NAME.search(question.id):
            return self.random.choice(known)
        if question.optional and not _NAME.search(question.id):
            return None
        return self._someone()

    def _person(self, question: Question, context: Context) -> str | None:
        """A name; nobody is shut out of an invented case."""
        return None if question.excludes else self._someone()

    def _someone(self) -> str:
        return f"{self.random.choice(FIRST)} {self.random.choice(LAST)}"

    def _signature(self, question: Question, context: Context) -> str:
        return self._someone()

    def _address(self, question: Question, context: Context) -> dict[str, str]:
        return {"street": f"Storgatan {self.random.randint(1, 40)}", "postcode": "123 45", "town": "Ekhamra"}

    def _se_personnummer(self, question: Question, context: Context) -> str:
        """The number that Sweden uses as an example."""
        return "191212121212"

    def _se_school_class(self, question: Question, context: Context) -> dict[str, str]:
        return {"year": self._pick(question, context), "class": f"{self.random.randint(1, 9)}{self.random.choice('ABC')}"}

    def _long_text(self, question: Question, context: Context) -> str:
        first = self.words.texts.get(question.id) or self.words.sentences
        return " ".join(dict.fromkeys((self.random.choice(first), self.random.choice(self.words.sentences))))

    def _email(self, question: Question, context: Context) -> str:
        return f"{self.random.choice(FIRST).lower()}.{self.random.choice(('alm', 'berg', 'ek', 'holm'))}@ekhamra.example"

    def _phone(self, question: Question, context: Context) -> str:
        return "0701740605"
