"""What is to be judged of a signal: the next week or month that is over, and the series of everything that was counted in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from engine.actions.scene import Published
from engine.organisation import Organisation
from engine.signals.series import Series, latest_over, next_over, series, stretches
from engine.signals.words import counted_by
from engine.statistics.lineage import Lineage
from engine.statistics.table import MISSING, PERIOD, Selection, interval_of
from engine.store import counts, signals
from engine.store.meaning import Basis
from engine.store.signals import Where
from engine.template.watched import Signal

LATE = timedelta(days=100)
"""What nobody has looked at for longer is not looked at afterwards."""
BACK = timedelta(days=4 * 366)
"""The past that a series may need, closed time included."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Watched:
    """A signal of a template in use, with what facts of earlier versions mean."""

    organisation: Organisation
    published: Published
    lineage: Lineage
    signal: Signal

    @property
    def key(self) -> tuple[str, str]:
        """The ids of the template and the signal."""
        return self.published.template.name, self.signal.id


@dataclass(frozen=True)
class Due:
    """A week or month that is over and not judged, what it comes `after`, and the series of each place where there was anything in it."""

    after: date | None
    first: date
    last: date
    series: Mapping[Where, Series]


def due(session: Session, watched: Watched, today: date) -> Due | None:
    """The next to be judged; None while none is over. A signal that is new begins with the last that is over."""
    interval = watched.signal.interval
    after = signals.reached(session, watched.organisation.key, *watched.key, interval)
    begin = latest_over(interval, today if after is None else today - LATE)[0] - _DAY
    span = next_over(interval, begin if after is None else max(after, begin), today)
    return Due(after, *span, dict(_series(session, watched, span))) if span is not None else None


def _series(session: Session, watched: Watched, span: tuple[date, date]) -> Iterator[tuple[Where, Series]]:
    """Each place that has no open signal, and was open then."""
    organisation, signal, (first, last) = watched.organisation, watched.signal, span
    org, template = organisation.key, watched.published.template
    days = counts.days(session, org, [template.name], None).get(template.name)
    since = max(days[0] if days else last, last - BACK)
    counted = _counted(session, watched, Selection(first=since, last=last))
    raised = signals.of_signal(session, org, *watched.key)
    waiting = {one.where for one in raised if one.settled_at is None}
    now = interval_of(first, signal.interval)
    for where, by_period in counted.items():
        unit = organisation.units.get(where.unit or "")
        if (where.unit and unit is None) or where in waiting or by_period.get(now, 0) < 1:
            continue
        begun = max(since, unit.start or since) if unit is not None else since
        among = stretches(signal.interval, begun, last, organisation.calendar(signal.calendar, where.unit).is_open)
        if among and among[-1].last == last:
            yield where, series(among, by_period, signals.last_days(raised, where))


def _counted(session: Session, watched: Watched, selection: Selection) -> dict[Where, dict[str, int]]:
    """How many there were by place and period."""
    signal, published = watched.signal, watched.published
    basis = Basis(published.template, counted_by(signal), published.columns, frozenset(), watched.lineage)
    by = [signal.by] if signal.by is not None else []
    found: dict[Where, dict[str, int]] = {}
    for key, number in counts.by_place(session, watched.organisation.key, basis, selection, [*by, PERIOD]).items():
        unit, *value, period = key
        if value != [MISSING]:
            found.setdefault(Where(unit or None, "".join(value)), {})[period] = number
    return found
