"""Writes a template's blocks out: the questions of a block take the place of each use of it, so that nothing after this knows of blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jsonschema.protocols import Validator

from engine.errors import Fault, InvalidTemplate, Mark
from engine.template.blocks import Used, read_blocks
from engine.template.reader import Reader
from engine.template.schema import LONGEST_ID, LONGEST_TEXT
from engine.template.source import Path, Source

MOST_PARTS, MOST_LETTERS = 20_000, 256 * 1024
"""So much may come of all blocks together: a few lines could ask for more than any template has."""


def written_out(reader: Reader, schema: Validator) -> Source:
    """The source with its blocks written out. What came from a block keeps its place there, and knows the use that it came by.

    Faults are noted in the reader; raises InvalidTemplate when what is written out would be larger than a template may be.
    """
    uses = read_blocks(reader, schema)
    return _Writer(reader, uses).source() if uses else reader.source


def in_own_words(fault: Fault) -> Fault:
    """A fault whose guess is a question of the block that it stands in, by the name that it has inside."""
    use, guess = fault.mark.use, fault.guess
    return fault if use is None or guess is None else replace(fault, guess=guess.removeprefix(use.name("")))


@dataclass(frozen=True)
class _From:
    """Where something stands in the text, and the use that it is written out for, if any."""

    path: Path
    used: Used | None = None

    def at(self, key: str | int) -> "_From":
        """Where something inside it stands."""
        return _From((*self.path, key), self.used)

    def met(self, mark: Mark) -> Mark:
        """A place in the text, as it is met here."""
        return mark if self.used is None else replace(mark, use=self.used.use)


class _Writer:
    """Builds the values anew; places move along with what they are places of."""

    def __init__(self, reader: Reader, uses: Mapping[Path, Used | None]) -> None:
        self.reader = reader
        self.old = reader.source
        self.uses = uses
        self.values: dict[Path, Mark] = {}
        self.keys: dict[Path, Mark] = {}
        self.parts = self.letters = 0

    def source(self) -> Source:
        """The values with all their places."""
        value = self._value(self.old.value, _From(()), ())
        return Source(value, self.values, self.keys, self.old.faults)

    def _value(self, value: Any, origin: _From, now: Path) -> Any:
        self.values[now] = origin.met(self.old.mark(origin.path))
        if origin.used is not None:
            value = self._filled(value, origin, origin.used)
        if isinstance(value, dict):
            return self._mapping(value, origin, now)
        if isinstance(value, list):
            return [self._value(item, origin.at(index), (*now, index)) for index, item in enumerate(value)]
        return value

    def _filled(self, value: Any, origin: _From, used: Used) -> Any:
        """What stands in a block, with its words. Words put into words could grow without end, so they are measured."""
        value = used.value(origin.path, value, self.reader.languages)
        if isinstance(value, str):
            self.letters += len(value)
            if len(value) > LONGEST_TEXT:
                self._fault("too-much", self.old.mark(origin.path), origin, limit=LONGEST_TEXT)
        self.parts += 1
        if self.parts > MOST_PARTS or self.letters > MOST_LETTERS:
            raise InvalidTemplate((Fault("blocks-too-big", self.old.key_mark(used.path)),))
        return value

    def _mapping(self, value: Mapping[str, Any], origin: _From, now: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, inner, place in self._entries(value, origin):
            mark = self.old.key_mark(place.path)
            if name in found:
                # only a condition can name one thing in two ways, by the inner name and by the whole one
                self._fault("duplicate-key" if origin.used else "id-twice", mark, place, given=name, key=name)
                continue
            if place.used and place.path in place.used.block.ids and len(name) > LONGEST_ID:
                self._fault("too-long-id", mark, place, given=name, limit=LONGEST_ID)
            self.keys[(*now, name)] = place.met(mark)
            found[name] = self._value(inner, place, (*now, name))
            if place.used is not None and origin.used is None:
                found[name] |= self._options(inner, place, place.used, (*now, name))
        return found

    def _entries(self, value: Mapping[str, Any], origin: _From) -> Iterator[tuple[str, Any, _From]]:
        """What stands in a mapping, with the questions of a block in place of a use of it, by the names that they have there."""
        for key, inner in value.items():
            place = origin.at(key)
            used = place.used
            if used is None and place.path not in self.uses:
                yield key, inner, place
            elif used is None:
                yield from self._questions(self.uses[place.path])
            elif place.path not in used.block.uses:
                own = place.path in used.block.ids or place.path in used.block.references
                yield used.use.name(key) if own else key, inner, place

    def _questions(self, used: Used | None) -> Iterator[tuple[str, Any, _From]]:
        if used is not None:
            yield from self._entries(used.block.questions, _From((*used.block.path, "questions"), used))

    def _options(self, question: Mapping[str, Any], origin: _From, used: Used, now: Path) -> dict[str, Any]:
        """What the use says of every question of the block, together with what a question says itself."""
        found: dict[str, Any] = {}
        for key, value in used.options.items():
            here, there = _From((*used.path, key)), (*now, key)
            if key == "show_if" and key in question:
                both = ((value, here), (question[key], origin.at(key)))
                found[key] = {"all": [self._value(inner, place, (*there, "all", index)) for index, (inner, place) in enumerate(both)]}
            elif value:
                found[key] = self._value(value, here, there)
            self.keys.setdefault(there, self.old.key_mark(here.path))
        return found

    def _fault(self, code: str, mark: Mark, origin: _From, **facts: Any) -> None:
        self.reader.faults.append(Fault(code, origin.met(mark), facts))
