"""The rows of the sheet `survey` as groups in groups."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engine.exchange import NotReadable, Remark
from engine.exchange.notes import Notes
from engine.exchange.xlsform.kinds import Kind, kind_of
from engine.exchange.xlsform.tables import Row

_DEEPEST = 30


@dataclass(frozen=True)
class Leaf:
    """A row that is no group."""

    row: Row
    kind: Kind


@dataclass(frozen=True)
class Branch:
    """A group or a repeat, with what stands in it."""

    row: Row
    repeats: bool
    parts: list["Leaf | Branch"] = field(default_factory=list)


def grown(rows: Iterable[Row], notes: Notes) -> list[Leaf | Branch]:
    """The parts of the form. An end without a beginning, or the other way round, is told. Raises NotReadable."""
    top: list[Leaf | Branch] = []
    open_: list[Branch] = []
    for row in rows:
        if row.says("disabled"):
            continue
        kind = _kind(row, notes)
        parts = open_[-1].parts if open_ else top
        if kind is None:
            continue
        if kind.name.startswith("begin "):
            branch = Branch(row, kind.name == "begin repeat")
            parts.append(branch)
            open_.append(branch)
            if len(open_) > _DEEPEST:
                raise NotReadable(Remark("groups-too-deep", row.place(), {"most": _DEEPEST}))
        elif kind.name.startswith("end "):
            _close(row, kind, open_, notes)
        else:
            parts.append(Leaf(row, kind))
    for branch in open_:
        notes.lose("never-ended", branch.row.place("type"))
    return top


def _kind(row: Row, notes: Notes) -> Kind | None:
    """The sort of a row; none for a row that says nothing but its author's own remarks."""
    if row.get("type"):
        kind = kind_of(row.get("type"))
        if kind.name == "begin repeat" and "loop" in row.get("type").lower().split():
            notes.lose("loop", row.place("type"))
        return kind
    if row.get("name") or "label" in row.spoken:
        notes.lose("no-type", row.place())
    return None


def _close(row: Row, kind: Kind, open_: list[Branch], notes: Notes) -> None:
    if not open_ or open_[-1].repeats is not (kind.name == "end repeat"):
        notes.lose("ends-nothing", row.place("type"))
    if open_:
        open_.pop()


def names(parts: Iterable[Leaf | Branch]) -> Iterator[str]:
    """The names of all rows."""
    for part in parts:
        yield part.row.get("name")
        if isinstance(part, Branch):
            yield from names(part.parts)
