"""Stores facts: single values in columns, several in rows of their own, never a text that a person wrote. `counts` counts them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from engine.ids import new_id, unrelated_id
from engine.statistics.facts import Fact
from engine.store import tables
from engine.store.batch import Batch

Placed = Mapping[str, str]
"""The column of each counted answer with a single value."""


@dataclass(frozen=True)
class Counting:
    """Where facts belong: the template's name and version, its columns, the authority, and what they are counted from."""

    template: tuple[str, int]
    placed: Placed
    authority: str
    source: UUID


def add(batch: Batch, facts: Iterable[Fact], counting: Counting, *, sign: int = 1) -> None:
    """Facts, for the transaction of what they count. A sensitive one gets no source, nor an id by which one could be found.

    `sign` is -1 for what was counted and is not so any more.
    """
    name, version = counting.template
    empty = dict.fromkeys(counting.placed.values())
    for fact in facts:
        id = unrelated_id() if fact.sensitive else new_id()
        own = {"id": id, "template": name, "version": version, "grain": fact.grain, "unit": fact.unit, "day": fact.day, "sign": sign}
        batch.add(tables.Fact, **own, authority=counting.authority, **{**empty, **_single(fact, counting.placed)})
        for reference, kept in _several(fact, counting.placed):
            batch.extend(tables.FactValue, ({"fact": id, "reference": reference, "value": value} for value in kept))
        if not fact.sensitive:
            came_of(batch, name, id, counting.source)


def came_of(batch: Batch, template: str, fact: UUID, source: UUID) -> None:
    """Says what a new fact of a template was counted from, and that no report counted ahead holds it yet."""
    batch.add(tables.FactSource, fact=fact, source=source)
    batch.add(tables.FreshFact, template=template, fact=fact)


def _single(fact: Fact, placed: Placed) -> dict[str, str]:
    return {placed[name]: value for name, value in fact.single.items() if name in placed}


def _several(fact: Fact, placed: Placed) -> list[tuple[str, tuple[str, ...]]]:
    return [*fact.several.items(), *((name, (value,)) for name, value in fact.single.items() if name not in placed)]
