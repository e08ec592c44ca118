"""The step where a case waits to be closed: undeclared, the receiver closes with one button."""

from engine.steps import Button, Step, built_in

CLOSE = built_in()["close"]


def test_one_button_closes_the_case() -> None:
    step = Step("close", CLOSE, {})
    assert CLOSE.buttons(step, 0) == (Button("save"),)
    assert CLOSE.act(step, "save", {}).closes


def test_it_waits_for_someone_and_is_the_only_kind_that_closes() -> None:
    assert CLOSE.waits
    assert [name for name, kind in built_in().items() if kind.closes] == ["close"]


def test_it_has_a_title_of_its_own_in_every_language() -> None:
    assert (CLOSE.word("title", "sv"), CLOSE.word("title", "en")) == ("Avslut", "Closing")
