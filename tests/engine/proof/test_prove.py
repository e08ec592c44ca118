"""What all checks say together of a template."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from engine.library import from_library
from engine.proof import CHECKS, HINT, REFUTED, prove, verdicts
from engine.proof.choosing import WORK, Budget
from engine.template.load import load
from tests.engine.generated import templates
from tests.engine.proof.proved import ASKED, ROSTER, WAYS, proved
from tests.engine.proof.test_closing import LOOP

LIBRARY = sorted(path for path in (Path(__file__).parents[3] / "templates_library").glob("*.yaml") if path.stem != "test_organisation")
ENOUGH = WORK // 2
"""What a template of the library takes at most: the rest is for larger ones."""


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_every_template_of_the_library_is_proved_with_budget_to_spare(path: Path) -> None:
    budget = Budget()
    found = prove(load(path.read_bytes(), from_library), ROSTER, budget=budget)
    assert [(one.code, one.mark.line) for one in found if one.severity != HINT] == []
    assert verdicts(found) == dict.fromkeys(CHECKS, "proved")
    assert WORK - budget.left < ENOUGH


def test_a_check_is_refuted_if_anything_in_it_is_and_not_proved_if_the_rest_is_unknown() -> None:
    _, found = proved(LOOP, ASKED, WAYS)
    assert verdicts(found) == dict.fromkeys(CHECKS, "proved") | {"closing": "refuted"}
    _, found = proved(LOOP, ASKED, WAYS, budget=1)
    assert set(verdicts(found).values()) == {"not-proved", "proved"}


def test_findings_are_in_the_order_of_the_text() -> None:
    _, found = proved("title: Title", ASKED.replace("label: Where", "label: ' '"), LOOP, "languages: [sv, en]")
    places = [(one.mark.line, one.mark.column) for one in found]
    assert places == sorted(places)
    assert {one.severity for one in found} == {HINT, REFUTED}


def test_however_early_the_search_ends_nothing_is_refuted_that_is_not_so() -> None:
    _, whole = proved(LOOP, ASKED, WAYS)
    known = {(one.code, one.mark) for one in whole}
    for budget in range(0, 600, 20):
        _, found = proved(LOOP, ASKED, WAYS, budget=budget)
        assert {(one.code, one.mark) for one in found if one.severity == REFUTED} <= known


@settings(max_examples=40, deadline=None, derandomize=True)
@given(made=templates())
def test_any_template_can_be_asked(made: Any) -> None:
    assert {one.severity for one in prove(made, ROSTER)} <= {REFUTED, HINT, "not-proved"}


def choice(**keys: Any) -> dict[str, Any]:
    """A choice between ten options."""
    return {"type": "choice", "label": "Q", "options": {f"o{number}": f"O{number}" for number in range(10)}, "statistics": True, **keys}


HOSTILE: dict[str, dict[str, Any]] = {
    "routes": {
        "form": {"questions": {f"q{number}": choice() for number in range(30)}},
        "routing": [{"when": {f"q{number}": "o0" for number in range(30)}, "to": "desk"}, {"to": "desk"}],
    },
    "chain": {"form": {"questions": {f"q{n}": choice(**({"show_if": {f"q{n - 1}": "o0"}} if n else {})) for n in range(150)}}},
    "rows": {
        "form": {"questions": {"g": {"type": "group", "label": "G", "repeat": {"max": 50}, "questions": {"c": choice()}}}},
        "routing": [{"when": {"c": {"count": {"at_least": most}, "includes": "o1"}}, "to": "desk"} for most in range(40)]
        + [{"to": "desk"}],
    },
    "steps": {
        "form": {"questions": {f"q{number}": choice() for number in range(9)}},
        "workflow": {
            f"s{n}": {
                "kind": "decision",
                "title": "S",
                "when": {f"q{n % 9}": "o1"},
                "outcomes": {"a": {"label": "A", "go": f"s{n * 7 % 90}"}, "b": "B"},
            }
            for n in range(90)
        },
    },
    "units": {
        "form": {
            "questions": {
                "u": {"type": "unit", "label": "U", "routes": True},
                **{f"t{n}": {"type": "text", "label": "T", "show_if": {"u.kind": f"k{n}", "u.area": f"a{n}"}} for n in range(80)},
            }
        }
    },
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_template_takes_more_than_the_budget_and_what_is_left_open_is_said(name: str) -> None:
    parts = {"template": "made", "title": "T", "functions": {"desk": "D"}, "routing": [{"to": "desk"}]} | HOSTILE[name]
    budget = Budget(20_000)
    found = prove(load(json.dumps(parts)), ROSTER, budget=budget)
    assert budget.left >= 0
    assert "not-proved" in verdicts(found).values()
    assert REFUTED not in verdicts(found).values()
