"""Judges the last number of a series: far more than usual at once, or more than usual for some time. It must not know what is counted.

Sudden: the number is improbable beside those before it (Poisson; a negative binomial where they are spread more than that, as in Noufaily
and others 2013, Statistics in Medicine 32:1206-1222; with the uncertainty of a short past, as in Riebler's Bayes algorithm, Höhle 2007,
Computational Statistics 22:571-582). Slow: Poisson CUSUM (Lucas 1985, Technometrics 27:129-144) as a sum of log likelihood ratios, whose
time between false alarms is at least e to its limit (Lorden 1971, Annals of Mathematical Statistics 42:1897-1908).
Why, and what it costs: `docs/decisions/signals-by-poisson.md`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log

from engine.signals.series import MONTH, SLOW, SUDDEN, WEEK, Rise, Series

RARE = 0.001
"""So improbable is a number that is told of; and the slow sum is told of where chance alone would bring it about once in 1/RARE times."""
FEWEST = 3
"""No fewer are told of at once, however seldom there are any."""
LEAST_RISE = 0.5
"""A slow rise is looked for to twice as many, and at least to so many in a stretch: of what is seldom, twice is next to nothing."""


@dataclass(frozen=True)
class Pace:
    """How many stretches are compared with: `base` at most and `least` at least, before the `recent` ones in which a slow rise shows."""

    base: int
    recent: int
    least: int = 12


PACES = {WEEK: Pace(base=52, recent=26), MONTH: Pace(base=24, recent=12, least=10)}


@dataclass(frozen=True)
class _Usual:
    """What is usual, from earlier stretches: how many for an open day, the days that tells of, and how much more spread than by chance."""

    rate: float
    days: int
    spread: float


def rise(series: Series, pace: Pace) -> Rise | None:
    """What is to be told of the last stretch of a series; None where it is as usual, or the past is too short to say so."""
    recent = min(pace.recent, len(series.counts) - pace.least)
    if recent < 1 or series.fresh >= len(series.counts):
        return None
    end = len(series.counts) - recent
    past = slice(max(0, end - pace.base), end)
    usual = _usual(series.counts[past], series.days[past])
    count, days = series.counts[-1], series.days[-1]
    expected = usual.rate * days
    if count >= FEWEST and count > expected and _chance(count, days, usual) < RARE:
        return Rise(SUDDEN, count, expected)
    since = max(end, series.fresh)
    return Rise(SLOW, count, expected) if _sum(series.counts[since:], series.days[since:], usual) >= -log(RARE) else None


def _usual(counts: Sequence[int], days: Sequence[int]) -> _Usual:
    """The rate by Jeffreys' prior, so that it is never none, and the dispersion by Pearson's statistic, at least that of a Poisson."""
    total, all_days = sum(counts), sum(days)
    mean = total / all_days
    apart = sum((count - mean * some) ** 2 / (mean * some) for count, some in zip(counts, days, strict=True)) if total else 0.0
    return _Usual((total + 0.5) / all_days, all_days, max(1.0, apart / (len(counts) - 1)))


def _chance(count: int, days: int, usual: _Usual) -> float:
    """How probable it is that there are so many or more, by the negative binomial distribution (a Poisson one whose mean is uncertain)."""
    mean, ratio = usual.rate * days, usual.spread * (1 + days / usual.days)
    of, seldom, often = mean / (ratio - 1), log(1 / ratio), log(1 - 1 / ratio)
    fewer = (exp(lgamma(of + one) - lgamma(of) - lgamma(one + 1) + of * seldom + one * often) for one in range(count))
    return max(0.0, 1 - sum(fewer))


def _sum(counts: Sequence[int], days: Sequence[int], usual: _Usual) -> float:
    """How much better a rise explains the latest numbers than the usual does, from where that begins."""
    reached = 0.0
    for count, some in zip(counts, days, strict=True):
        mean = usual.rate * some
        risen = max(2 * mean, LEAST_RISE)
        reached = max(0.0, reached + (count * log(risen / mean) - (risen - mean)) / usual.spread)
    return reached
