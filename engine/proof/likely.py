"""Answers as people are likely to give them: what stands first most often, few ticks, days that have just been, times by day."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from engine.errors import AnswerError
from engine.fields import Context, Question, Value
from engine.organisation import Organisation
from engine.proof.choosing import Chooser, DeadEnd
from engine.proof.domains import Domains
from engine.proof.world import Guesses

T = TypeVar("T")
_SKEW = 1.5
_MOSTLY = 5
_LEFT_OUT = 0.2
"""So often a question is left out that may be."""
_TRIES = 6
"""How often an answer is thought of that the question does not take, before one that it does is looked for."""
_TICKS, _ROWS = 3, 3
"""So many options are ticked, and rows filled in, at most."""
_DAYS_BACK = 21
_SPREAD = 40
"""So far above the least a number lies at most, where it has no limit of its own."""
_QUIET = 0.06
"""How much of what comes on an open day comes on a closed one."""
_WEEK = (1.0, 1.1, 1.15, 1.1, 0.85, 0.9, 0.9)
_DAY = (7 * 60, 17 * 60, 11 * 60)
"""The first and last minute of the day when something happens, and the one when most does."""


class Luck(Chooser):
    """Chooses by chance, sooner what stands first, since people do not choose evenly. The same seed gives the same choices."""

    def __init__(self, seed: int) -> None:
        super().__init__([])
        self.die = Random(seed)  # noqa: S311 - invented reports, not secrets

    def one_of(self, possible: Sequence[T]) -> T:
        """One of the possibilities; raises DeadEnd where there is none."""
        if not possible:
            raise DeadEnd
        return possible[int(len(possible) * self.die.random() ** _SKEW)]

    def minute(self) -> int:
        """A minute of the day."""
        return int(self.die.triangular(*_DAY))


class Likely(Guesses):
    """Fills in a form as people are likely to. What no kind of answer says how, is chosen among all that could be answered."""

    def __init__(self, luck: Luck, domains: Domains) -> None:
        super().__init__(luck, domains)
        self.luck = luck

    def value(self, at: str, question: Question, context: Context) -> Value:
        """A value that is taken, or None for an answer that is left out."""
        if question.optional and self.luck.die.random() < _LEFT_OUT:
            return None
        if (think := _WAYS.get(question.type.kind)) is not None:
            thoughts = (think(question, context, self.luck) for _ in range(_TRIES))
            found = next((thought for thought in thoughts if thought is not None and _taken(thought, question, context)), None)
            if found is not None:
                return found
        return super().value(at, question, context)

    def rows(self, at: str, question: Question) -> int:
        """A number of rows that is taken: mostly one."""
        repeat = question.repeat
        least, most = (repeat.least, repeat.most) if repeat else (1, 1)
        usual = max(least, min(1, most))
        possible: tuple[int, ...] = (*range(usual, max(usual, min(most, usual + _ROWS - 1)) + 1), *range(least, usual))
        return possible[int(len(possible) * self.luck.die.random() ** _MOSTLY)]


def _taken(value: Value, question: Question, context: Context) -> bool:
    try:
        return question.type.check(value, question, context) is not None
    except AnswerError:
        return False


def _one(question: Question, context: Context, luck: Luck) -> Value:
    found = question.type.options(question, context)
    return luck.one_of(found).key if found else None


def _some(question: Question, context: Context, luck: Luck) -> Value:
    """Few options, the first of them most often; one that goes with no other alone."""
    left, alone = [option.key for option in context.options(question)], question.keys.get("none")
    wanted = question.keys.get("min", 1) + int(_TICKS * luck.die.random() ** 3)
    ticked: list[str] = []
    while left and len(ticked) < min(wanted, question.keys.get("max", wanted)):
        key = luck.one_of(left)
        left.remove(key)
        if key == alone:
            return [key] if not ticked else ticked
        ticked.append(key)
    return ticked


def _day(question: Question, context: Context, luck: Luck) -> Value:
    """A day that has just been, or one to come where the question is about such."""
    way = 1 if question.keys.get("min") == "today" else -1
    return (context.today + way * timedelta(days=int(_DAYS_BACK * luck.die.random() ** 4))).isoformat()


def _time(question: Question, context: Context, luck: Luck) -> Value:
    hours, minutes = divmod(luck.minute() // 5 * 5, 60)
    return f"{hours:02}:{minutes:02}"


def _number(question: Question, context: Context, luck: Luck) -> Value:
    """A whole number, sooner a low one."""
    least = question.keys.get("min", 0)
    most = question.keys.get("max", least + _SPREAD)
    return int(least + (most - least + 1) * luck.die.random() ** 2)


_WAYS: dict[str, Callable[[Question, Context, Luck], Value]] = {
    "choice": _one,
    "unit": _one,
    "choices": _some,
    "date": _day,
    "time": _time,
    "number": _number,
}


def busy(organisation: Organisation, days: list[date], luck: Luck) -> list[float]:
    """How much is reported on each of some days: little when the organisation's calendars are closed, more in the middle of the week,
    and in some months more than in others.
    """
    calendars = list(organisation.calendars.values())
    months = dict.fromkeys(day.month for day in days)
    seasons = {month: luck.die.uniform(0.7, 1.3) for month in months}
    return [
        seasons[day.month] * _WEEK[day.weekday()] * (1.0 if all(calendar.is_open(day) for calendar in calendars) else _QUIET)
        for day in days
    ]
