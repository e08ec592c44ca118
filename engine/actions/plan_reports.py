"""Which reports have come due to go out by mail: each is written down once, whatever dies and whoever else is at it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.report_recipients import Units, recipients
from engine.organisation import Organisation
from engine.statistics.occasions import Occasion, over, reached_by
from engine.store import schedules, tables
from engine.store.batch import Batch
from engine.store.schedules import PASSED, WAITING, Kept, Key
from engine.template.model import FormTemplate
from engine.template.reported import Schedule

MOST = 12
"""So many missed periods are sent, each by itself; older ones are only written down, and can be sent by hand."""


@dataclass(frozen=True)
class Round:
    """Where and when it is looked for what has come due, and the templates in use by name."""

    organisation: Organisation
    templates: dict[str, FormTemplate]
    now: datetime

    @property
    def org(self) -> str:
        """The organisation's key."""
        return self.organisation.key

    def plan(self, kept: Kept) -> Schedule | None:
        """What holds for a schedule; None while it rests: its template or report is not in use, or it is paused."""
        template = self.templates.get(kept.key.template)
        return None if template is None or kept.paused_at else kept.effective(template)

    def begin(self, row: tables.ReportSchedule, every: str) -> None:
        """Counting by such periods begins now: the one that is running is the first that is told of."""
        row.every, row.reached = every, reached_by(every, self.organisation, self.now.astimezone(self.organisation.zone).date())


@dataclass(frozen=True)
class Due:
    """Mails of a schedule about a period: which state they begin in, and of what has been sent already who sends it again."""

    key: Key
    occasion: Occasion
    state: str = WAITING
    sent_by: UUID | None = None

    def write(self, session: Session, here: Round, to: Mapping[str, Units], there: Mapping[str, int]) -> int:
        """A mail for each mailbox; `there` are the copies that there are. How many that makes."""
        batch, span = Batch(here.org), self.occasion.span
        for mailbox, units in to.items():
            batch.add(
                tables.ReportMail,
                template=self.key.template,
                report=self.key.report,
                mailbox=mailbox,
                period=span.key,
                copy=there.get(mailbox, -1) + 1,
                number=self.key.number,
                first=span.first,
                last=span.last,
                units=list(units or ()),
                due_at=self.occasion.due,
                run_at=self.occasion.due if self.sent_by is None else here.now,
                state=self.state,
                settled_at=here.now if self.state == PASSED else None,
                mail=None,
                sent_by=self.sent_by,
            )
        batch.write(session)
        return len(to)


def new_ones(here: Round, known: Iterable[Kept]) -> list[Key]:
    """The schedules of templates that nobody has begun to keep."""
    there = {kept.key for kept in known}
    found = (Key(name, report.id) for name, template in here.templates.items() for report in template.reports.values() if report.schedule)
    return [key for key in found if key not in there]


def take_up(session: Session, here: Round, key: Key) -> None:
    """Begins to keep a template's schedule."""
    report = here.templates[key.template].reports[key.report]
    if report.schedule is None or schedules.locked(session, here.org, key) is not None:
        return
    row = tables.ReportSchedule(org=here.org, template=key.template, report=key.report, number=key.number, plan={})
    here.begin(row, report.schedule.every)
    session.add(row)
    session.flush()


def behind(here: Round, kept: Kept) -> bool:
    """True when something has come due by a schedule, or it counts by other periods than it did."""
    plan = here.plan(kept)
    return plan is not None and (plan.every != kept.every or bool(over(plan, here.organisation, kept.reached, here.now)))


def catch_up(session: Session, here: Round, key: Key) -> int:
    """Writes down what has come due by a schedule, and how far it has come; how many mails that makes."""
    row = schedules.locked(session, here.org, key)
    plan = here.plan(schedules.kept(row)) if row is not None else None
    if row is None or plan is None:
        return 0
    if row.every != plan.every:
        here.begin(row, plan.every)
    due = over(plan, here.organisation, row.reached, here.now)
    if not due:
        return 0
    row.reached = due[-1].span.last
    session.flush()
    late = len(due) - MOST
    return sum(_write(session, here, plan, Due(key, one, PASSED if place < late else WAITING)) for place, one in enumerate(due))


def _write(session: Session, here: Round, plan: Schedule, due: Due) -> int:
    """To everyone who has not got it by another schedule."""
    there = schedules.there(session, here.org, due.key, due.occasion.span.key)
    to = recipients(here.templates[due.key.template], here.organisation, plan.to, due.occasion.span)
    return due.write(session, here, {mailbox: units for mailbox, units in to.items() if mailbox not in there}, {})
