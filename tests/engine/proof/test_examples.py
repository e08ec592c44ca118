"""A template's own examples are run, and each that does not give what it expects is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from engine.proof import DEFAULT_TIME, example_faults
from engine.roster import read_roster
from engine.wording import fault_in_words
from tests.engine.written import form, forms, loaded, workflow

ROSTER = read_roster((Path(__file__).parents[3] / "templates_library" / "test_organisation.yaml").read_bytes())
QUESTIONS = form(
    """
    unit: {type: unit, label: U, routes: true}
    what: {type: choice, label: W, options: {a: A, b: B}}
    why: {type: text, label: Y, show_if: {what: b}}
    """
)


def run(expect: dict[str, Any], at: str | None = None, **answers: Any) -> list[str]:
    """What an example with these expectations is told to lack, by its key."""
    example = {"name": "One", "answers": {"unit": "grundskola", "what": "a", **answers}, "expect": expect} | ({"at": at} if at else {})
    steps = workflow("look: {kind: decision, title: L, due: {days: 1, calendar: any}, outcomes: {a: A}}")
    template = loaded(QUESTIONS, steps, f"examples: {json.dumps([example])}")
    return [fault.facts["what"] for fault in example_faults(template, ROSTER)]


@pytest.mark.parametrize(
    "expect",
    [
        {},
        {"accepted": True},
        {"cases": 1, "mails": 1},
        {"mailbox": "desk@grundskola"},
        {"visible": ["what"], "hidden": ["why"]},
        {"excluded": [], "copy_to": []},
        {"cases": [{"mailbox": "desk@grundskola", "steps": [{"id": "look", "due": "2026-09-08T23:59+02:00"}]}]},
        {"facts": 3},
    ],
)
def test_an_example_that_gives_what_it_expects_is_silent(expect: dict[str, Any]) -> None:
    assert run(expect) == []


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("accepted", False),
        ("cases", 2),
        ("mailbox", "boss@grundskola"),
        ("mailbox", None),
        ("visible", ["why"]),
        ("hidden", ["what"]),
        ("excluded", ["desk@grundskola"]),
        ("problems", 1),
        ("cases", [{"mailbox": "nobody"}]),
        ("cases", [{"steps": [{"id": "other"}]}]),
        ("cases", []),
    ],
)
def test_an_example_that_gives_something_else_is_told(what: str, value: Any) -> None:
    assert run({what: value}) == [what]


def test_problems_are_expected_by_place_or_by_place_and_code() -> None:
    assert run({"accepted": False, "problems": ["why"]}, what="b") == []
    assert run({"problems": [{"at": "why", "code": "required"}]}, what="b") == []
    assert run({"problems": [{"at": "why", "code": "pattern"}]}, what="b") == ["problems"]
    assert run({"problems": ["what"]}, what="b") == ["problems"]


def test_an_example_is_told_at_its_place_in_words() -> None:
    template = loaded("examples:\n  - {name: One, answers: {}, expect: {accepted: true}}")
    (fault,) = example_faults(template, ROSTER)
    assert (fault.mark.line, fault.mark.column) == (2, 5)
    assert fault_in_words(fault) == "Exemplet ”One” stämmer inte: ”accepted” blev false, men true väntades."


def test_examples_run_on_a_monday_morning_unless_they_say_otherwise() -> None:
    assert DEFAULT_TIME == "2026-09-07T10:00+02:00"
    due = {"cases": [{"steps": [{"id": "look", "due": "2026-11-23T23:59+01:00"}]}]}
    assert run(due, at="2026-11-20T10:00+01:00") == []


def test_every_function_has_a_mailbox_in_every_unit_and_in_the_organisation() -> None:
    found = loaded(forms(a="a: {type: text, label: A}"), workflow("look: {kind: form, form: a}"))
    organisation = ROSTER.holding(found.functions)
    assert len(organisation.mailboxes) == len(found.functions) * (len(organisation.units) + 1)
    assert all(unit.key == unit.kind for unit in organisation.units.values())


@pytest.mark.parametrize("unit", ["forskola", "grundskola", "gymnasieskola", "komvux"])
def test_a_unit_of_the_test_organisation_has_its_kind_as_key(unit: str) -> None:
    assert ROSTER.organisation.units[unit].kind == unit


def test_every_named_calendar_is_monday_to_friday() -> None:
    from_friday = {"cases": [{"steps": [{"id": "look", "due": "2026-09-14T23:59+02:00"}]}]}
    assert run(from_friday, at="2026-09-11T10:00+02:00") == []
