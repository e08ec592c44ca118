"""A decision: one of the outcomes that the template names, with a reason where the outcome demands one."""

from engine.errors import Problem
from engine.fields import Form, Page, Question, built_in
from engine.steps import Exit, Step, Tell
from engine.steps import built_in as kinds
from engine.steps.decision import OUTCOME, REASON

DECISION = kinds()["decision"]
LOOK = Exit("look", {"sv": "Undersök", "en": "Look into it"}, assign="inspector", go="looking")
DROP = Exit("drop", {"sv": "Avsluta", "en": "Drop it"}, reason="required", go="close")
END = Exit("end", {"sv": "Avböj", "en": "Decline"}, reason="required")
WAIT = Exit("wait", {"sv": "Vänta", "en": "Wait"})


def step(*exits: Exit, **more: object) -> Step:
    """A decision between some outcomes."""
    return Step("verdict", DECISION, {"sv": "Beslut"}, exits=exits, **more)  # type: ignore[arg-type]


def asked(found: Step) -> dict[str, Question]:
    """The questions of a decision."""
    form = DECISION.form(found)
    assert form is not None
    return {question.id: question for question in form.questions()}


def test_it_asks_for_an_outcome_and_for_a_reason_where_one_can_be_given() -> None:
    assert asked(step(LOOK, WAIT)).keys() == {OUTCOME}
    found = asked(step(LOOK, DROP))
    assert found.keys() == {OUTCOME, REASON}
    assert [option.key for option in found[OUTCOME].options] == ["look", "drop"]
    assert found[REASON].personal


def test_the_hint_says_which_outcomes_need_a_reason() -> None:
    hint = asked(step(LOOK, DROP, END))[REASON].hint
    assert hint is not None
    assert "”Avsluta” eller ”Avböj”" in hint["sv"]
    assert "“Drop it” or “Decline”" in hint["en"]
    assert "Undersök" not in hint["sv"]


def test_the_templates_own_questions_come_after() -> None:
    own = Form({}, (Page("more", {}, (Question("weight", built_in()["text"], {"sv": "Vikt"}),)),))
    assert list(asked(step(LOOK, form=own))) == [OUTCOME, "weight"]


def test_an_outcome_that_demands_a_reason_is_not_taken_without_one() -> None:
    assert DECISION.problems(step(DROP), {OUTCOME: "drop"}) == (Problem(REASON, "reason-missing", owner=DECISION),)
    assert DECISION.problems(step(DROP), {OUTCOME: "drop", REASON: "Därför."}) == ()
    assert DECISION.problems(step(WAIT), {OUTCOME: "wait"}) == ()


def test_it_goes_where_the_outcome_says_and_tells_whom_it_assigns() -> None:
    taken = DECISION.act(step(LOOK, WAIT), "save", {OUTCOME: "look"})
    assert (taken.done, taken.outcome, taken.go, taken.tells) == (True, "look", "looking", (Tell("inspector", "assigned", reads=True),))
    assert DECISION.act(step(LOOK, WAIT), "save", {OUTCOME: "wait"}).go is None


def test_without_an_outcome_nothing_is_decided() -> None:
    assert not DECISION.act(step(LOOK), "save", {}).done
    assert not DECISION.act(step(LOOK), "save", {OUTCOME: "other"}).done


def test_the_first_decision_asks_who_is_affected_without_a_click_of_its_own() -> None:
    first, second = DECISION.buttons(step(LOOK, first=True), 0)
    assert (first.name, first.saves, first.leads, first.primary) == ("save_unaffected", True, None, True)
    assert (second.name, second.saves, second.leads, second.primary) == ("affected", False, "exclude", False)
    assert [button.name for button in DECISION.buttons(step(LOOK), 0)] == ["save"]
