"""Calendars that deadlines name are held against those of the organisation."""

import pytest

from engine.proof import HINT, finding_in_words
from engine.roster import read_roster
from tests.engine.proof.proved import proved

STEP = "workflow:\n  look: {kind: form, title: Look, due: {days: 2%s}, questions: {a: {type: text, label: A}}}"


def told(calendar: str, calendars: str) -> list[tuple[str, str, int]]:
    """What is found of calendars in an organisation that has these."""
    roster = read_roster(f"organisation: {{key: small, name: Small}}\nfunctions: every\ncalendars: {calendars}")
    _, found = proved(STEP % calendar, roster=roster)
    return [(one.severity, one.code, one.mark.column) for one in found if one.check == "deadlines"]


def test_a_calendar_that_the_organisation_does_not_have_is_told_where_it_is_named() -> None:
    assert told(", calendar: shcool", "{school: {}}") == [(HINT, "unknown-calendar", 50)]


@pytest.mark.parametrize("calendars", ["{school: {}}", '{"*": {}}'])
def test_a_calendar_that_there_is_or_that_stands_for_all_is_fine(calendars: str) -> None:
    assert told(", calendar: school", calendars) == []


@pytest.mark.parametrize(("every", "lacking"), [("half", True), ("terms", False), ("month", False)])
def test_a_report_that_goes_out_after_periods_that_there_are_not_is_told(every: str, lacking: bool) -> None:
    span = "{label: A, from: 2026-01-01, to: 2026-06-30}"
    roster = read_roster(f"organisation: {{key: s, name: S}}\nfunctions: every\ncalendars: {{school: {{periods: {{terms: [{span}]}}}}}}")
    made, found = proved(f"reports: {{r: {{title: R, count: submissions, schedule: {{every: {every}, to: boss}}}}}}", roster=roster)
    said = [finding_in_words(one, made) for one in found if one.check == "deadlines"]
    assert said == (["Listan ”half” med perioder finns inte i organisationens kalendrar, så ”R” skickas inte."] if lacking else [])


@pytest.mark.parametrize(("calendar", "lacking"), [("shcool", True), ("school", False)])
def test_a_signal_that_names_a_calendar_that_there_is_not_is_told(calendar: str, lacking: bool) -> None:
    roster = read_roster("organisation: {key: s, name: S}\nfunctions: every\ncalendars: {school: {}}")
    _, found = proved(f"signals: {{s: {{title: S, count: submissions, calendar: {calendar}, to: boss}}}}", roster=roster)
    assert [one.code for one in found if one.check == "deadlines"] == (["unknown-calendar"] if lacking else [])


def test_a_deadline_without_a_calendar_needs_none() -> None:
    assert told("", "{}") == []
