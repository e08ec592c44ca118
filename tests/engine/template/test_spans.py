"""Spans: what is measured of each case, from one point to another."""

import pytest

from tests.engine.written import code, fault, form, loaded, workflow

ASKED = form("day: {type: date, label: D, statistics: true}\nkind: {type: choice, label: K, options: {a: A}, statistics: true}")
STEPS = workflow("look: {kind: form, title: L, due: {days: 3}, questions: {said: {type: text, label: S}}}\nend: {kind: close, title: E}")


def span(points: str) -> str:
    """The part with one span."""
    return f"spans: {{it: {{title: It, {points}}}}}"


@pytest.mark.parametrize("start", ["received", "opened", "look", "day"])
@pytest.mark.parametrize("end", ["end", "closed"])
def test_a_span_goes_from_what_every_case_has_a_step_or_a_counted_day_to_a_step_or_the_closing(start: str, end: str) -> None:
    found = loaded(span(f"from: {start}, to: {end}, calendar: school"), ASKED, STEPS).spans["it"]
    assert (found.start, found.end, found.calendar) == (start, end, "school")


def test_a_span_counts_its_days_and_whether_a_deadline_at_its_end_was_kept() -> None:
    template = loaded(span("from: received, to: look"), ASKED, STEPS)
    assert {name for name, item in template.counted.items() if item.grain == "it"} == {"it.days", "it.in_time"}
    assert {name for name in loaded(span("from: received, to: closed"), ASKED, STEPS).counted if name.startswith("it.")} == {"it.days"}


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("from: received, to: nothing", "unknown-point"),
        ("from: said, to: look", "unknown-point"),
        ("from: closed, to: look", "unknown-point"),
        ("from: kind, to: look", "needs-a-date"),
        ("from: look, to: look", "span-of-nothing"),
    ],
)
def test_a_point_that_is_none_is_told(points: str, expected: str) -> None:
    assert code(span(points), ASKED, STEPS) == expected


def test_a_misspelt_point_is_told_with_the_likely_one() -> None:
    assert fault(span("from: recieved, to: look"), ASKED, STEPS).guess == "received"
