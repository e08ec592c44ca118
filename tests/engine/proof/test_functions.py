"""Every function that has something to do is held wherever a report can be about."""

from engine.proof import finding_in_words, unheld
from engine.roster import read_roster
from tests.engine.factories import FRIDAY
from tests.engine.proof.proved import ASKED, said, shown
from tests.engine.written import loaded

ROSTER = read_roster(
    b"""
organisation: {key: acme, name: Acme}
units: {north: {name: North}, south: {name: South}}
mailboxes:
  front: {name: Front, holds: [desk@north, desk@south]}
  chief: {name: Chief, holds: [boss@north]}
  top: {name: Top, holds: [owner]}
"""
)
FUNCTIONS = "functions:\n  desk: Desk\n  boss: Boss\n  owner: {label: Owner, held_by: organisation}"


def test_functions_that_are_held_in_every_unit_are_proved() -> None:
    assert shown(FUNCTIONS, ASKED, "workflow: {tell: {kind: notice, title: T, to: owner}}", roster=ROSTER) == []


def test_a_function_that_nobody_uses_need_not_be_held() -> None:
    assert shown(FUNCTIONS, ASKED, roster=ROSTER) == []


def test_a_function_that_a_unit_lacks_is_told_with_the_unit() -> None:
    steps = "workflow: {look: {kind: decision, title: L, by: boss, outcomes: {a: A}}}"
    assert shown(FUNCTIONS, ASKED, steps, roster=ROSTER) == [("refuted", "function-not-held", 3)]
    made, found = said("function-not-held", FUNCTIONS, ASKED, steps, roster=ROSTER)
    assert finding_in_words(found, made) == "Ingen håller funktionen ”Boss” för South."


def test_whoever_stands_in_is_enough_but_not_for_a_copy() -> None:
    functions = FUNCTIONS.replace("boss: Boss", "boss: {label: Boss, backup: desk}")
    told, copied = (
        f"workflow: {{look: {{kind: decision, title: L, {key}, outcomes: {{a: A}}}}}}" for key in ("by: boss", "copy_to: [boss]")
    )
    assert shown(functions, ASKED, told, roster=ROSTER) == []
    assert shown(functions, ASKED, copied, roster=ROSTER) == [("refuted", "function-not-held", 3)]


def test_the_receiver_of_a_reports_mail_must_be_held() -> None:
    report = "reports: {r: {title: R, count: submissions, rows: what, schedule: {every: month, to: boss}}}"
    assert shown(FUNCTIONS, ASKED, report, roster=ROSTER) == [("refuted", "function-not-held", 3)]


def test_a_closed_unit_needs_nobody() -> None:
    units = "units: {old: {name: O, until: 2020-01-01}, top: {name: T}}"
    closed = read_roster(f"organisation: {{key: a, name: A}}\n{units}\nmailboxes: {{m: {{name: M, holds: [desk@top]}}}}".encode())
    assert shown("functions: {desk: Desk}", ASKED, roster=closed) == []


def test_what_one_organisation_lacks_can_be_asked_alone() -> None:
    steps = "workflow: {look: {kind: decision, title: L, by: boss, outcomes: {a: A}}}"
    made = loaded(FUNCTIONS, ASKED, steps)
    lacks = unheld(made, ROSTER.organisation, FRIDAY)
    assert [finding_in_words(found, made) for found in lacks] == ["Ingen håller funktionen ”Boss” för South."]
    assert unheld(made, ROSTER.organisation.holding(made.functions), FRIDAY) == ()


def test_against_the_test_organisation_units_of_any_kind_hold_every_function() -> None:
    asked = ASKED.replace("routes: true", "routes: true, kinds: [shipyard]")
    assert shown(asked) == []


def test_whoever_is_told_of_a_signal_must_be_held() -> None:
    signal = "signals: {s: {title: S, count: submissions, to: boss}}"
    assert shown(FUNCTIONS, ASKED, signal, roster=ROSTER) == [("refuted", "function-not-held", 3)]
