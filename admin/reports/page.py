"""Everything that a report's page shows, as plain values for its template and its file. It must not read a request."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import url_for
from markupsafe import Markup

from admin.reports.choice import PERIOD, Choice, Ground, filters, parameter, read_choice, read_units
from admin.reports.drawing import chart
from admin.reports.panel import Panel
from admin.reports.reach import Reach
from engine.access import Actor
from engine.actions.read_report import Figures, Request, read_report
from engine.actions.scene import Published
from engine.calendars import day_span
from engine.fields import Context
from engine.office import Office
from engine.organisation import Organisation
from engine.statistics.period import Span, named, on_offer, whole_months, year_before
from engine.statistics.table import SMALL, Selection, fact_grain
from engine.statistics.words import Words
from engine.store import counts
from engine.template.model import Report
from forms.decoder import Posted
from forms.wording import language, say


@dataclass(frozen=True)
class Reader:
    """Someone who looks at reports, and when."""

    office: Office
    organisation: Organisation
    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        """The organisation's local day."""
        return self.now.astimezone(self.organisation.zone).date()

    @property
    def reach(self) -> Reach:
        """Whose numbers the reader may see."""
        return Reach.of(self.actor, self.organisation)
