"""A step that opens a case: with one, or without."""

from dataclasses import replace

from engine.steps import Step, built_in

OPEN_CASE = built_in()["open_case"]
STEP = Step("tell", OPEN_CASE, {"sv": "Anmäl olyckan"}, opens="accidents")


def test_it_is_done_by_opening_the_case_or_by_opening_none() -> None:
    assert [(button.name, button.saves) for button in OPEN_CASE.buttons(STEP, 0)] == [("save", True), ("none", False)]
    assert OPEN_CASE.act(STEP, "save", {}).opens == "accidents"
    assert OPEN_CASE.act(STEP, "none", {}).opens is None
    assert OPEN_CASE.act(STEP, "none", {}).done


def test_no_case_can_be_opened_of_a_template_that_is_not_in_use() -> None:
    assert [button.name for button in OPEN_CASE.buttons(replace(STEP, opens=None), 0)] == ["none"]
