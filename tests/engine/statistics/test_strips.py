"""The rules of facts side by side: they are counted by any of their columns, and what was taken back is taken away."""

from collections import Counter
from itertools import product
from random import Random

from engine.statistics.strips import DAY, SIGN, UNIT, Block, Strip, Value, keyed

NAMES = (SIGN, UNIT, DAY, "d1", "d2")


def facts(random: Random, number: int, sizes: tuple[int, ...] = (3, 31, 2, 300)) -> list[dict[str, Value]]:
    """Invented ones, some without an answer, some taken back."""
    some = []
    for _ in range(number):
        values = [f"v{random.randrange(size)}" if random.random() < 0.8 else None for size in sizes]
        some.append(dict(zip(NAMES, (random.choice(("1", "1", "1", "-1")), *values), strict=True)))
    return some


def columns(some: list[dict[str, Value]]) -> dict[str, list[Value]]:
    """By column."""
    return {name: [fact[name] for fact in some] for name in NAMES}


def made(*parts: list[dict[str, Value]]) -> Block:
    """A block that has become longer some times."""
    block = Block({})
    for part in parts:
        block = block.longer(columns(part))
    return block


def test_facts_are_counted_by_any_columns_and_conditions() -> None:
    random = Random(1)  # noqa: S311 - invented facts
    some = facts(random, 400)
    block = made(some[:1], some[1:300], some[300:])
    for sides, among in product(((), ("d1",), ("d2",), ("d1", UNIT), ("d2", "d1")), (False, True)):
        kept = block.narrowed("d1", lambda value: value == "v1", block.narrowed(UNIT, lambda value: value is None)) if among else None
        truth: Counter[tuple[Value, ...]] = Counter()
        for fact in some:
            if not among or (fact["d1"] == "v1" and fact[UNIT] is None):
                truth[tuple(fact[side] for side in sides)] += int(fact[SIGN] or 0)
        assert dict(keyed(*block.counted(sides, kept))) == {key: number for key, number in truth.items() if number}


def test_a_column_that_no_fact_has_a_value_in_takes_no_room_and_reads_as_none() -> None:
    block = made([dict.fromkeys(NAMES) | {SIGN: "1"}], [dict.fromkeys(NAMES) | {SIGN: "1", "d1": "a"}])
    assert {*block.strips} == {SIGN, "d1"}
    assert [*keyed(*block.counted(("d1", "d2")))] == [((None, None), 1), (("a", None), 1)]
    assert block.narrowed("d2", lambda value: value == "a").tolist() == [False, False]


def test_a_strip_is_unpacked_as_it_was_packed_whether_it_has_few_values_or_many() -> None:
    for number, size in ((0, 0), (2, 4), (256, 512), (257, 1028)):
        strip = Strip.of([f"v{place}" for place in range(number)] * 2)
        assert len(strip.packed) == size
        assert Strip.unpacked(strip.labels, strip.packed).values == strip.values == [f"v{place}" for place in range(number)] * 2


def test_a_column_with_one_value_takes_four_bytes_whatever_there_is() -> None:
    strip = Strip.of(["v"] * 70_000)
    assert len(strip.packed) == 4
    assert Strip.unpacked(strip.labels, strip.packed).values == ["v"] * 70_000
