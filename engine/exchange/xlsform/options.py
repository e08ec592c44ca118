"""The sheet `choices`: lists of options, whole for questions that share them, and filtered for one question."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from engine.exchange import NotReadable, Remark
from engine.exchange.clauses import Clause, some
from engine.exchange.ids import Ids, option_keys
from engine.exchange.notes import Notes
from engine.exchange.xlsform.relevant import Reader, parsed
from engine.exchange.xlsform.tables import MEDIA, Row, Table
from engine.exchange.xlsform.wordings import Wording, Wordings
from engine.exchange.xlsform.xpath import Call, Column, Expression, NotExpression, Pair, parse

MOST = 500
_MOST_CLAUSES = 200
_MOST_FILTERED = 5000
_LONGEST_LABEL = 200


@dataclass(frozen=True)
class Choice:
    """One option: its key in the template, its name in the workbook, its label, and its row."""

    key: str
    name: str
    label: Wording
    row: Row

    def written(self, when: Clause = True) -> Any:
        """The option as it stands in a template."""
        if when is True and isinstance(self.label, str):
            return self.label
        return {"label": self.label, **({} if isinstance(when, bool) else {"when": dict(when)})}


@dataclass
class Lists:
    """Every list by its name. `shared` has those that templates keep under `lists`, by the ids that they have there."""

    table: Table
    wordings: Wordings
    notes: Notes
    _found: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    _ids: Ids = field(default_factory=Ids)
    _filtered: int = 0
    shared: dict[str, str] = field(default_factory=dict)

    def choices(self, name: str) -> tuple[Choice, ...]:
        """The options of a list, none when there is no such list."""
        if name not in self._found:
            self._found[name] = tuple(self._read(self._rows.get(name, [])))
        return self._found[name]

    @cached_property
    def _rows(self) -> Mapping[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.table.rows:
            found.setdefault(row.get("list_name"), []).append(row)
        return found

    def share(self, name: str) -> dict[str, str]:
        """The options of a question that has them in common with others."""
        if name not in self.shared:
            self.shared[name] = self._ids.give(name)
        return {"list": self.shared[name]}

    def sections(self) -> dict[str, Any]:
        """The shared lists as they stand in a template."""
        return {id: {choice.key: choice.written() for choice in self.choices(name)} for name, id in self.shared.items()}

    def spend(self, options: int) -> None:
        """Counts options with conditions; refuses the workbook when there are more than a template has room for. Raises NotReadable."""
        self._filtered += options
        if self._filtered > _MOST_FILTERED:
            raise NotReadable(Remark("too-large", self.table.name))

    def columns(self, row: Row) -> Mapping[str, str]:
        """What a filter can look at: every column, empty where the row has nothing in it."""
        return {**dict.fromkeys(self.table.headers, ""), **row.cells}

    def _read(self, rows: list[Row]) -> Iterator[Choice]:
        names = _unique([_name(row) for row in rows])
        keys = option_keys(names)
        seen = set()
        for row, unique in zip(rows, names, strict=True):
            if repr((row.cells, row.spoken)) in seen:
                self.notes.tell("option-twice", row.place("name"), name=row.get("name"))
                continue
            seen.add(repr((row.cells, row.spoken)))
            for column in MEDIA:
                if column in row.spoken:
                    self.notes.lose("media", row.place(column))
            label = self.wordings.read(row, "label")
            if label is None:
                self.notes.tell("no-label", row.place("label"))
            yield Choice(keys[unique], _name(row), label or _name(row)[:_LONGEST_LABEL], row)


def _name(row: Row) -> str:
    return row.get("name") or next(iter(row.spoken.get("label", {}).values()), str(row.number))


def _unique(names: list[str]) -> list[str]:
    """The names, with a number after those that stand more than once."""
    times = Counter[str]()
    taken = set(names)
    found = []
    for name in names:
        unique = name
        while times[name] and unique in taken:
            times[name] += 1
            unique = f"{name}_{times[name]}"
        times[name] = times[name] or 1
        taken.add(unique)
        found.append(unique)
    return found


def named(choices: tuple[Choice, ...]) -> dict[str, tuple[str, ...]]:
    """The keys of options by their names in the workbook."""
    found: dict[str, tuple[str, ...]] = {}
    for choice in choices:
        found[choice.name] = (*found.get(choice.name, ()), choice.key)
    return found


def filtered(lists: Lists, choices: tuple[Choice, ...], text: str, reader: Reader) -> dict[str, Clause]:
    """When each option can be chosen, by its key; those that never can are left out. Raises Unsayable."""
    expression = parsed(text)
    lists.spend(len(choices))
    whens: dict[str, Clause] = {}
    for choice in choices:
        own = replace(reader, columns=lists.columns(choice.row))
        when = own.settled(_without_implied(own.clause(expression), reader))
        if when is not False:
            whens[choice.key] = when
    return whens


def _without_implied(when: Clause, reader: Reader) -> Clause:
    """A condition without what holds by itself, since another of the answers that it names could not be chosen otherwise."""
    if isinstance(when, bool):
        return when
    implied: list[tuple[str, Any]] = []
    for name, value in when.items():
        known = reader.scope.by_id.get(name)
        implied += known.needs.get(value, {}).items() if known is not None and isinstance(value, str) else ()
    return {name: value for name, value in when.items() if (name, value) not in implied}


def offered(whens: Mapping[str, Clause], reader: Reader) -> Clause:
    """When there is something to choose at all, since nobody is to be asked a question without options."""
    once = list({repr(when): when for when in whens.values()}.values())
    if True in once or not once:
        return True
    return reader.settled(some(once)) if len(once) <= _MOST_CLAUSES else True


def looked_at(text: str) -> set[str]:
    """The columns that a filter looks at."""
    try:
        return set(_columns(parse(text)))
    except NotExpression:
        return set()


def _columns(expression: Expression) -> Iterator[str]:
    match expression:
        case Column(name):
            yield name.lower()
        case Call(_, parts):
            for part in parts:
                yield from _columns(part)
        case Pair(_, left, right):
            yield from _columns(left)
            yield from _columns(right)
