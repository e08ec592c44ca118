"""A step with a form: done when saved, or when its doer says so where it can be filled in several times."""

from engine.steps import RECEIVER, Button, Step, Tell, built_in

FORM = built_in()["form"]
ONCE, AGAIN = Step("talk", FORM, {}, by="keeper"), Step("talk", FORM, {}, by="keeper", repeat=True)


def test_whoever_does_it_is_told_and_may_read() -> None:
    assert FORM.enter(ONCE).tells == (Tell("keeper", "step", reads=True),)
    assert FORM.enter(Step("talk", FORM, {})).tells == (Tell(RECEIVER, "step", reads=True),)
    assert not FORM.enter(ONCE).done


def test_one_round_ends_it() -> None:
    assert FORM.buttons(ONCE, 0) == (Button("save"),)
    assert FORM.act(ONCE, "save", {}).done


def test_where_there_can_be_several_rounds_it_ends_when_its_doer_says_so_after_at_least_one() -> None:
    assert [button.name for button in FORM.buttons(AGAIN, 0)] == ["add"]
    assert [(button.name, button.saves) for button in FORM.buttons(AGAIN, 1)] == [("add", True), ("done", False)]
    assert not FORM.act(AGAIN, "add", {}).done
    assert FORM.act(AGAIN, "done", {}).done


def test_every_button_has_words_in_every_language() -> None:
    for language in ("sv", "en"):
        assert all(FORM.word(button.name, language) != button.name for rounds in (0, 1) for button in FORM.buttons(AGAIN, rounds))
