"""A number that the form works out from earlier answers: a sum, how many there are, days from one to another, or an age."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from engine.calendars import Duration
from engine.fields import Context, Earlier, Lookup, Question, Value
from engine.fields._unasked import Unasked
from engine.fields.money import HUNDREDTH, Money
from engine.fields.number import Number, stored

_NAME = {"$ref": "#/$defs/reference"}


class Computed(Unasked):
    """The stored value is a number. It is absent when what it is worked out from is; what was sent in its place is not looked at."""

    name = "computed"
    kind = "number"
    countable = True
    schema: ClassVar[Mapping[str, Any]] = {
        "sum": {"type": "array", "items": _NAME, "minItems": 1, "maxItems": 50, "uniqueItems": True},
        "count": _NAME,
        "days_between": {"type": "array", "items": _NAME, "minItems": 2, "maxItems": 2, "uniqueItems": True},
        "age": _NAME,
        "unit": {"$ref": "#/$defs/text"},
    }

    def uses(self, keys: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """What stands under the key that says how to work it out."""
        return tuple((key, name) for key in _WAYS if key in keys for name in ([keys[key]] if isinstance(keys[key], str) else keys[key]))

    def faults(self, question: Question) -> tuple[tuple[str, str], ...]:
        """None or several ways to work it out, or answers that it can not be worked out from."""
        ways = [key for key in _WAYS if key in question.keys]
        if len(ways) != 1:
            return (("computes-one-thing", ""),)
        code, fits = _FITTING[ways[0]]
        return () if all(map(fits, question.earlier)) and _alike(question) else ((code, ways[0]),)

    def given(self, question: Question, lookup: Lookup, context: Context) -> Value:
        """The number."""
        return _WAYS[_way(question)]([_answer(part, lookup) for part in question.earlier], context.today)

    def measure(self, question: Question) -> str:
        """That of what is summed up."""
        return next((part.measure for part in question.earlier if _way(question) == "sum"), "one")

    def suffix(self, question: Question, context: Context) -> str:
        """The author's unit."""
        return question.said("unit", context.language)

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The number with its unit, as an amount where amounts were summed up, or as a length of time."""
        length = _LENGTHS.get(_way(question))
        if length is not None and not self.suffix(question, context):
            return Duration(int(value), length).in_words(context.language)
        return (Money() if self.measure(question) == HUNDREDTH else Number()).show(value, question, context)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """A number; a whole one where it counts something."""
        return {"type": "number" if _way(question) == "sum" else "integer"}

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """The number as JSON writes it."""
        return (str(value),)

    def category_label(self, category: str, question: Question, context: Context) -> str:
        """The number as it is shown."""
        return self.show(stored(Decimal(category)), question, context)


def _way(question: Question) -> str:
    """How it is worked out; a question with faults has the first way there is."""
    return next((key for key in _WAYS if key in question.keys), "sum")


def _answer(part: Earlier, lookup: Lookup) -> Value:
    """An earlier answer; where there is only a list, as in a case without a row of its own, there is none."""
    value = lookup(part.reference)
    return None if isinstance(value, list) and not _is_list(part) else value


def _is_list(part: Earlier) -> bool:
    return part.many or part.kind in ("choices", "rows")


def _alike(question: Question) -> bool:
    """Amounts are hundredths: they add up with each other only."""
    return _way(question) != "sum" or len({part.measure for part in question.earlier}) < 2


def _present(values: list[Value]) -> list[Value]:
    """What was answered, in all rows where an answer is one for each."""
    found = [value for inner in values for value in (inner if isinstance(inner, list) else [inner])]
    return [value for value in found if value not in (None, "", [])]


def _sum(values: list[Value], today: date) -> Value:
    found = [Decimal(str(value)) for value in _present(values)]
    return stored(sum(found, Decimal())) if found else None


def _count(values: list[Value], today: date) -> Value:
    return len(_present(values)) or None


def _days_between(values: list[Value], today: date) -> Value:
    days = [date.fromisoformat(value) for value in _present(values)]
    return (days[1] - days[0]).days if len(days) == 2 else None


def _age(values: list[Value], today: date) -> Value:
    born = [date.fromisoformat(value) for value in _present(values)]
    if not born or born[0] > today:
        return None
    return today.year - born[0].year - ((today.month, today.day) < (born[0].month, born[0].day))


_WAYS: Mapping[str, Callable[[list[Value], date], Value]] = {"sum": _sum, "count": _count, "days_between": _days_between, "age": _age}
_FITTING: Mapping[str, tuple[str, Callable[[Earlier], bool]]] = {
    "sum": ("does-not-add-up", lambda part: part.kind == "number"),
    "count": ("nothing-to-count", _is_list),
    "days_between": ("no-single-day", lambda part: part.kind == "date" and not part.many),
    "age": ("no-single-day", lambda part: part.kind == "date" and not part.many),
}
_LENGTHS: Mapping[str, str] = {"days_between": "day", "age": "year"}
