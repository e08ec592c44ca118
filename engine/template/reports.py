"""Reads a template's reports against what the template counts."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any

from engine.template.counted import carries, several
from engine.template.model import Counted, Function, Grain
from engine.template.reader import Reader
from engine.template.reported import EARLY, CaseSpan, Report, Schedule
from engine.template.source import Path

PERIOD, WEEK = "period", "week"


class ReportReader:
    """Reads reports; everything that one names must be carried by the facts it counts.

    `names` is what authors call things, where the engine calls them something else.
    """

    def __init__(
        self,
        reader: Reader,
        counted: Mapping[str, Counted],
        grains: Mapping[str, Grain],
        names: Mapping[str, str],
        *,
        spans: Mapping[str, CaseSpan],
    ) -> None:
        self.reader = reader
        self.spans = spans
        self.counted = {names.get(reference, reference): item for reference, item in counted.items()}
        self.sorts = {names.get(id, id): id for id in grains}
        self.grains = grains

    def read(self, value: Mapping[str, Any], functions: Mapping[str, Function]) -> dict[str, Report]:
        """The reports by id."""
        for id, inner in value.items():
            if "schedule" in inner:
                self._scheduled(inner, ("reports", id, "schedule"), functions)
        return {id: self._report(id, inner) for id, inner in value.items()}

    def _scheduled(self, value: Mapping[str, Any], path: Path, functions: Mapping[str, Function]) -> None:
        """It goes to functions that there are, and no sensitive answer by the week, since those are counted by the month."""
        to = value["schedule"]["to"]
        for where, name in [((), to)] if isinstance(to, str) else [((place,), name) for place, name in enumerate(to)]:
            self.reader.known(name, (*path, "to", *where), functions, "function")
        rows = self.counted.get(value.get("rows") or "")
        if rows is not None and rows.alone and value["schedule"]["every"] == WEEK:
            self.reader.fault("sensitive-week", (*path, "every"), given=value["rows"])

    def _report(self, id: str, value: Mapping[str, Any]) -> Report:
        path: Path = ("reports", id)
        if self.reader.known(value["count"], (*path, "count"), self.sorts, "count"):
            grain = self.sorts[value["count"]]
            for where, name in _named(value):
                self._reference(name, (*path, *where), grain)
            if "date" in value:
                self._dated(value["date"], (*path, "date"), grain)
            if grain in self.spans and "columns" in value:
                self.reader.fault("span-columns", (*path, "columns"), key=True, given=value["count"])
        self._alone(value, path)
        return Report(
            id,
            self.reader.text(value["title"], (*path, "title")) or {},
            self.sorts.get(value["count"], value["count"]),
            rows=self._own(value.get("rows")),
            columns=self._own(value.get("columns")),
            filters=tuple(self._own(name) or name for name in value.get("filters", ())),
            date=self._own(value.get("date")),
            interval=value.get("interval", "month"),
            schedule=_schedule(value["schedule"]) if "schedule" in value else None,
            note=self.reader.text(value.get("note"), (*path, "note")),
            per=value.get("per"),
        )

    def _own(self, name: str | None) -> str | None:
        """The engine's reference for what an author names."""
        return self.counted[name].reference if name in self.counted else name

    def _reference(self, name: str, path: Path, grain: str) -> None:
        if self.reader.known(name, path, self.counted, "counted") and not carries(grain, self.counted[name], self.grains):
            self.reader.fault("other-grain", path, given=name, count=grain)

    def _dated(self, name: str, path: Path, grain: str) -> None:
        """What places a fact in time is one day."""
        self._reference(name, path, grain)
        item = self.counted.get(name)
        if item is not None and (item.question.type.kind != "date" or several(grain, item, self.grains)):
            self.reader.fault("not-one-day", path, given=name)

    def _alone(self, value: Mapping[str, Any], path: Path) -> None:
        """A sensitive answer is counted by unit and month only: nothing may be crossed with it, and it filters nothing."""
        names = [value.get("rows"), value.get("columns"), *value.get("filters", [])]
        sensitive = {name for name in names if name in self.counted and self.counted[name].alone}
        free = {PERIOD, *(name for name, item in self.counted.items() if item.question.routes)}
        others = {name for name in names if name} - sensitive - free
        if sensitive and (others or sensitive != {value.get("rows")} or "columns" in value or "date" in value):
            self.reader.fault("sensitive-alone", path, key=True, given=min(sensitive))


def _schedule(value: Mapping[str, Any]) -> Schedule:
    to = value["to"]
    at = time.fromisoformat(value["at"]) if "at" in value else EARLY
    return Schedule(value["every"], (to,) if isinstance(to, str) else tuple(to), value.get("weekday"), at)


def _named(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """What a report says along which it counts and filters, but for the time."""
    places: list[tuple[Path, str]] = [((key,), value[key]) for key in ("rows", "columns") if key in value]
    places += [(("filters", place), name) for place, name in enumerate(value.get("filters", []))]
    return ((where, name) for where, name in places if name != PERIOD)
