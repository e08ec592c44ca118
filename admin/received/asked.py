"""What the address of the queue asks for, and the address of what is asked for. What makes no sense there is no filter."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import url_for

from admin.guard import Visit
from admin.paging import page_asked
from engine.statistics.period import day_written
from engine.store.received import NEW, VIEWS, Sought
from forms.decoder import Posted

FIRST, LAST = "from", "to"
NAMES = ("view", "unit", "template", FIRST, LAST)


@dataclass(frozen=True)
class Asked:
    """The filter as it was written. `wrong` are the days that are no days."""

    here: Visit
    written: Mapping[str, str]
    page: int = 1
    wrong: tuple[str, ...] = ()
    days: Mapping[str, date] = field(default_factory=dict)

    @classmethod
    def read(cls, here: Visit, posted: Posted) -> "Asked":
        """From an address, or from the form that was sent with it."""
        written = {name: posted.first(name).strip()[:100] for name in NAMES}
        written["view"] = written["view"] if written["view"] in VIEWS else NEW
        written["unit"] = written["unit"] if written["unit"] in here.organisation.units else ""
        read = {name: day_written(written[name], here.day) for name in (FIRST, LAST) if written[name]}
        days = {name: day for name, day in read.items() if day is not None}
        return cls(here, written, page_asked(posted.first("page", "1")), tuple(name for name in read if name not in days), days)

    @property
    def view(self) -> str:
        """What is shown."""
        return self.written["view"]

    @property
    def filtered(self) -> bool:
        """True when something besides the view is chosen."""
        return any(self.written[name] for name in NAMES if name != "view")

    def kept(self) -> dict[str, str]:
        """What an address or a form carries along."""
        return {name: value for name, value in self.written.items() if value and (name, value) != ("view", NEW)}

    def url(self, **changes: Any) -> str:
        """The queue with something else chosen; on its first page unless another is said."""
        written = {**self.written, **{name: changes[name] for name in changes if name in NAMES}}
        kept: dict[str, Any] = replace(self, written=written).kept()
        kept |= {name: value for name, value in changes.items() if name not in NAMES and value}
        return url_for("admin.received", org=self.here.org, **kept)

    def sought(self, follow_ups: Mapping[str, frozenset[str]]) -> Sought:
        """What to look for."""
        organisation, unit = self.here.organisation, self.written["unit"]
        return Sought(
            self.here.now,
            self.view,
            frozenset(key for key in organisation.units if unit in organisation.chain(key)) if unit else None,
            self.written["template"] or None,
            self._begins(self.days[FIRST]) if FIRST in self.days else None,
            self._begins(self.days[LAST] + timedelta(days=1)) if LAST in self.days else None,
            self.page,
            follow_ups,
        )

    def _begins(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.here.organisation.zone).astimezone(UTC)
