"""Reads a template's blocks and their uses: questions that are written once, and the words that each use puts into their texts."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema.protocols import Validator

from engine.conditions.reading import references
from engine.errors import Use
from engine.template.parts import Part, parts
from engine.template.reader import Reader
from engine.template.source import Path
from engine.texts import Text, in_language

_PLACE = re.compile(r"\(\(([^()]*)\)\)")


@dataclass(frozen=True)
class Block:
    """Questions to be used, and what stands where in them.

    `ids` and `references` are the places of the keys that name a question, `values` those of texts and of names of questions, each with
    what the schema calls it, `uses` those where another block is used, which is wrong.
    """

    path: Path
    questions: Mapping[str, Any]
    ids: frozenset[Path]
    references: frozenset[Path]
    values: Mapping[Path, str]
    uses: Mapping[Path, str]
    parameters: Mapping[str, Text | None]


@dataclass(frozen=True)
class Used:
    """A block with the words for its parameters. `options` are the `show_if` and `optional` that hold for all its questions."""

    block: Block
    use: Use
    path: Path
    options: Mapping[str, Any]
    words: Mapping[str, Text]

    def value(self, path: Path, written: Any, languages: tuple[str, ...]) -> Any:
        """What stands at a place of the block, as an author would have written it who has no blocks."""
        kind = self.block.values.get(path)
        if kind is None or kind == "reference":
            return self.use.name(written) if kind else written
        text = self._text(written, languages)
        # an option that is said in several languages needs its key
        return {"label": text} if kind == "option" and isinstance(text, dict) else text

    def _text(self, written: Any, languages: tuple[str, ...]) -> Any:
        """A text with its places filled.

        It is said in the languages that all of its words are said in; one that is nothing but a place is the word itself.
        """
        if isinstance(written, str) and (alone := _PLACE.fullmatch(written)) and alone[1] in self.words:
            word = self.words[alone[1]]
            return dict(word) if len(word) > 1 else in_language(word, languages[0])
        if isinstance(written, str):
            return self._filled(written, languages[0])
        words = [self.words[name] for text in written.values() for name in _PLACE.findall(text) if name in self.words]
        told = [language for language in written if language not in languages[1:] or all(language in word for word in words)]
        return {language: self._filled(written[language], language) for language in told}

    def _filled(self, text: str, language: str) -> str:
        """The text once over: what is put in is not looked at again."""
        return _PLACE.sub(lambda place: in_language(self.words[place[1]], language) if place[1] in self.words else place[0], text)


def read_blocks(reader: Reader, schema: Validator) -> dict[Path, Used | None]:
    """The uses of blocks in a template by their places, None for one of a block that there is not. Faults are noted in the reader."""
    return _BlockReader(reader, schema).uses()


class _BlockReader:
    """Reads the blocks first, then what uses them."""

    def __init__(self, reader: Reader, schema: Validator) -> None:
        self.reader = reader
        self.schema = schema
        self.blocks: dict[str, Block] = {}

    def uses(self) -> dict[Path, Used | None]:
        """All uses outside the blocks themselves."""
        value = self.reader.source.value
        self.blocks = {name: self._block(inner, ("blocks", name)) for name, inner in value.get("blocks", {}).items()}
        outside = {key: inner for key, inner in value.items() if key != "blocks"}
        found = {part.path: self._use(part) for part in parts(outside, self.schema) if part.kind == "use"}
        taken = {used.use.block for used in found.values() if used is not None}
        taken |= {name for block in self.blocks.values() for name in block.uses.values()}
        for name in self.blocks:
            if name not in taken and not self.reader.brought(("blocks", name)):
                self.reader.fault("unused-block", ("blocks", name), key=True, given=name)
        return found

    def _block(self, value: Mapping[str, Any], path: Path) -> Block:
        found = list(parts(value["questions"], self.schema, (*path, "questions"), "questions"))
        ids = {(*part.path, id): id for part in found if part.kind == "questions" for id in part.value}
        named = {place for part in found if part.kind == "condition" for place in references(part.value, part.path)}
        own = {place for place in named if _names(place[-1], ids.values())}
        texts = [part for part in found if _is_text(part)]
        values = [*texts, *(part for part in found if part.kind == "reference" and _names(part.value, ids.values()))]
        uses = {part.path: part.value["use"] for part in found if part.kind == "use"}
        for place in uses:
            self.reader.fault("use-in-block", (*place, "use"))
        words = {name: self.reader.text(word, (*path, "parameters", name)) for name, word in value.get("parameters", {}).items()}
        self._places(texts, words, path)
        return Block(path, value["questions"], frozenset(ids), frozenset(own), {part.path: part.kind for part in values}, uses, words)

    def _places(self, texts: list[Part], words: Mapping[str, Any], path: Path) -> None:
        """Every place has its parameter, and every parameter a place."""
        placed = [(name, place) for place, text in _lines(texts) for name in _PLACE.findall(text)]
        for name, place in placed:
            self.reader.known(name, place, words, "parameter")
        for name in words.keys() - {name for name, _ in placed}:
            self.reader.fault("unused-parameter", (*path, "parameters", name), key=True, given=name)

    def _use(self, part: Part) -> Used | None:
        reader, value, path = self.reader, part.value, part.path
        name = value["use"]
        if not reader.known(name, (*path, "use"), self.blocks, "block"):
            name = reader.faults[-1].guess
        if name not in self.blocks:
            return None
        mark = reader.source.key_mark(path)
        use = Use(name, str(path[-1]), mark.line, mark.file)
        options = {key: value[key] for key in ("show_if", "optional") if key in value}
        return Used(self.blocks[name], use, path, options, self._words(self.blocks[name], value.get("with", {}), path))

    def _words(self, block: Block, given: Mapping[str, Any], path: Path) -> dict[str, Text]:
        """A word for each parameter: the use's own, or what the block says when a use says nothing."""
        words = dict(block.parameters)
        for name, written in given.items():
            place = (*path, "with", name)
            known = self.reader.known(name, place, block.parameters, "parameter", key=True)
            meant = name if known else self.reader.faults[-1].guess
            if meant is not None:
                words[meant] = self.reader.text(written, place)
        for name, word in words.items():
            if word is None:
                self.reader.fault("missing-parameter", path, key=True, given=name, block=block.path[-1])
        return {name: word or {} for name, word in words.items()}


def _names(reference: str | int, ids: Collection[str]) -> bool:
    """True when a reference such as `question.kind` is to one of some questions."""
    return str(reference).partition(".")[0] in ids


def _is_text(part: Part) -> bool:
    """An option is a text, too, where it has no parts of its own."""
    return part.kind == "text" or (part.kind == "option" and isinstance(part.value, str))


def _lines(texts: list[Part]) -> Iterator[tuple[Path, str]]:
    """Each text in each of its languages, with its place."""
    for part in texts:
        if isinstance(part.value, str):
            yield part.path, part.value
        else:
            yield from (((*part.path, language), text) for language, text in part.value.items())
