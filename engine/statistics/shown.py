"""What a reader gets to see of a table, in words: page, chart and file are all made from this, so they say the same and hide the same."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from engine.sensitivity import Channel, may_show
from engine.statistics.period import NEAR_A_YEAR, a_year_earlier
from engine.statistics.table import MISSING, PERIOD, Counts, Selection, Stretches, Table, stretch_key
from engine.statistics.times import Times
from engine.statistics.words import Words

WITHOUT = ("open", "own")
"""Why a reader is told no number at all, not even the total."""


@dataclass(frozen=True)
class Line:
    """One row: a count per column and of all, None where it is masked; `before` is that of the year before, where it is compared.

    `times` say how long it took, where a span is counted, and not of so few cases that it would be that of someone.
    """

    key: str
    label: str
    cells: tuple[int | None, ...]
    total: int | None
    before: int | None = None
    times: Times | None = None


@dataclass(frozen=True)
class Shown:
    """A table as it is shown. A number that is None is masked.

    `hidden` says why `lines` are empty: the answers are "personal", no month of the period is closed ("open"), or the report is the
    organisation's "own". It is empty when they are shown. `shares` has, by row, what share it has in all units.
    """

    words: Words
    total: int | None
    before: int | None = None
    lines: tuple[Line, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    column_totals: tuple[int | None, ...] = ()
    hidden: str = ""
    compared: bool = False
    times: Times | None = None
    shares: Mapping[str, int] | None = None

    @property
    def of_periods(self) -> bool:
        """True when the rows are stretches of time."""
        return self.words.report.rows == PERIOD

    @property
    def overlaps(self) -> bool:
        """True when the rows do not sum up to the total, since an answer can have several values."""
        totals = [line.total for line in self.lines]
        return bool(totals) and not self.masked and sum(total or 0 for total in totals) != self.total

    @property
    def masked(self) -> bool:
        """True when some number of all or of a row is masked."""
        return any(number is None for number in (self.total, *(line.total for line in self.lines)))

    def total_words(self) -> str:
        """The total as it is told."""
        if self.total is None:
            return self.words.say("not_yet" if self.hidden == "open" else "masked_total")
        return self.words.figure(self.total)

    def finding(self) -> str:
        """What stands out: the row with most, or two; empty when nothing does, or when it might be a row that is masked.

        Units are never ranked: few reports may mean silence.
        """
        if self.masked:
            return ""
        item = self.words.template.counted.get(self.words.report.rows or "")
        if item is not None and item.question.type.kind == "unit":
            return ""
        answered = [line for line in self.lines if line.key != MISSING]
        most = max((line.total or 0 for line in answered), default=0)
        top = [line for line in answered if line.total == most]
        if not most or len(answered) < 2 or len(top) > 2:
            return ""
        if len(top) == 2:
            labels = [self.words.value(str(self.words.report.rows), line.key) for line in top]
            return self.words.say("most_two", labels=self.words.listed(labels), count=self.words.figure(most))
        if self.of_periods:
            return self.words.say("most_when", label=self.words.interval(top[0].key), count=self.words.figure(most))
        return self.words.say("most", label=top[0].label, count=self.words.figure(most), total=self.total_words())


@dataclass(frozen=True)
class Earlier:
    """The counts of the year before, and of which row there each row here is the successor."""

    counts: Counts
    keys: Mapping[str, str]

    @classmethod
    def of(cls, counts: Counts, keys: Iterable[str], *, periods: bool, stretches: Stretches = ()) -> "Earlier":
        """Rows meet those of the same name, or of the same time of the year: of the `stretches` of a list the nearest to a year before."""
        return cls(counts, {key: _a_year_before(key, stretches) if periods else key for key in keys})


def show(words: Words, table: Table, selection: Selection, *, full: bool, earlier: Earlier | None = None) -> Shown:
    """A table for a reader. How answers about persons are spread is only shown to those who may read them in `full`."""
    counts = table.counts
    before = earlier.counts.told() if earlier is not None else None
    if hidden := _hidden(words, full=full):
        return Shown(words, counts.told(), before, hidden=hidden)
    known = counts.known()
    rows = _Side(words, words.report.rows, known.rows, selection).keys(table.rows)
    columns = _Side(words, words.report.columns, known.columns, selection).keys(table.columns)
    compared = earlier is not None and words.report.columns is None
    return Shown(
        words,
        counts.told(),
        before,
        tuple(
            Line(
                key,
                _label(words, key, selection),
                tuple(counts.told(key, column) for column in columns),
                counts.told(key),
                earlier.counts.told(earlier.keys.get(key, key)) if earlier is not None and compared else None,
                _enough(words, table.times(key)),
            )
            for key in rows
        ),
        tuple((key, words.value(str(words.report.columns), key)) for key in columns),
        tuple(counts.told(None, key) for key in columns),
        compared=compared and bool(rows),
        times=_enough(words, table.times()),
    )


def _enough(words: Words, times: Times | None) -> Times | None:
    """How long it took, in so many cases that it says something."""
    return times if times is not None and times.number >= words.context.organisation.smallest else None


def _hidden(words: Words, *, full: bool) -> str:
    """Why a reader may see the total alone, empty when they may see more."""
    sides = [words.template.counted.get(side or "") for side in (words.report.rows, words.report.columns, words.report.date)]
    shown = all(may_show(item.question, Channel.REPORT, granted=full) for item in sides if item is not None)
    return "" if shown else "personal"


@dataclass(frozen=True)
class _Side:
    """One side of a table: the answer whose values its keys are, and how many there are of each."""

    words: Words
    reference: str | None
    counted: Counter[str]
    selection: Selection

    def keys(self, keys: Iterable[str]) -> list[str]:
        """The keys that are shown, in order; last what has no answer, if there is any."""
        kept = [key for key in (*self._units(), *keys) if self.counted[key] or self._could_be(key)]
        return [*dict.fromkeys(kept), *([MISSING] if self.counted[MISSING] else [])]

    def _units(self) -> list[str]:
        """The units that can be answered, in the organisation's order; the table itself only knows those that have been."""
        item = self.words.template.counted.get(self.reference or "")
        if item is None or item.question.type.kind != "unit":
            return []
        within = self.selection.units if item.question.routes else None
        options = item.question.type.options(item.question, self.words.context)
        return [option.key for option in options if within is None or option.key in within]

    def _could_be(self, key: str) -> bool:
        """False for what nobody could have answered, and for what the reader has filtered away."""
        if self.reference is None or self.reference == PERIOD:
            return True
        chosen = self.selection.chosen.get(self.reference)
        if chosen is not None:
            return key in chosen
        options = [o for o in self.words.template.counted[self.reference].question.options if (o.counts_as or o.key) == key]
        return not options or any(_open_within(option.start, option.until, self.selection) for option in options)


def _open_within(start: date | None, until: date | None, selection: Selection) -> bool:
    early = until is not None and selection.first is not None and until < selection.first
    late = start is not None and selection.last is not None and selection.last < start
    return not (early or late)


def _label(words: Words, key: str, selection: Selection) -> str:
    if words.report.rows == PERIOD and key != MISSING and selection.first and selection.last:
        return words.cut(key, selection.first, selection.last)
    return words.value(str(words.report.rows), key)


def _a_year_before(key: str, stretches: Stretches) -> str:
    if key == MISSING:
        return key
    if "--" not in key:
        return f"{int(key[:4]) - 1}{key[4:]}"
    first = a_year_earlier(date.fromisoformat(key[:10]))
    near = [one for one in stretches if abs(one[0] - first) <= NEAR_A_YEAR]
    return stretch_key(min(near, key=lambda one: abs(one[0] - first))) if near else ""
