"""A follow-up: asks and leads on as a decision does, and never asks who is affected."""

from engine.errors import Problem
from engine.steps import Exit, Step, built_in
from engine.steps.decision import OUTCOME, REASON

FOLLOW_UP = built_in()["follow_up"]
STEP = Step(
    "after", FOLLOW_UP, {"sv": "Efteråt"}, exits=(Exit("ended", {"sv": "Upphört"}), Exit("goes_on", {"sv": "Nej"}, "required", go="plan"))
)


def test_it_must_be_said_what_has_come_of_it() -> None:
    form = FOLLOW_UP.form(STEP)
    assert form is not None
    outcome, _ = form.questions()
    assert (outcome.id, outcome.optional, [option.key for option in outcome.options]) == (OUTCOME, False, ["ended", "goes_on"])
    assert outcome.label["sv"] == "Vad visar uppföljningen?"
    assert FOLLOW_UP.problems(STEP, {OUTCOME: "goes_on"}) == (Problem(REASON, "reason-missing", owner=FOLLOW_UP),)


def test_an_outcome_may_lead_back_to_the_plan() -> None:
    assert FOLLOW_UP.act(STEP, "save", {OUTCOME: "goes_on"}).go == "plan"
    assert FOLLOW_UP.act(STEP, "save", {OUTCOME: "ended"}).go is None


def test_it_decides_nothing_so_it_never_asks_who_is_affected() -> None:
    assert not FOLLOW_UP.decides
    assert FOLLOW_UP.follows_up
    assert [button.name for button in FOLLOW_UP.buttons(STEP, 0)] == ["save"]


def test_its_words_are_its_own_in_every_language() -> None:
    decision = built_in()["decision"]
    for language in ("sv", "en"):
        assert all(FOLLOW_UP.say(code, language) != decision.say(code, language) for code in ("save", "outcome", "missing"))
        assert FOLLOW_UP.say("reason", language) == decision.say("reason", language)
