"""A notice: done as it opens, and its receiver may read the case."""

from engine.steps import Step, Tell, built_in

NOTICE = built_in()["notice"]


def test_it_is_done_at_once_and_nobody_has_to_act() -> None:
    entered = NOTICE.enter(Step("told", NOTICE, {}, to="owner"))
    assert (entered.done, entered.tells) == (True, (Tell("owner", "notice", reads=True),))
    assert not NOTICE.waits


def test_it_needs_someone_to_tell() -> None:
    assert NOTICE.required == ("to",)
