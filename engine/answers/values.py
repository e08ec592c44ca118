"""Looks up answers for conditions: at the top, in the row one stands in, or as the list of all rows' answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.fields import Form, Value
from engine.organisation import Organisation

Row = Mapping[str, Value]


class _Around(Mapping[str, Value]):
    """A row on top of the rows around it, read live while it is being filled in."""

    def __init__(self, row: Row, around: Row) -> None:
        self.row, self.around = row, around

    def __getitem__(self, key: str) -> Value:
        return self.row[key] if key in self.row else self.around[key]

    def __iter__(self) -> Iterator[str]:
        return iter({**self.around, **self.row})

    def __len__(self) -> int:
        return len({**self.around, **self.row})


@dataclass(frozen=True)
class Values:
    """Looks up answers for conditions. `row` holds the answers of the row one stands in, and of the rows around it."""

    answers: Mapping[str, Value]
    organisation: Organisation
    groups: Mapping[str, str | None]
    row: Row | None = None
    row_groups: frozenset[str] = frozenset()

    def __call__(self, reference: str) -> Value:
        """The answer to a reference: one value, a list of rows' values from outside a group, or None."""
        name, _, part = reference.partition(".")
        if name == "organisation":
            return self.organisation.kind or None
        value = self._value(name)
        if part in ("kind", "area"):
            return [self._unit(key, part) for key in value] if isinstance(value, list) else self._unit(value, part)
        return None if part else value

    def in_row(self, group: str, row: Row) -> "Values":
        """The same answers seen from one row of a group."""
        return replace(self, row=_Around(row, self.row or {}), row_groups=self.row_groups | {group})

    def _value(self, name: str) -> Value:
        group = self.groups.get(name)
        if group is None:
            return self.answers.get(name)
        if group in self.row_groups:
            return (self.row or {}).get(name)
        rows = self._value(group)
        return [row.get(name) for row in _flat(rows)] if isinstance(rows, list) else []

    def _unit(self, key: Value, part: str) -> str | None:
        unit = self.organisation.units.get(key) if isinstance(key, str) else None
        return (getattr(unit, part) or None) if unit else None


def _flat(rows: Sequence[Any]) -> list[Row]:
    """Rows of rows as rows."""
    found: list[Row] = []
    for row in rows:
        found.extend(_flat(row) if isinstance(row, list) else [row] if isinstance(row, Mapping) else [])
    return found


def values_of(form: Form, answers: Mapping[str, Value], organisation: Organisation) -> Values:
    """The answers to a form, ready for conditions."""
    return Values(answers, organisation, form.groups)
