"""Reads what cases are marked with. A mark stands in lists, so nothing sensitive may decide it, directly or through what is shown."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.conditions import Condition, references
from engine.conditions.reading import Scope
from engine.fields import Form, Question
from engine.sensitivity import Channel, may_show
from engine.template.model import Flag
from engine.template.reader import Reader

_PATH = ("cases", "flags")


def read_flags(reader: Reader, value: Mapping[str, Any], form: Form, *, scope: Scope) -> tuple[Flag, ...]:
    """The marks in written order; `scope` is what a case can see of its report."""
    deciding = _Deciding(form)
    found = []
    for key, inner in value.items():
        path = (*_PATH, key)
        when = reader.condition(inner["when"], (*path, "when"), scope)
        for question in deciding.questions(when):
            if not may_show(question, Channel.FLAG):
                reader.fault("sensitive-flag", (*path, "when"), key=True, given=question.called)
        if when is not None:
            found.append(Flag(key, reader.text(inner["label"], (*path, "label")) or {}, when, reader.source.key_mark(path)))
    return tuple(found)


class _Deciding:
    """Which questions decide whether a condition holds: those it names, what these are worked out from, and what shows them."""

    def __init__(self, form: Form) -> None:
        self.known: dict[str, tuple[Question, tuple[Condition, ...]]] = {}
        for page in form.pages:
            self._take(page.questions, (page.show_if,))

    def _take(self, questions: Iterable[Question], around: tuple[Any, ...]) -> None:
        for question in questions:
            shown = tuple(condition for condition in (*around, question.show_if) if condition is not None)
            self.known[question.id] = question, shown
            self._take(question.questions, shown)

    def questions(self, when: Condition | None) -> list[Question]:
        """Each of them once."""
        found: dict[str, Question] = {}
        waiting = list(references(when))
        while waiting:
            name = waiting.pop().partition(".")[0]
            if name in self.known and name not in found:
                found[name], shown = self.known[name]
                waiting += self._behind(found[name], shown)
        return list(found.values())

    def _behind(self, question: Question, shown: tuple[Condition, ...]) -> Iterator[str]:
        yield from (part.reference for part in question.earlier)
        yield from (reference for condition in shown for reference in references(condition))
