"""Advice about whether a template gives the statistics that it is wanted for."""

import pytest

from tests.engine.proof.proved import ASKED, advice
from tests.engine.written import form

REPORTS = "reports: {r: {title: R, count: submissions, rows: what}}"
WHAT = "what: {type: choice, label: What, options: {a: A, b: B}, statistics: true}"


def test_a_template_that_asks_for_what_it_counts_gets_no_advice() -> None:
    assert advice(ASKED, REPORTS) == []


def test_reports_that_can_not_say_where_are_told() -> None:
    assert advice(REPORTS, form(WHAT)) == [("no-unit-counted", 1)]
    assert advice(form(f"{WHAT}\nunit: {{type: unit, label: U}}"), REPORTS) == [("no-unit-counted", 4)]
    assert advice(form(WHAT)) == []


def test_a_short_text_that_is_nobodys_own_could_be_a_choice() -> None:
    place = "place: {type: text, label: Place, personal: false%s}"
    assert advice(form("unit: {type: unit, label: U, statistics: true}\n" + WHAT + "\n" + place % ""), REPORTS) == [("free-text", 5)]
    assert advice(form("unit: {type: unit, label: U, statistics: true}\n" + WHAT + "\n" + place % ", show_if: {what: a}"), REPORTS) == []


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("options: {a: A, b: B, c: C}", True),
        ("options: {a: A, b: B, c: Vet inte}", False),
        ("options: {a: A, b: B, c: Någon annan}", False),
        ("options: {a: A, b: B}", False),
        ("options: {a: A, b: B, c: C}, optional: true", False),
        ("options: {a: A, b: B, c: C}, preset: a", False),
    ],
)
def test_a_choice_that_must_be_made_needs_a_way_out(keys: str, told: bool) -> None:
    found = advice(form(f"it: {{type: choice, label: It, {keys}}}"))
    assert found == ([("no-unsure-option", 3)] if told else [])


def test_two_options_with_one_label_are_told_at_the_second() -> None:
    assert advice(form("it:\n  type: choice\n  label: It\n  options:\n    a: Same\n    b: 'same '")) == [("same-option", 8)]
