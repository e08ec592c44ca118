"""A mark that every case gets, or none, tells nothing apart."""

from tests.engine.proof.proved import ASKED, ended_early, shown

NEVER = "cases: {flags: {own: {label: Own, when: {all: [{what: a}, {what: b}]}}}}"
ALWAYS = "cases: {flags: {own: {label: Own, when: {what: {answered: true}}}}}"
SOME = "cases: {flags: {own: {label: Own, when: {what: a}}}}"


def test_a_mark_that_no_case_gets_is_told() -> None:
    assert shown(NEVER, ASKED) == [("refuted", "never-true", 1)]


def test_a_mark_that_every_case_gets_is_told() -> None:
    assert shown(ALWAYS, ASKED) == [("refuted", "always-true", 1)]


def test_a_mark_that_some_cases_get_is_proved() -> None:
    assert shown(SOME, ASKED) == []


def test_a_search_that_ends_early_says_of_a_mark_that_it_is_not_proved() -> None:
    told = {code for _, code, _ in ended_early(NEVER, ASKED)}
    assert {"never-true", "condition-not-proved"} <= told
    assert "always-true" not in told
