"""A compilation: some reports of a template and the words about them, put together once a year as the ground for a plan or a decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.template.reader import Reader
from engine.template.source import Path
from engine.texts import Text

UNIT, ORGANISATION = "unit", "organisation"


@dataclass(frozen=True)
class Section:
    """A part with a title: reports to look at, and what its writer is asked to say (`ask`), None where nothing is written."""

    id: str
    title: Text
    reports: tuple[str, ...] = ()
    ask: Text | None = None


@dataclass(frozen=True)
class Compilation:
    """What is put together: for each "unit", as those see it who may read all that is counted there, or for the whole "organisation", as
    everybody sees it. `period` is the name of a list of periods, or "year".
    """

    id: str
    title: Text
    sections: tuple[Section, ...]
    of: str = UNIT
    period: str = "year"
    note: Text | None = None

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that it shows, each once."""
        return tuple(dict.fromkeys(report for section in self.sections for report in section.reports))

    @property
    def asked(self) -> tuple[Section, ...]:
        """The sections in which something is written."""
        return tuple(section for section in self.sections if section.ask is not None)


def read_compilations(reader: Reader, value: Mapping[str, Any], reports: Mapping[str, Any]) -> dict[str, Compilation]:
    """The compilations of a template by id; each report that one shows must be there."""
    return {id: _compilation(reader, id, inner, reports) for id, inner in value.items()}


def _compilation(reader: Reader, id: str, value: Mapping[str, Any], reports: Mapping[str, Any]) -> Compilation:
    path: Path = ("compilations", id)
    return Compilation(
        id,
        reader.text(value["title"], (*path, "title")) or {},
        tuple(_sections(reader, value["sections"], (*path, "sections"), reports)),
        of=value.get("of", UNIT),
        period=value.get("period", "year"),
        note=reader.text(value.get("note"), (*path, "note")),
    )


def _sections(reader: Reader, value: Mapping[str, Any], path: Path, reports: Mapping[str, Any]) -> Iterator[Section]:
    """Each section shows something or asks for something."""
    for id, inner in value.items():
        here = (*path, id)
        if not {"reports", "ask"} & inner.keys():
            reader.fault("empty-section", here, key=True, given=id)
        named = inner.get("reports", [])
        for place, name in enumerate(named):
            reader.known(name, (*here, "reports", place), reports, "report")
        title, ask = reader.text(inner["title"], (*here, "title")), reader.text(inner.get("ask"), (*here, "ask"))
        yield Section(id, title or {}, tuple(name for name in named if name in reports), ask)
