"""Whatever a check speaks of has its line and column."""

from engine.errors import Mark
from engine.proof.places import Places
from tests.engine.written import loaded

TEMPLATE = loaded(
    """
lists:
  all:
    a: A
    b: {label: B, from: 2030-01-01}
form:
  questions:
    one: {type: choice, label: One, options: {list: all}}
    two:
      type: choice
      label: Two
      options: {a: A}
      hint: Hint
routing:
  - when: {one: a}
    never_to: [boss]
    to: desk
  - to: boss
"""
)
PLACES = Places(TEMPLATE)
ONE, TWO = TEMPLATE.form.questions()


def test_a_key_is_found_inside_what_it_belongs_to() -> None:
    assert PLACES.inside(TWO.mark, "hint") == Mark(12, 7)
    assert PLACES.inside(ONE.mark, "label") == Mark(7, 25)


def test_a_key_of_a_list_item_is_found_though_the_item_has_no_key() -> None:
    first, second = TEMPLATE.routing
    assert PLACES.inside(first.mark, "never_to") == Mark(15, 5)
    assert PLACES.inside(second.mark, "to") == Mark(17, 5)


def test_what_is_not_written_is_where_it_would_be() -> None:
    assert PLACES.inside(TWO.mark, "show_if") == TWO.mark
    assert PLACES.inside(Mark(99, 1), "hint") == Mark(99, 1)


def test_an_option_stands_in_its_shared_list_or_beside_its_question() -> None:
    assert PLACES.option(ONE, "b") == Mark(4, 5)
    assert PLACES.option(ONE, "b", "from") == Mark(4, 19)
    assert PLACES.option(TWO, "a") == Mark(11, 17)
    assert PLACES.option(TWO, "gone") == TWO.mark


def test_a_part_is_found_by_its_names() -> None:
    assert PLACES.at("lists", "all") == Mark(2, 3)
