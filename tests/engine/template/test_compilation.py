"""Compilations: reports that there are, and what is to be written about them."""

import pytest

from engine.template.compilation import Section
from tests.engine.written import code, fault, form, loaded

COUNTED = form("where: {type: choice, label: W, options: {a: A, b: B}, statistics: true}")
REPORTS = "reports: {one: {title: One, count: submissions, rows: where}, time: {title: T, count: submissions, rows: period}}"


def compilation(sections: str, more: str = "") -> str:
    """The part with one compilation, first so that its lines count from 1."""
    return f"compilations: {{it: {{title: It, {more}sections: {{{sections}}}}}}}"


def test_sections_stand_in_the_order_in_which_they_are_written() -> None:
    part = compilation("b: {title: B, reports: [time, one]}, a: {title: A, ask: Why?, reports: [one]}, c: {title: C, ask: Who?}")
    found = loaded(part, COUNTED, REPORTS).compilations["it"]
    assert found.sections == (
        Section("b", {"sv": "B"}, ("time", "one")),
        Section("a", {"sv": "A"}, ("one",), {"sv": "Why?"}),
        Section("c", {"sv": "C"}, (), {"sv": "Who?"}),
    )
    assert found.reports == ("time", "one")
    assert [section.id for section in found.asked] == ["a", "c"]


def test_it_is_about_a_unit_and_calendar_years_unless_it_says_otherwise() -> None:
    plain = loaded(compilation("a: {title: A, ask: Why?}"), COUNTED).compilations["it"]
    assert (plain.of, plain.period, plain.note) == ("unit", "year", None)
    whole = loaded(compilation("a: {title: A, ask: Why?}", "of: organisation, period: terms, note: N, "), COUNTED).compilations["it"]
    assert (whole.of, whole.period, whole.note) == ("organisation", "terms", {"sv": "N"})


def test_a_report_that_there_is_not_is_told_with_the_nearest() -> None:
    found = fault(compilation("a: {title: A, reports: [onn]}"), COUNTED, REPORTS)
    assert (found.code, found.guess, found.mark.line) == ("unknown-report", "one", 1)


def test_a_section_shows_something_or_asks_for_something() -> None:
    assert code(compilation("a: {title: A}"), COUNTED, REPORTS) == "empty-section"


@pytest.mark.parametrize("more", ["of: everyone, ", "period: 5, ", "reports: [one], "])
def test_nothing_else_can_be_said_of_it(more: str) -> None:
    assert code(compilation("a: {title: A, ask: Why?}", more), COUNTED, REPORTS)
