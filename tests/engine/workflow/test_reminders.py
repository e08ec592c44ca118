"""When an open step is reminded of."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from engine.organisation import Holder
from engine.workflow import Run
from engine.workflow.reminders import first_reminder

STOCKHOLM = ZoneInfo("Europe/Stockholm")
KEEPER = Holder("keeper")


def run(opened: datetime, due: datetime | None, holder: Holder | None = KEEPER) -> Run:
    """A run that is open."""
    return Run(1, "verdict", "open", opened, holder, due)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), st.integers(1, 60 * 24 * 40))
def test_a_reminder_comes_after_the_opening_and_never_after_the_day(opened: datetime, minutes: int) -> None:
    due = opened + timedelta(minutes=minutes)
    found = first_reminder(run(opened, due), STOCKHOLM)
    assert found is not None
    assert opened < found <= due
    assert found == due or (found.astimezone(STOCKHOLM).hour, found.astimezone(STOCKHOLM).minute) == (8, 0)


def test_what_has_no_day_or_nobody_to_do_it_is_not_reminded_of() -> None:
    now = datetime(2026, 9, 7, tzinfo=UTC)
    assert first_reminder(run(now, None), STOCKHOLM) is None
    assert first_reminder(run(now, now + timedelta(days=2), None), STOCKHOLM) is None
