"""A condition in words, as it would stand after "when": for authors, checks and the history of a template. It decides nothing."""

from typing import Any, Protocol

from engine.conditions import All, Any_, Condition, Not, Test, Today
from engine.texts import engine_texts


class Names(Protocol):
    """What references and values are called."""

    def subject(self, reference: str, *, many: bool) -> str:
        """The answer to a reference, such as: svaret på ”Var hände det?”."""

    def value(self, reference: str, value: Any) -> str:
        """A value that the answer is compared with, such as the label of an option."""


def in_words(condition: Condition, names: Names, language: str = "sv") -> str:
    """The condition as a clause."""
    return _Words(names, language).clause(condition)


class _Words:
    def __init__(self, names: Names, language: str) -> None:
        self.names = names
        self.language = language

    def clause(self, condition: Condition, *, inside: bool = False) -> str:
        match condition:
            case All(parts) | Any_(parts) if len(parts) == 1:
                return self.clause(parts[0], inside=inside)
            case All(parts) | Any_(parts):
                word = f" {self.say('and' if isinstance(condition, All) else 'or')} "
                joined = word.join(self.clause(part, inside=True) for part in parts)
                return f"({joined})" if inside else joined
            case Not(Not(part)):
                return self.clause(part, inside=inside)
            case Not(Test() as test):
                return self.test(test, negated=True)
            case Not(part):
                return self.say("not", clause=self.clause(part))
            case Test():
                return self.test(condition, negated=False)

    def test(self, test: Test, *, negated: bool) -> str:
        subject = self.names.subject(test.reference, many=test.many)
        if test.test == "answered":
            return self.say("answered" if test.operand != negated else "not-answered", subject=subject)
        code = f"{test.test}-not" if negated else test.test
        if test.test == "count":
            return self.say(code, subject=subject, value=self.bounds(*test.operand))
        values = test.operand if isinstance(test.operand, tuple) else (test.operand,)
        return self.say(code, subject=subject, value=self.one_of([self.value(test.reference, value) for value in values]))

    def value(self, reference: str, value: Any) -> str:
        return self.say("today") if isinstance(value, Today) else self.names.value(reference, value)

    def bounds(self, least: int | None, most: int | None) -> str:
        if least == most:
            return str(least)
        limits = [self.say("least", count=least)] if least is not None else []
        limits += [self.say("most", count=most)] if most is not None else []
        return f" {self.say('and')} ".join(limits)

    def one_of(self, values: list[str]) -> str:
        """Several values as "a, b eller c"."""
        *first, last = values
        return f"{', '.join(first)} {self.say('or')} {last}" if first else last

    def say(self, code: str, **facts: Any) -> str:
        return engine_texts().say(f"conditions.{code}", self.language, **facts)
