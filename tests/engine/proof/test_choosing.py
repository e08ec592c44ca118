"""Every way is gone once, up to limits that are counted."""

import pytest

from engine.proof.choosing import Budget, Chooser, DeadEnd, Walk


def two(chooser: Chooser) -> tuple[str, int]:
    """A letter, and after an a a number."""
    letter = chooser.one_of("ab")
    return letter, chooser.one_of([1, 2]) if letter == "a" else 0


def test_every_way_is_gone_once() -> None:
    walk = Walk(Budget(), 1)
    assert list(walk.every(two)) == [("a", 1), ("a", 2), ("b", 0)]
    assert (walk.tried, walk.whole) == (3, True)


def test_a_dead_end_gives_nothing_and_hides_nothing() -> None:
    walk = Walk(Budget(), 1)
    assert list(walk.every(lambda chooser: chooser.one_of([1]) if chooser.one_of([True, False]) else chooser.one_of([]))) == [1]
    assert walk.whole


def test_what_may_be_more_than_was_named_is_not_the_whole() -> None:
    walk = Walk(Budget(), 1)
    list(walk.every(lambda chooser: chooser.unsure()))
    assert not walk.whole


@pytest.mark.parametrize(("budget", "limit", "tried"), [(100, 2, 2), (5, 100, 2), (1, 100, 0)])
def test_a_walk_ends_at_its_limit_and_at_the_end_of_the_budget(budget: int, limit: int, tried: int) -> None:
    walk = Walk(Budget(budget), 2, limit)
    list(walk.every(two))
    assert (walk.tried, walk.whole) == (tried, False)


def test_what_can_not_be_paid_leaves_nothing_for_others() -> None:
    budget = Budget(5)
    assert [budget.pay(3), budget.pay(3), budget.pay(1)] == [True, False, False]


def test_nothing_to_choose_is_a_dead_end() -> None:
    with pytest.raises(DeadEnd):
        Chooser([]).one_of([])


def test_a_search_comes_soon_to_what_differs_early() -> None:
    def go(chooser: Chooser) -> int:
        first = chooser.one_of([1, 2])
        return first + 0 * chooser.one_of(range(1000))

    assert 2 not in [first for first, _ in zip(Walk(Budget(), 1).every(go), range(100), strict=False)]
    assert 2 in [first for first, _ in zip(Walk(Budget(), 1, astray=True).every(go), range(100), strict=False)]


def test_a_search_that_goes_astray_goes_every_way_all_the_same() -> None:
    walk = Walk(Budget(), 1, astray=True)
    found = list(walk.every(lambda chooser: chooser.one_of(range(300))))
    assert (set(found), walk.whole) == (set(range(300)), True)
