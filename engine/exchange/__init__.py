"""Carries forms between templates and the formats of others. What can not be carried is named with its place, never dropped in silence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from engine import plugins
from engine.errors import MallverkError
from engine.template.model import FormTemplate
from engine.texts import engine_texts


@dataclass(frozen=True)
class Remark:
    """Something that is not carried as it was.

    `place` is where it stands in what was read: `sheet:row` or `sheet:row:column` of a workbook, else a JSON Pointer (RFC 6901).
    `lost` says whether the meaning is another without it; else the remark tells only of another name, or of another way to say the same.
    """

    code: str
    place: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    lost: bool = True

    def in_words(self, language: str = "sv") -> str:
        """The sentence of the remark."""
        return engine_texts().say(f"exchange.{self.code}", language, **self.facts)


class NotReadable(MallverkError):
    """What was given is not of the format, or is broken so that nothing can be made of it."""

    def __init__(self, *remarks: Remark) -> None:
        super().__init__(", ".join(f"{remark.place} {remark.code}" for remark in remarks))
        self.remarks = remarks


@dataclass(frozen=True)
class Carried:
    """What was read from another format: sections of a template as plain values, such as `title`, `lists` and `form`, and the remarks."""

    sections: Mapping[str, Any]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Written:
    """A template in another format: the bytes of the file, and the remarks; their places are pointers into the template."""

    raw: bytes
    remarks: tuple[Remark, ...] = ()


class Format:
    """A format of others: one file in `formats/`. `suffixes` are how its files end; what it does not do, it leaves as it is here."""

    name = ""
    suffixes: tuple[str, ...] = ()
    reads = True
    writes = True

    def recognises(self, raw: bytes) -> bool:
        """Whether the content of a file looks like this format and no other."""
        return False

    def read(self, raw: bytes, companion: bytes | None = None) -> Carried:
        """The sections that the file holds; `companion` is a second file that some formats have. Raises NotReadable."""
        raise NotImplementedError

    def write(self, template: FormTemplate) -> Written:
        """The template in this format."""
        raise NotImplementedError


@cache
def formats() -> Mapping[str, Format]:
    """Every format by name. The folder `formats/` is the registry."""
    return plugins.load(Path(__file__).parent / "formats", Format, f"{__name__}.formats")


def format_of(raw: bytes, file_name: str = "") -> Format:
    """The format of a file by its content, among those that its name allows; raises NotReadable when none fits."""
    named = [one for one in formats().values() if one.reads and file_name.lower().endswith(one.suffixes)]
    for one in named:
        if one.recognises(raw):
            return one
    raise NotReadable(Remark("unknown-format", "", {"known": ", ".join(name for name, one in formats().items() if one.reads)}))
