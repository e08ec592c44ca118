"""Which ids the rows get: those of answers first, so that no heading takes the name of one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.exchange.ids import Ids
from engine.exchange.xlsform.tables import Row
from engine.exchange.xlsform.tree import Branch, Leaf

_LONGEST_LABEL = 200


@dataclass(frozen=True)
class Names:
    """The id of each row by its number, and a way to more."""

    ids: Mapping[int, str]
    taken: Ids

    def more(self, name: str, around: str = "") -> str:
        """An id for what has no row of its own."""
        return self.taken.give(name, around)


def name_of(row: Row) -> str:
    """What the workbook calls a row; by its label, or its number, where it has no name."""
    return row.get("name") or next(iter(row.spoken.get("label", {}).values()), f"{row.get('type')} {row.number}")


def label_of(row: Row) -> str:
    """What stands where a row has no label: its name, no longer than a label should be."""
    return name_of(row)[:_LONGEST_LABEL]


def named(parts: Iterable[Leaf | Branch]) -> Names:
    """The ids of these rows. Rows of the same name in different groups are told apart by the names of the groups."""
    found = list(_walked(parts, ""))
    taken = Ids()
    ids = {}
    for stored in (True, False):
        for part, around in found:
            if (isinstance(part, Leaf) or part.repeats) is stored:
                ids[part.row.number] = taken.give(name_of(part.row), around)
    return Names(ids, taken)


def _walked(parts: Iterable[Leaf | Branch], around: str) -> Iterator[tuple[Leaf | Branch, str]]:
    for part in parts:
        yield part, around
        if isinstance(part, Branch):
            yield from _walked(part.parts, name_of(part.row))
