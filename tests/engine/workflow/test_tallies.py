"""How long a case took to come where it is: whole days from one point to the first time it came to another."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from engine.calendars import Calendar
from engine.statistics.facts import Counter, Fact
from engine.workflow import Case, Run, tallies
from engine.workflow.tallies import Life, changed
from tests.engine import factories
from tests.engine.written import form, loaded, workflow

FRIDAY = datetime(2026, 9, 4, 21, 30, tzinfo=UTC)
"""23.30 on Friday the 4th, local time."""
DAY = timedelta(days=1)
SPANS = """
spans:
  handled: {title: H, from: received, to: look}
  open_days: {title: O, from: received, to: look, calendar: working}
  known: {title: K, from: day, to: opened}
  talked: {title: T, from: look, to: talk}
  whole: {title: W, from: opened, to: closed}
"""
TEMPLATE = loaded(
    SPANS,
    form("day: {type: date, label: D, statistics: true}"),
    workflow("look: {kind: form, title: L, due: {days: 3}, questions: {a: {type: text, label: A}}}\ntalk: {kind: close, title: E}"),
)
WORKING = Calendar("working", {"sv": "arbetsdag"}, {"sv": "arbetsdagar"}, frozenset(range(5)))


def run(number: int, step: str, done: datetime | None = None, due: datetime | None = None, status: str = "done") -> Run:
    """One run of a step."""
    return Run(number, step, status if done else "open", FRIDAY, due=due, finished=done)


def life(*runs: Run, closed: datetime | None = None, day: str = "2026-09-01") -> Life:
    """A case that came on Friday evening."""
    return Life(Case(None, runs=runs, closed=closed), FRIDAY, FRIDAY + DAY, {"day": day})


def facts(case: Life) -> dict[str, Fact]:
    """The facts of its spans, by the span."""
    organisation = replace(factories.organisation(), calendars={("working", None): WORKING})
    return {fact.grain: fact for fact in tallies.spans(Counter(TEMPLATE, "north", date(2026, 9, 4)), organisation, case)}


def days(case: Life) -> dict[str, str]:
    """How many days each took."""
    return {grain: fact.single[f"{grain}.days"] for grain, fact in facts(case).items()}


def test_days_are_those_of_the_place_and_only_open_ones_where_a_calendar_is_named() -> None:
    assert days(life(run(1, "look", FRIDAY + 3 * DAY))) == {"known": "4", "handled": "3", "open_days": "1"}


def test_a_span_is_counted_on_the_day_when_its_end_was_first_reached() -> None:
    again = life(run(1, "look", FRIDAY + DAY, status="skipped"), run(2, "look", FRIDAY + 5 * DAY), run(3, "look", FRIDAY + 3 * DAY))
    assert (days(again)["handled"], facts(again)["handled"].day) == ("3", date(2026, 9, 7))


def test_what_has_not_begun_or_began_after_the_end_is_not_measured() -> None:
    assert days(life(day="2026-09-06")) == {}
    assert "talked" not in days(life(run(1, "talk", FRIDAY + DAY), run(2, "look", FRIDAY + 2 * DAY)))
    assert days(life(run(1, "look", FRIDAY + DAY), run(2, "talk", FRIDAY + 2 * DAY)))["talked"] == "1"


@pytest.mark.parametrize(("due", "said"), [(FRIDAY + DAY, "yes"), (FRIDAY + DAY - timedelta(seconds=1), "no"), (None, None)])
def test_what_was_done_by_its_last_moment_was_done_in_time(due: datetime | None, said: str | None) -> None:
    assert facts(life(run(1, "look", FRIDAY + DAY, due)))["handled"].single.get("handled.in_time") == said


def test_a_case_that_is_open_again_has_not_come_to_its_closing() -> None:
    closed, reopened = (tuple(facts(life(closed=when)).values()) for when in (FRIDAY + 9 * DAY, None))
    assert days(life(closed=FRIDAY + 9 * DAY))["whole"] == "8"
    made, gone = changed(closed, reopened)
    assert (made, gone) == ((), {"whole"})
    assert [fact.grain for fact in changed(reopened, closed)[0]] == ["whole"]
