"""Templates and answers made up by Hypothesis: conditions of every kind, groups in groups, answers right and wrong."""

import json
from typing import Any

from hypothesis import strategies as st

from engine.template.load import load
from engine.template.model import FormTemplate

KINDS = (
    "choice",
    "choices",
    "yes_no",
    "number",
    "text",
    "date",
    "unit",
    "scale",
    "constant",
    "computed",
    "date_range",
    "grid",
    "consent",
    "signature",
    "person",
    "address",
    "se_school_class",
    "group",
)
OPTIONS = {"a": "A", "b": "B", "c": "C"}
KEYS: dict[str, dict[str, Any]] = {
    "scale": {"from": 0, "to": 3},
    "constant": {"value": "a"},
    "consent": {"text": "T"},
    "grid": {"rows": {"r": "R", "s": "S"}},
}
"""What else a question of a type must say."""
PARTS = ("date_range", "grid", "address", "se_school_class")
"""Types of whose value only can be asked whether it is there."""
DAYS = ("2026-11-19", "2026-11-20", "2026-11-21")

any_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["a", "north", *DAYS, "\ud800", "\x00", 10**400]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3) | st.sampled_from(["q0", "q1", "q2"]), inner, max_size=3)
    ),
    max_leaves=8,
)


class Made:
    """Makes one form: what may be asked so far, and whether it is a list from here."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.number = 0

    def questions(self, scope: dict[str, tuple[str, bool]], depth: int) -> dict[str, Any]:
        """Some questions, each with a condition on those before it, now and then."""
        found: dict[str, Any] = {}
        for _ in range(self.draw(st.integers(1, 4 if depth == 0 else 2))):
            id, kind = f"q{self.number}", self.draw(st.sampled_from(KINDS if depth < 2 else KINDS[:-1]))
            self.number += 1
            question: dict[str, Any] = {"type": kind, "label": id}
            if kind in ("choice", "choices", "grid", "se_school_class"):
                question["options"] = OPTIONS
            question |= KEYS.get(kind, {}) if kind != "computed" else self.computed(scope)
            if self.draw(st.booleans()):
                question["optional"] = True
            if scope and self.draw(st.booleans()):
                question["show_if"] = self.condition(scope, 2)
            if kind == "group":
                inner = dict(scope)
                question |= {
                    "repeat": {"min": self.draw(st.integers(0, 1)), "max": 2, "item": "R"},
                    "questions": self.questions(inner, depth + 1),
                }
                scope |= {name: (inner[name][0], True) for name in inner if name not in scope}
            scope[id] = (kind, False)
            found[id] = question
        return found

    def computed(self, scope: dict[str, tuple[str, bool]]) -> dict[str, Any]:
        """One of the ways to work out a number from what is in scope; a constant where nothing fits."""
        numbers = [name for name, (kind, _) in scope.items() if kind in ("number", "scale", "computed")]
        lists = [name for name, (kind, many) in scope.items() if many or kind in ("choices", "group")]
        days = [name for name, (kind, many) in scope.items() if kind == "date" and not many]
        ways = [{"sum": numbers}] * bool(numbers) + [{"count": name} for name in lists] + [{"age": name} for name in days]
        ways += [{"days_between": days[:2]}] * (len(days) > 1)
        return self.draw(st.sampled_from(ways)) if ways else {"type": "number", "optional": True}

    def condition(self, scope: dict[str, tuple[str, bool]], depth: int) -> dict[str, Any]:
        """A condition that may look at what is in scope."""
        shape = self.draw(st.sampled_from(["test", "test", "all", "any", "not"] if depth else ["test"]))
        if shape == "not":
            return {"not": self.condition(scope, depth - 1)}
        if shape in ("all", "any"):
            return {shape: [self.condition(scope, depth - 1) for _ in range(2)]}
        name = self.draw(st.sampled_from(sorted(scope)))
        return {name: self.draw(tests_on(*scope[name]))}


def tests_on(kind: str, many: bool) -> st.SearchStrategy[Any]:
    """The tests that fit an answer."""
    keys = st.sampled_from(sorted(OPTIONS))
    value: dict[str, st.SearchStrategy[Any]] = {
        "yes_no": st.booleans(),
        "number": st.integers(0, 3),
        "scale": st.integers(0, 3),
        "constant": st.just("a"),
        "computed": st.integers(0, 3),
        "consent": st.just(True),
        "text": st.just("x"),
        "signature": st.just("Kim"),
        "person": st.just("Kim"),
        "date": st.sampled_from([*DAYS, "today"]),
        "unit": st.just("north"),
    }
    answered = st.fixed_dictionaries({"answered": st.booleans()})
    count = st.fixed_dictionaries({"count": st.integers(0, 2) | st.fixed_dictionaries({"at_least": st.integers(0, 2)})})
    if kind == "group":
        return count | answered
    if kind in PARTS:
        return count | answered if many else answered
    one = value.get(kind, keys)
    if many or kind == "choices":
        return (
            count
            | answered
            | st.fixed_dictionaries({"includes": one})
            | st.fixed_dictionaries({"only": st.lists(one, min_size=1, max_size=2)})
        )
    least = st.fixed_dictionaries({"at_least": one})
    more = {"number": least, "scale": least, "computed": least, "date": st.fixed_dictionaries({"before": one})}
    return one | st.lists(one, min_size=1, max_size=2) | answered | more.get(kind, answered)


@st.composite
def templates(draw: Any) -> FormTemplate:
    """A template that loads."""
    questions = Made(draw).questions({}, 0)
    routing = [{"to": "desk"}]
    value = {"template": "made", "title": "Made", "functions": {"desk": "Desk"}, "routing": routing, "form": {"questions": questions}}
    return load(json.dumps(value))


@st.composite
def answers(draw: Any, template: FormTemplate) -> dict[str, Any]:
    """Answers to all of a template's questions, hidden ones too, most of them right."""
    return {question.id: draw(_answer(question)) for question in template.form.questions() if draw(st.integers(0, 9))}


def _answer(question: Any) -> st.SearchStrategy[Any]:
    keys = st.sampled_from(sorted(OPTIONS))
    right: dict[str, st.SearchStrategy[Any]] = {
        "choice": keys,
        "choices": st.lists(keys, unique=True),
        "yes_no": st.booleans(),
        "number": st.integers(0, 3),
        "scale": st.integers(0, 3),
        "constant": st.sampled_from(["a", "b"]),
        "computed": st.integers(0, 3),
        "text": st.just("x"),
        "signature": st.just("Kim"),
        "person": st.just("Kim"),
        "address": st.just({"street": "A 1", "postcode": "123 45", "town": "B"}),
        "se_school_class": st.fixed_dictionaries({"year": keys}, optional={"class": st.just("7b")}),
        "date": st.sampled_from(DAYS),
        "consent": st.booleans(),
        "grid": st.fixed_dictionaries({"r": keys}, optional={"s": keys}),
        "date_range": st.lists(st.sampled_from(DAYS), min_size=2, max_size=2)
        .map(sorted)
        .map(lambda days: {"from": days[0], "to": days[1]}),
        "unit": st.just("north"),
    }
    if question.questions:
        row = st.fixed_dictionaries({inner.id: _answer(inner) for inner in question.questions})
        return st.lists(row, max_size=2)
    return st.integers(0, 19).flatmap(lambda chance: any_json if chance == 0 else right[question.type.name])
