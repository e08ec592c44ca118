"""Conditions of a template as schemas that the answers fit when they hold. A hidden answer is absent, whatever was sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.conditions import All, Any_, Condition, Not, Test, Today
from engine.exchange.unsayable import Unsayable
from engine.fields import Form, Question

Schema = dict[str, Any]
_MOST = 300
"""How many tests one condition may come to when what shows its answers is written out: each may lean on others."""


@dataclass(frozen=True)
class Whens:
    """The conditions of one form. `inside` is the group whose rows are described, None for the form itself."""

    form: Form
    inside: str | None = None

    def schema(self, condition: Condition) -> Schema:
        """What the answers fit when the condition holds; raises Unsayable."""
        return _Saying(self.form, self.inside).schema(condition)


@dataclass
class _Saying:
    """Says one condition. `left` is how many tests it may still come to."""

    form: Form
    inside: str | None
    left: int = _MOST

    def schema(self, condition: Condition) -> Schema:
        """What the answers fit when the condition holds."""
        match condition:
            case All(parts):
                return {"allOf": [self.schema(part) for part in parts]}
            case Any_(parts):
                return {"anyOf": [self.schema(part) for part in parts]}
            case Not(part):
                return {"not": self.schema(part)}
            case Test():
                return self._test(condition)

    def _test(self, test: Test) -> Schema:
        self.left -= 1
        if self.left < 0:
            raise Unsayable("size")
        question = self.form.find(test.reference)
        if question is None:
            raise Unsayable(test.reference)
        group = self.form.groups[question.id]
        if group == self.inside:
            return self._shown(question, test)
        if self.inside is not None:  # from within a row nothing outside it can be seen
            raise Unsayable(test.reference)
        return self._rows(question, test)

    def _shown(self, question: Question, test: Test) -> Schema:
        """The test on an answer that counts only where its question is shown."""
        found = _on_answer(question, test)
        around = [self.schema(condition) for condition in self._around(question)]
        if not around:
            return found
        absent = (test.test == "answered" and test.operand is False) or (test.test == "count" and not test.operand[0])
        shown: Schema = {"allOf": [*around, found]}
        return {"anyOf": [shown, {"not": {"allOf": around}}]} if absent else shown

    def _rows(self, question: Question, test: Test) -> Schema:
        """The test on the answers of all rows, where what shows them is in the rows themselves."""
        group = self.form.find(self.form.groups[question.id] or "")
        if group is None or self.form.groups[group.id] is not None or self._around(group):
            raise Unsayable(question.id)
        row = _Saying(self.form, group.id, self.left)
        one = Test(question.id, "answered", True)
        if test.test in ("includes", "only"):
            values = {"enum": [_plain(value) for value in test.operand]}
            inner = {"contains": values} if test.test == "includes" else {"items": values}
            one_fits = _has(question.id, inner if question.type.kind == "choices" else values)
            fits = {"allOf": [row.schema(one), one_fits]}
            return _has(group.id, {"contains": fits} if test.test == "includes" else {"minItems": 1, "items": fits})
        answered = row.schema(one)
        if test.test == "answered":
            some = _has(group.id, {"contains": answered})
            return some if test.operand else {"not": some}
        if test.test != "count":
            raise Unsayable(test.test)
        least, most = test.operand
        found = {"contains": answered, "minContains": least or 0} | ({"maxContains": most} if most is not None else {})
        return _has(group.id, found) if least else {"properties": {group.id: found}}

    def _around(self, question: Question) -> list[Condition]:
        """The conditions that show the question: its page's and its own."""
        pages = [page.show_if for page in self.form.pages if question in page.questions]
        return [condition for condition in (*pages, question.show_if) if condition is not None]


def _on_answer(question: Question, test: Test) -> Schema:
    """The test on an answer as it was sent."""
    name = question.id
    match test.test, test.operand:
        case "is", values:
            return _has(name, {"enum": [_plain(value) for value in values]})
        case "includes", values if question.type.kind == "choices":
            return _has(name, {"contains": {"enum": [_plain(value) for value in values]}})
        case "only", values if question.type.kind == "choices":
            return _has(name, {"items": {"enum": [_plain(value) for value in values]}})
        case "count", (least, most):
            limits = {key: count for key, count in (("minItems", least), ("maxItems", most)) if count is not None}
            return _has(name, limits) if least else {"properties": {name: limits}}
        case "at_least", value:
            return _has(name, {"minimum": value})
        case "at_most", value:
            return _has(name, {"maximum": value})
        case "answered", True:
            return {"required": [name]}
        case "answered", False:
            return {"not": {"required": [name]}}
    raise Unsayable(test.test)


def _has(name: str, schema: Mapping[str, Any]) -> Schema:
    return {"properties": {name: dict(schema)}, "required": [name]}


def _plain(value: Any) -> Any:
    if isinstance(value, Today):
        raise Unsayable("today")
    return value
