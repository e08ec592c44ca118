"""Which answers to a question are worth trying: one of each sort that the tests at hand can tell apart, and those at every boundary."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any

from engine.conditions import Lookup, Test, holds
from engine.errors import AnswerError
from engine.fields import Context, Question, Value
from engine.proof.choosing import Chooser
from engine.proof.focus import OTHER
from engine.template.counted import closed_answers
from engine.template.reader import variable

_MOST_SORTS = 8
"""Sorts of options of one question that are combined with each other; with more of them the combinations are too many to name."""


class Domains:
    """The answers to try for some tests. Of the questions in `full` every value is tried.

    `alike` says of units which are the same for whoever asks, besides the tests.
    """

    def __init__(self, found: Iterable[Test], full: Iterable[str] = (), alike: Callable[[str], Hashable] = lambda key: None) -> None:
        self.full = frozenset(full)
        self.alike = alike
        self._tests: dict[str, list[Test]] = {}
        for test in found:
            kept = self._tests.setdefault(test.reference, [])
            if test not in kept:
                kept.append(test)
        self._named: dict[tuple[str, date], list[list[Value]]] = {}
        self._values: dict[tuple[str, date], list[Value]] = {}

    def values(self, question: Question, context: Context, chooser: Chooser) -> list[Value]:
        """What can be answered here and now, an absent answer last where the question may be left out."""
        key = (question.id, context.today)
        if key not in self._values or any(option.when is not None for option in question.options):
            self._values[key] = self._possible(question, context)
        found = self._values[key]
        if not self._sure(question, found):
            chooser.unsure()
        return [*found, None] if question.optional else found

    def _possible(self, question: Question, context: Context) -> list[Value]:
        if question.type.kind == "choices":
            return list(self._subsets(question, context))
        return [value for sort in self._sorts(question, context) if (value := _first(sort, question, context)) is not None]

    def _sure(self, question: Question, found: list[Value]) -> bool:
        """False where there may be other answers: of a type that takes none of ours, or in combinations of options too many to name."""
        if question.type.kind == "choices":
            return not self._tests.get(question.id) or not self._one_by_one(question)
        return bool(found) or question.type.has_options or question.type.kind in ("unit", "truth")

    def counts(self, question: Question) -> list[int]:
        """How many rows to try: as many as the tests on what stands in them could need together, each on a row of its own.

        A test on how many rows there are is decided by any rows.
        """
        least, most = (question.repeat.least, question.repeat.most) if question.repeat else (1, 1)
        inside = sum(_rows_for(test) for outer in question.questions for inner in outer.every() for test in self._of(inner.id))
        needed = max([inside, *map(_rows_for, self._of(question.id))])
        return list(range(least, max(least, min(most, max(1, needed))) + 1))

    def _of(self, id: str) -> list[Test]:
        return [test for name in (id, f"{id}.kind", f"{id}.area") for test in self._tests.get(name, ())]

    def _sorts(self, question: Question, context: Context) -> list[list[Value]]:
        """Values that nothing tells apart stand together; the first that can be chosen stands for them."""
        key = (question.id, context.today)
        if key not in self._named:
            self._named[key] = self._together(question, context)
        return self._named[key]

    def _together(self, question: Question, context: Context) -> list[list[Value]]:
        kind = question.type.kind
        closed = variable(question, many=False).values
        if kind == "unit":
            return self._units(question, context)
        if kind == "parts" and question.type.countable:
            return _grouped(closed_answers(question), lambda value: question.id in self.full and question.type.category(value, question))
        if closed is not None:
            return _grouped(closed, lambda value: value if question.id in self.full else self._sort(question, value, context))
        return [[value] for value in _BOUNDARIES.get(kind, _written)(self._operands(question.id), question, context)]

    def _sort(self, question: Question, value: Value, context: Context) -> Hashable:
        """What tells an option from others: the tests, and that no other may stand beside it."""
        alone = question.type.kind == "choices" and value == question.keys.get("none")
        return self._signature(question.id, value, context), alone

    def _signature(self, reference: str, value: Value, context: Context) -> Hashable:
        """What the tests say of a value, alone or as the only one of a list."""
        return tuple(holds(test, _always([value] if test.many else value), context.today) for test in self._tests.get(reference, ()))

    def _units(self, question: Question, context: Context) -> list[list[Value]]:
        """Units by key, kind and area as far as these are asked for; of a question whose every value counts, two of each sort."""
        units = context.organisation.units

        def sort(key: str) -> Hashable:
            parts = ((question.id, key), (f"{question.id}.kind", units[key].kind), (f"{question.id}.area", units[key].area))
            return (*(self._signature(*part, context) for part in parts), self.alike(key))

        found = _grouped([option.key for option in question.type.options(question, context)], sort)
        return found if question.id not in self.full else [part for keys in found for part in (keys[:1], keys[1:]) if part]

    def _operands(self, id: str) -> list[Any]:
        return [value for test in self._tests.get(id, ()) for value in (test.operand if _names(test) else (test.operand,))]

    def _one_by_one(self, question: Question) -> bool:
        """True where options are chosen alone: each of them counts, or they are of too many sorts to be combined."""
        sorts = next((found for (id, _), found in self._named.items() if id == question.id), [])
        return question.id in self.full or len(sorts) > _MOST_SORTS

    def _subsets(self, question: Question, context: Context) -> Iterator[list[Value]]:
        """Options of each combination of sorts, as few and as many as there are, and as many as a limit is about.

        Each option alone where every value counts.
        """
        offered = [option.key for option in context.options(question)]
        sorts = [kept for sort in self._sorts(question, context) if (kept := [key for key in sort if key in offered])]
        if self._one_by_one(question):
            yield from filter(None, (_smallest(key, offered, question, context) for key in offered))
            return
        limits = [bound for test in self._tests.get(question.id, ()) if test.test == "count" for bound in test.operand]
        limits += [question.keys.get("min"), question.keys.get("max")]
        sizes = {bound + near for bound in limits if bound is not None for near in (-1, 0, 1)}
        for combination in product((False, True), repeat=len(sorts)):
            for keys in _of_sizes([sort for sort, there in zip(sorts, combination, strict=True) if there], sizes):
                if _taken(keys, question, context):
                    yield keys


def _of_sizes(sorts: list[list[Value]], sizes: set[int]) -> Iterator[list[Value]]:
    """Some values of each sort: one of each, all of them, and as many as each size in between."""
    first = [sort[0] for sort in sorts]
    more = [value for sort in sorts for value in sort[1:]]
    found = sorted({0, len(more)} | {size - len(first) for size in sizes if 0 < size - len(first) < len(more)})
    yield from ([*first, *more[:size]] for size in found if first)


def _always(value: Value) -> Lookup:
    """Gives the value for whatever is looked up."""
    return lambda reference: value


def _names(test: Test) -> bool:
    """True for a test that names values."""
    return test.test in ("is", "includes", "only")


def _rows_for(test: Test) -> int:
    """How many rows it can take to decide a test: one that shows it, as many as it asks for, or one more than it allows."""
    if test.test != "count":
        return 1
    least, most = test.operand
    return max(least or 0, 0 if most is None else most + 1)


def _grouped(values: Iterable[Value], sort: Callable[[Value], Hashable]) -> list[list[Value]]:
    found: dict[Hashable, list[Value]] = {}
    for value in values:
        found.setdefault((type(value), sort(value)), []).append(value)
    return list(found.values())


def _taken(value: Value, question: Question, context: Context) -> bool:
    try:
        return question.type.check(value, question, context) is not None
    except AnswerError:
        return False


def _first(values: list[Value], question: Question, context: Context) -> Value:
    return next((value for value in values if _taken(value, question, context)), None)


def _smallest(key: str, offered: list[str], question: Question, context: Context) -> list[str] | None:
    """The shortest answer with this option."""
    others = [other for other in offered if other != key]
    return next((keys for size in range(len(offered)) if _taken(keys := [key, *others[:size]], question, context)), None)


def _numbers(operands: list[Any], question: Question, context: Context) -> list[Value]:
    """Each number that is named, what lies beside and between them, and the limits."""
    schema = question.type.json_schema(question)
    named = [value for value in operands if isinstance(value, int | float) and not isinstance(value, bool)]
    limits = [value for key in ("minimum", "maximum") if isinstance(value := schema.get(key), int | float)]
    near = {value + step for value in named or [0] for step in (-1, -0.5, 0, 0.5, 1)} | set(limits)
    near |= {(one + other) / 2 for one, other in pairwise(sorted(near))} if named else set()
    return [int(value) if value == int(value) else value for value in sorted(near)]


def _days(operands: list[Any], question: Question, context: Context) -> list[Value]:
    """Each day that is named, and the day before and after it."""
    texts = [value for value in (*operands, question.keys.get("min"), question.keys.get("max")) if isinstance(value, str)]
    days = [date.fromisoformat(text) for text in texts if text != "today"] + [context.today]
    return sorted({(day + timedelta(days=step)).isoformat() for day in days if date.min < day < date.max for step in (-1, 0, 1)})


def _times(operands: list[Any], question: Question, context: Context) -> list[Value]:
    """Each time of the day that is named, the limits, and the minute before and after each."""
    texts = (*operands, question.keys.get("min"), question.keys.get("max"))
    minutes = [int(text[:2]) * 60 + int(text[3:5]) for text in texts if isinstance(text, str)]
    near = {0, 24 * 60 - 1} | {minute + step for minute in minutes for step in (-1, 0, 1) if 0 <= minute + step < 24 * 60}
    return [f"{minute // 60:02}:{minute % 60:02}" for minute in sorted(near)]


def _written(operands: list[Any], question: Question, context: Context) -> list[Value]:
    """Each text that is named, and another one."""
    return [*dict.fromkeys(value for value in operands if isinstance(value, str)), OTHER]


def _files(operands: list[Any], question: Question, context: Context) -> list[Value]:
    """One file, and as many as are counted, one fewer and one more, as far as the question takes them."""
    bounds = [bound for operand in operands if isinstance(operand, tuple) for bound in operand if bound is not None]
    likely = {1, *(bound + step for bound in bounds for step in (-1, 0, 1))}
    counts = [count for count in sorted(likely) if 1 <= count <= question.type.json_schema(question)["maxItems"]]
    return [[f"file-{number}" for number in range(count)] for count in counts]


_BOUNDARIES: dict[str, Callable[[list[Any], Question, Context], list[Value]]] = {
    "number": _numbers,
    "date": _days,
    "time": _times,
    "files": _files,
}
