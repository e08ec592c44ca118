"""From conditions to expressions, as far as XPath and its readers can say them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.conditions import All, Any_, Condition, Not, Test, Today
from engine.fields import Form, Question


class NotSaid(Exception):
    """The condition, or a part of it, has no counterpart; the message is the answer that it looks at."""


@dataclass(frozen=True)
class Sayer:
    """Says conditions on the answers of a form."""

    questions: Mapping[str, Question]
    in_groups: frozenset[str]

    @classmethod
    def of(cls, form: Form) -> "Sayer":
        """One for all questions of a form."""
        inside = frozenset(inner.id for question in form.every() for inner in question.questions)
        return cls({question.id: question for question in form.every()}, inside)

    def expression(self, condition: Condition) -> str:
        """The condition as an expression. Raises NotSaid."""
        match condition:
            case All(parts):
                return _joined("and", [self.expression(part) for part in parts])
            case Any_(parts):
                return _joined("or", [self.expression(part) for part in parts])
            case Not(part):
                return f"not({self.expression(part)})"
            case Test():
                return self._test(condition)

    def _test(self, test: Test) -> str:
        question = self.questions.get(test.reference)
        if question is None or question.type.kind == "parts":
            raise NotSaid(test.reference)
        if question.type.kind == "rows":
            return _of_rows(test)
        if question.type.kind == "choices" or test.many:
            return self._of_list(test, question)
        say = _SAID.get(test.test)
        if say is None:
            raise NotSaid(test.reference)
        return say(f"${{{question.id}}}", test.operand, question)

    def _of_list(self, test: Test, question: Question) -> str:
        """Of several choices, of files, or of the answers of all rows."""
        # choices and files are always a list, so that it is not seen whether the test stands in their group or outside it
        outside = question.type.kind not in ("choices", "files") or question.id in self.in_groups
        if test.test == "includes" and question.options:
            answer = f"join(' ', ${{{question.id}}})" if outside else f"${{{question.id}}}"
            return _joined("or", [f"selected({answer}, {literal(key)})" for key in test.operand])
        if outside:
            raise NotSaid(test.reference)
        if test.test == "answered":
            return _answered(f"${{{question.id}}}", test.operand, question)
        if test.test == "count" and question.type.kind == "choices":
            return _counted(f"count-selected(${{{question.id}}})", test.operand)
        if test.test == "only" and len(test.operand) == 1:
            return f"${{{question.id}}} = {literal(test.operand[0])}"
        raise NotSaid(test.reference)


def _of_rows(test: Test) -> str:
    rows = f"count(${{{test.reference}}})"
    if test.test == "answered":
        return f"{rows} > 0" if test.operand else f"{rows} = 0"
    return _counted(rows, test.operand)


def _counted(count: str, limits: tuple[int | None, int | None]) -> str:
    least, most = limits
    if least == most:
        return f"{count} = {least}"
    return _joined("and", [f"{count} {sign} {bound}" for sign, bound in ((">=", least), ("<=", most)) if bound is not None])


def _joined(word: str, parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else "(" + f" {word} ".join(parts) + ")"


def _is(answer: str, operand: tuple[Any, ...], question: Question) -> str:
    return _joined("or", [f"{answer} = {value_of(value, question)}" for value in operand])


def _answered(answer: str, operand: bool, question: Question) -> str:
    return f"{answer} != ''" if operand else f"{answer} = ''"


def _compared(sign: str) -> Callable[[str, Any, Question], str]:
    return lambda answer, operand, question: f"{answer} {sign} {value_of(operand, question)}"


_SAID: Mapping[str, Callable[[str, Any, Question], str]] = {
    "is": _is,
    "answered": _answered,
    "at_least": _compared(">="),
    "at_most": _compared("<="),
    "before": _compared("<"),
    "after": _compared(">"),
}


def value_of(value: Any, question: Question) -> str:
    """A stored value as it stands in an expression. Raises NotSaid."""
    if isinstance(value, Today):
        return "today()"
    if question.type.kind == "truth":
        return literal("OK" if question.type.name == "consent" else {True: "yes", False: "no"}.get(value, "unknown"))
    if question.type.kind == "number":
        return number(value, question)
    if question.type.kind == "date":
        return f"date({literal(value)})"
    return literal(str(value))


def number(value: float, question: Question) -> str:
    """A number as it is written; amounts are stored in hundredths."""
    written = value / 100 if question.type.measure(question) == "hundredth" else value
    return str(int(written) if float(written).is_integer() else written)


def literal(text: str) -> str:
    """A text between quotes. Raises NotSaid for one that has both sorts, since no quotes can hold it."""
    if "'" not in text:
        return f"'{text}'"
    if '"' in text:
        raise NotSaid(text)
    return f'"{text}"'
