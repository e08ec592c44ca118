"""A group: its steps go on at the same time, and nobody is told of the group itself."""

from engine.steps import Entered, Step, built_in

GROUP = built_in()["group"]


def test_nobody_is_told_and_nobody_does_it() -> None:
    assert GROUP.enter(Step("looking", GROUP, {}, steps=())) == Entered()
    assert not GROUP.waits


def test_it_needs_steps() -> None:
    assert GROUP.required == ("steps",)
    assert not GROUP.closes
    assert not GROUP.decides
