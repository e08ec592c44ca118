"""A wait: nobody has anything to do, and whoever ends it sooner says why."""

from engine.steps import Step, Tell, built_in
from engine.steps.wait import REASON

WAIT = built_in()["wait"]
STEP = Step("rest", WAIT, {"sv": "Vila"}, by="keeper", until={"days": 3})


def test_whoever_may_end_it_reads_the_case_and_is_sent_nothing() -> None:
    assert WAIT.enter(STEP).tells == (Tell("keeper", "wait", reads=True),)
    assert not WAIT.enter(STEP).done


def test_ending_it_sooner_takes_a_reason() -> None:
    form = WAIT.form(STEP)
    assert form is not None
    (asked,) = form.questions()
    assert (asked.id, asked.optional, asked.personal) == (REASON, False, True)
    assert [button.name for button in WAIT.buttons(STEP, 0)] == ["save"]
    assert WAIT.act(STEP, "save", {REASON: "x"}).done


def test_it_has_a_title_where_the_template_gives_none_and_must_say_until_when() -> None:
    assert {language: WAIT.word("title", language) for language in ("sv", "en")} == {"sv": "Väntan", "en": "Waiting"}
    assert WAIT.required == ("until",)
