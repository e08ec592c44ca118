"""Reminders: on the last day, once more when it is over, once each, to those who may know, by the clock of the place."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from engine.actions.deliver import due_runs, remind
from engine.store import tables
from engine.worker import Worker
from tests.racing import together
from tests.site import FAULTS, Site, fault

QUICK = FAULTS.replace("due: {days: 2, calendar: working}", "due: {hours: 4}").replace("template: faults", "template: quick")
DAILY = FAULTS.replace("due: {days: 2, calendar: working}", "due: {days: 1}").replace("template: faults", "template: daily")


def moment(text: str) -> datetime:
    """A moment of the place where the small organisation is."""
    return datetime.fromisoformat(text).astimezone(UTC)


def reminded(site: Site, now: datetime) -> list[tuple[str | None, str]]:
    """The reminders that a worker writes at a moment."""
    before = len(site.told())
    site.clock.now = now
    Worker(site.office, None).remind()
    return site.told()[before:]


def opened(site: Site, template: str, now: datetime, **answers: Any) -> tables.Case:
    """A case of another template, opened at a moment."""
    site.publish({"quick": QUICK, "daily": DAILY}[template])
    site.clock.now = now
    return site.cases(site.report(fault(**answers), template=template).submission)[0]


def test_the_doer_is_reminded_once_on_the_morning_of_the_last_day(site: Site) -> None:
    site.case()
    assert reminded(site, moment("2026-09-09T07:59+02:00")) == []
    assert reminded(site, moment("2026-09-09T08:00+02:00")) == [("north", "reminder")]
    assert reminded(site, moment("2026-09-09T08:01+02:00")) == []
    assert reminded(site, moment("2026-09-09T23:58+02:00")) == []


def test_the_morning_after_the_doer_and_the_one_above_hear_that_it_is_overdue_once(site: Site) -> None:
    site.case()
    reminded(site, moment("2026-09-09T08:00+02:00"))
    assert reminded(site, moment("2026-09-10T07:59+02:00")) == []
    assert reminded(site, moment("2026-09-10T08:00+02:00")) == [("north", "overdue"), ("region", "overdue")]
    assert reminded(site, moment("2026-10-10T08:00+02:00")) == []


def test_a_worker_that_was_away_reminds_of_what_is_overdue_only(site: Site) -> None:
    site.case()
    assert reminded(site, moment("2026-09-20T12:00+02:00")) == [("north", "overdue"), ("region", "overdue")]
    assert reminded(site, moment("2026-09-21T12:00+02:00")) == []


def test_a_reminder_says_the_day_and_leads_to_the_case(site: Site) -> None:
    case = site.case()
    reminded(site, moment("2026-09-09T08:00+02:00"))
    (mail,) = site.all(tables.OutgoingMail, kind="reminder")
    assert (mail.subject, "onsdag 9 september" in mail.body) == (f"Påminnelse ({case.number})", True)
    assert str(case.id) in mail.body


def test_what_is_done_is_not_reminded_of(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "drop")
    assert reminded(site, moment("2026-09-20T12:00+02:00")) == []


def test_a_case_without_days_is_never_reminded_of(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "drop")
    assert reminded(site, moment("2027-09-20T12:00+02:00")) == []
    assert site.runs(case) == {"close": "keeper@north"}


def test_the_doers_of_a_groups_steps_are_reminded_of_the_groups_day(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    assert reminded(site, moment("2026-09-14T08:00+02:00")) == [("lab", "reminder"), ("north", "reminder")]
    assert reminded(site, moment("2026-09-15T08:00+02:00")) == [("lab", "overdue"), ("north", "overdue")]


def test_whoever_took_over_is_reminded(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "ada", "bo")
    assert reminded(site, moment("2026-09-09T08:00+02:00")) == [("region", "reminder")]


def test_the_one_above_is_told_once_when_that_is_the_doer(site: Site) -> None:
    site.case(fault(who="keeper"))
    assert reminded(site, moment("2026-09-20T12:00+02:00")) == [("region", "overdue")]


def test_whoever_is_shut_out_is_never_reminded(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "bo")
    site.deliver()
    reminded(site, moment("2026-09-09T08:00+02:00"))
    assert site.deliver().recipients() == ["ada@acme.example"]


def test_an_accused_above_is_not_told_but_who_stands_in_for_them(site: Site) -> None:
    changed = FAULTS.replace("never_to: [keeper]", "never_to: [keeper, chief]").replace("    to: chief", "    to: inspector")
    site.publish(changed)
    assert site.case(fault(who="keeper")).receiver == "inspector"
    assert reminded(site, moment("2026-09-20T12:00+02:00")) == [("lab", "overdue"), ("top", "overdue")]


def test_a_step_with_hours_is_not_reminded_of_as_it_opens(site: Site) -> None:
    opened(site, "quick", moment("2026-09-07T10:00+02:00"))
    assert reminded(site, moment("2026-09-07T10:01+02:00")) == []
    assert reminded(site, moment("2026-09-07T13:59+02:00")) == []
    assert reminded(site, moment("2026-09-07T14:00+02:00")) == [("north", "overdue"), ("region", "overdue")]


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2026-10-23T12:00+02:00", "2026-10-24T08:00+02:00", "2026-10-25T08:00+01:00"),
        ("2026-10-24T12:00+02:00", "2026-10-25T08:00+01:00", "2026-10-26T08:00+01:00"),
        ("2027-03-26T12:00+01:00", "2027-03-27T08:00+01:00", "2027-03-28T08:00+02:00"),
        ("2027-03-27T12:00+01:00", "2027-03-28T08:00+02:00", "2027-03-29T08:00+02:00"),
    ],
)
def test_it_is_eight_by_the_clock_of_the_place_on_both_sides_of_summer_time(site: Site, day: str, before: str, after: str) -> None:
    case = opened(site, "daily", moment(day))
    (run,) = site.all(tables.StepRun, case=case.id, step="verdict")
    assert run.remind_at == moment(before)
    assert reminded(site, moment(before)) == [("north", "reminder")]
    (run,) = site.all(tables.StepRun, case=case.id, step="verdict")
    assert run.remind_at == moment(after)
    assert reminded(site, moment(after)) == [("north", "overdue"), ("region", "overdue")]


def test_of_many_workers_one_reminds(site: Site) -> None:
    site.case()
    site.clock.now = moment("2026-09-09T08:00+02:00")
    before = len(site.told())
    together(*[Worker(site.office, None).remind] * 8)
    assert site.told()[before:] == [("north", "reminder")]


def test_a_reminder_stands_in_the_journal(site: Site) -> None:
    case = site.case()
    reminded(site, moment("2026-09-20T12:00+02:00"))
    assert site.lines(case.id)[-1] == "overdue"
    assert site.broken_chains() == []


def test_what_is_due_is_found_in_every_organisation(site: Site) -> None:
    case = site.case()
    with site.office.database.read() as session:
        found = due_runs(session, moment("2026-09-20T12:00+02:00"))
    assert found == [("acme", case.id, 2, "faults", 1)]


def test_a_reminder_that_someone_else_has_made_is_not_made_again(site: Site) -> None:
    case = site.case()
    site.clock.now = moment("2026-09-09T08:00+02:00")
    scene = site.scene()

    def verb(session: Session) -> bool:
        return remind(session, scene, case.id, 2)

    assert (site.write(verb), site.write(verb)) == (True, False)


def test_a_template_can_ask_for_more_reminders_and_for_several_above(site: Site) -> None:
    more = "remind: {before: [1 day], after: [2 days]}\n    escalate: [{after: 1 day, to: chief}, {after: 3 days, to: owner}]"
    site.publish(FAULTS.replace("escalate: chief", more))
    case = site.case()
    days = [(day, reminded(site, moment(f"2026-09-{day:02}T08:00+02:00"))) for day in range(7, 18)]
    assert [one for one in days if one[1]] == [
        (8, [("north", "reminder")]),
        (9, [("north", "reminder")]),
        (10, [("north", "overdue"), ("region", "overdue")]),
        (11, [("north", "overdue")]),
        (14, [("top", "overdue")]),
    ]
    assert site.lines(case.id)[-5:] == ["reminder", "reminder", "overdue", "overdue", "overdue"]


def test_whoever_is_above_with_nobody_who_may_know_is_passed_over(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "fay")
    assert reminded(site, moment("2026-09-20T12:00+02:00")) == [("north", "overdue"), ("top", "overdue")]
