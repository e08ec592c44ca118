"""False alarms of signals in made-up series without any rise, and how long a doubling goes unseen: `docs/decisions/signals-by-poisson.md`.

Each series has a past of a year of 40 open weeks and runs for two more; each alarm begins the series anew, as the product does.
"""

import sys
from collections.abc import Callable, Sequence
from statistics import median

from numpy import arange, pi, sin, where
from numpy.random import Generator, default_rng

from benchmarks.figures import Figure, Limit
from engine.signals.judge import PACES, rise
from engine.signals.series import MONTH, WEEK, Series

RATES = (0.2, 0.5, 1.0, 2.0, 5.0)
"""How many there are a week; four times as many a month."""
YEAR = {WEEK: 40, MONTH: 10}
DAYS = {WEEK: 5, MONTH: 20}
MANY, FEW = 1000, 100
FALSE = Limit(1.0, 0.5, most=True)
"""At most one in a series and two years."""
Make = Callable[[Generator, float, int], Sequence[int]]


def even(chance: Generator, rate: float, length: int) -> Sequence[int]:
    """By chance alone, always as many."""
    made: Sequence[int] = chance.poisson(rate, length).tolist()
    return made


def seasonal(chance: Generator, rate: float, length: int) -> Sequence[int]:
    """Half as many more at one time of the year, and half as many fewer at another, a year being 40 weeks."""
    made: Sequence[int] = chance.poisson(rate * (1 + 0.5 * sin(2 * pi * (arange(length) / YEAR[WEEK] + chance.random())))).tolist()
    return made


def spread(chance: Generator, rate: float, length: int) -> Sequence[int]:
    """Twice the variance of chance alone: some things come in heaps."""
    made: Sequence[int] = chance.negative_binomial(rate, 0.5, length).tolist()
    return made


def doubled(chance: Generator, rate: float, length: int, past: int) -> Sequence[int]:
    """Twice as many from the end of the past on."""
    made: Sequence[int] = chance.poisson(where(arange(length) < past, rate, 2 * rate)).tolist()
    return made


def alarms(counts: Sequence[int], interval: str, past: int) -> list[int]:
    """The places after the past at which an alarm is raised."""
    found: list[int] = []
    for place in range(past, len(counts)):
        fresh = found[-1] + 1 if found else 0
        if rise(Series(tuple(counts[: place + 1]), (DAYS[interval],) * (place + 1), fresh), PACES[interval]) is not None:
            found.append(place)
    return found


def false_alarms(make: Make, rate: float, *, interval: str = WEEK, many: int = MANY, seed: int = 1) -> int:
    """How many alarms there are in so many series without a rise, after a year, in two."""
    chance, year = default_rng(seed), YEAR[interval]
    return sum(len(alarms(make(chance, rate, 3 * year), interval, year)) for _ in range(many))


def delays(rate: float, *, interval: str = WEEK, many: int = MANY, seed: int = 1) -> list[int]:
    """The number of the stretch in which a doubling is first told of, in so many series; one more than two years for never."""
    chance, year = default_rng(seed), YEAR[interval]
    found = (alarms(doubled(chance, rate, 3 * year, year), interval, year) for _ in range(many))
    return sorted(places[0] - year + 1 if places else 2 * year + 1 for places in found)


def measure(*, quick: bool) -> list[Figure]:
    """The figures: alarms a series and two years, and the median delay of a doubling."""
    many, figures = FEW if quick else MANY, []
    for interval, times in ((WEEK, 1), (MONTH, 4)):
        for rate in (times * one for one in RATES):
            of = f"{rate:g} a {interval}"
            for make in (even, spread, *((seasonal,) if interval == WEEK else ())):
                number = false_alarms(make, rate, interval=interval, many=many) / many
                figures.append(Figure(f"signals, {make.__name__}, {of}: false alarms a series and two years", (number,), FALSE))
            waited = delays(rate, interval=interval, many=many)
            seen, soon = sum(one <= 2 * YEAR[interval] for one in waited) / many, sum(one <= YEAR[interval] // 2 for one in waited) / many
            print(f"  doubled, {of}: seen in two years {seen:.0%}, in half a year {soon:.0%}", file=sys.stderr)
            figures.append(Figure(f"signals, doubled, {of}: {interval}s until it is seen, median", (median(waited),), Limit(None)))
    return figures
