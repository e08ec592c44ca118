"""Every report gets a receiver who is not shut out, and whoever must be told is told."""

import pytest

from engine.roster import read_roster
from tests.engine.proof.proved import ASKED, WAYS, ended_early, said, shown

SMALL = read_roster(
    b"""
organisation: {key: acme, name: Acme}
units: {north: {name: North}}
mailboxes:
  front: {name: Front, holds: [desk@north]}
  top: {name: Top, holds: [owner]}
"""
)
NOBODY = read_roster(b"organisation: {key: acme, name: Acme}\nunits: {north: {name: North}}")


def test_a_last_route_without_a_condition_takes_everything() -> None:
    assert shown(WAYS, ASKED) == []


def test_answers_that_no_route_takes_are_shown() -> None:
    routing = "routing:\n  - {when: {what: a}, to: boss}\n  - {when: {what: b}, to: desk}"
    assert shown(routing, ASKED) == [("refuted", "no-route", 1)]
    _, found = said("no-route", routing, ASKED)
    assert found.shown is not None
    assert found.shown.answers["what"] == "x"


def test_a_function_that_nobody_holds_or_stands_in_for_leaves_no_receiver() -> None:
    found = shown("routing:\n  - to: desk", ASKED, "functions: {desk: Desk}", roster=NOBODY)
    assert ("refuted", "no-receiver", 2) in found


def test_a_receiver_who_is_shut_out_with_nobody_left_is_told() -> None:
    routing = "routing:\n  - when: {what: a}\n    to: desk\n    never_to: [desk]\n  - to: desk"
    assert shown(routing, ASKED, "functions: {desk: Desk}", roster=SMALL) == [("refuted", "receiver-shut-out", 4)]


def test_whoever_is_at_the_top_receives_instead_of_someone_who_is_shut_out() -> None:
    functions = "functions: {desk: Desk, owner: {label: Owner, held_by: organisation}}"
    assert shown("routing: [{to: desk, never_to: [desk]}]", ASKED, functions) == []


def test_a_search_that_is_ended_early_proves_nothing_of_receivers() -> None:
    assert ("not-proved", "receiver-not-proved", 1) in ended_early(WAYS, ASKED)


def test_a_form_that_nobody_can_send_is_told() -> None:
    asked = "form: {questions: {unit: {type: unit, label: U, routes: true, kinds: [ship]}}}"
    found = shown(asked, "functions: {desk: Desk}", roster=NOBODY)
    assert ("refuted", "nobody-can-report", 1) in found


@pytest.mark.parametrize("start", ["on_submit", "by_hand"])
def test_a_notice_that_must_come_first_and_reaches_someone_else_is_told(start: str) -> None:
    steps = "workflow:\n  tell:\n    kind: notice\n    title: Tell\n    to: boss\n    before: decisions"
    never = "routing: [{to: desk, never_to: [boss]}]"
    assert shown(steps, ASKED, f"cases: {{start: {start}}}") == []
    assert shown(steps, ASKED, never, f"cases: {{start: {start}}}") == [("refuted", "notice-elsewhere", 5)]


def test_a_notice_to_whoever_stands_in_has_reached_whom_it_is_for() -> None:
    steps = "workflow: {tell: {kind: notice, title: Tell, to: boss, before: decisions}}"
    functions = "functions: {desk: Desk, boss: {label: Boss, backup: owner}, owner: {label: Owner, held_by: organisation}}"
    assert shown(steps, ASKED, functions, roster=SMALL) == []


def test_each_case_of_a_report_is_routed_from_its_own_row() -> None:
    asked = "form: {questions: {row: {type: group, label: R, repeat: {max: 3}, questions: {who: {type: yes_no, label: W}}}}}"
    routing = "routing:\n  - {when: {who: true}, to: boss}"
    assert shown(routing, asked, "cases: {one_per: row}") == [("refuted", "no-route", 1)]


def test_every_route_must_be_taken_by_someone() -> None:
    routing = "routing:\n  - {when: {what: [a, b]}, to: boss}\n  - {when: {what: a}, to: desk}\n  - {to: desk}"
    assert shown(routing, ASKED) == [("refuted", "never-chosen", 3)]
    assert shown("routing:\n  - {to: boss}\n  - {to: desk}", ASKED) == [("refuted", "never-chosen", 3)]


def test_a_route_whose_condition_never_holds_is_told_at_the_condition() -> None:
    routing = "routing:\n  - when: {what: a, not: {what: a}}\n    to: boss\n  - {to: desk}"
    assert shown(routing, ASKED) == [("refuted", "never-true", 2)]
