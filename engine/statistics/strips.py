"""Facts side by side: each column of a block of facts is a strip of codes, so that any of them can be counted by any others at once.

A block has facts of one version and one month. It must not know where strips are kept, nor what their values mean.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

SIGN, UNIT, DAY = "sign", "unit", "day"
"""The columns that every fact has, beside those of its answers."""
Value = str | None
Labels = tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Strip:
    """The values of one column, a fact each: the place of each value among the `labels`."""

    labels: tuple[Value, ...]
    codes: Any

    @classmethod
    def of(cls, values: Sequence[Value]) -> "Strip":
        """The values in order."""
        return cls((), np.zeros(0, dtype=np.uint8)).longer(values)

    def longer(self, values: Sequence[Value]) -> "Strip":
        """With more values behind. Labels are kept in order, so that those of most blocks are the same."""
        places = {label: place for place, label in enumerate(self.labels)}
        new = [places.setdefault(value, len(places)) for value in values]
        codes = np.concatenate((self.codes, np.array(new, dtype=np.intp)))
        labels = sorted(places, key=lambda label: (label is not None, label))
        moved = np.empty(len(labels), dtype=_type(labels))
        moved[[places[label] for label in labels]] = range(len(labels))
        return Strip(tuple(labels), moved[codes])

    @classmethod
    def unpacked(cls, labels: Sequence[Value], content: bytes) -> "Strip":
        """As it was packed."""
        if len(labels) == 1:
            return cls(tuple(labels), np.zeros(int.from_bytes(content, "little"), dtype=_type(labels)))
        return cls(tuple(labels), np.frombuffer(content, dtype=_type(labels)))

    @property
    def packed(self) -> bytes:
        """The codes as bytes, one for each fact where there are few labels; where there is but one label, how many facts there are."""
        if len(self.labels) == 1:
            return len(self.codes).to_bytes(4, "little")
        return bytes(self.codes.tobytes())

    @property
    def values(self) -> list[Value]:
        """The value of each fact."""
        return [self.labels[code] for code in self.codes]


def _type(labels: Sequence[Value]) -> Any:
    return np.min_scalar_type(max(len(labels) - 1, 0)).newbyteorder("<")


@dataclass(frozen=True)
class Block:
    """Some facts by their strips. A column without a strip has no value in any of them."""

    strips: Mapping[str, Strip]

    def __len__(self) -> int:
        return len(self.strips[SIGN].codes) if self.strips else 0

    def longer(self, columns: Mapping[str, Sequence[Value]]) -> "Block":
        """With more facts behind: a value each in every column."""
        before, more = len(self), len(columns[SIGN])
        told = {name: values for name, values in columns.items() if name in self.strips or {*values} != {None}}
        old = {name: self.strips.get(name) or Strip.of([None] * before) for name in (*self.strips, *told)}
        return Block({name: strip.longer(told.get(name, [None] * more)) for name, strip in old.items()})

    def narrowed(self, name: str, wanted: Callable[[Value], bool], among: Any = None) -> Any:
        """For each fact whether its value is wanted, and whether it is `among` those that are wanted for other reasons."""
        strip = self._strip(name)
        found = np.array([wanted(label) for label in strip.labels], dtype=bool)[strip.codes]
        return found if among is None else found & among

    def counted(self, sides: Sequence[str], among: Any = None) -> tuple[Labels, Any]:
        """How many facts there are by their values of some columns, along the labels of each; what was taken back is taken away."""
        strips = [self._strip(name) for name in sides]
        sizes = [len(strip.labels) for strip in strips]
        flat, signs = np.zeros(len(self), dtype=np.intp), self._signs
        for strip, size in zip(strips, sizes, strict=True):
            flat = flat * size + strip.codes
        if among is not None:
            flat, signs = flat[among], signs if signs is None else signs[among]
        return tuple(strip.labels for strip in strips), np.bincount(flat, signs, minlength=prod(sizes)).reshape(sizes)

    def _strip(self, name: str) -> Strip:
        return self.strips.get(name) or Strip((None,), np.zeros(len(self), dtype=np.uint8))

    @cached_property
    def _signs(self) -> Any:
        """The sign of each fact; None where none was taken back."""
        strip = self.strips[SIGN]
        return None if strip.labels == ("1",) else np.array([int(label or 0) for label in strip.labels])[strip.codes]


def keyed(labels: Labels, numbers: Any) -> Iterator[tuple[tuple[Value, ...], int]]:
    """What was counted along some labels, where there is something."""
    for place in np.argwhere(numbers).tolist():
        yield tuple(along[at] for along, at in zip(labels, place, strict=True)), int(numbers[tuple(place)])
