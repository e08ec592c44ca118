"""Reads what a template watches: what is counted, apart by which answer, and which functions are told when there is more than usual."""

from collections.abc import Mapping
from typing import Any

from engine.sensitivity import Channel, may_show
from engine.template.counted import carries, closed_values
from engine.template.model import Counted, Function, Grain
from engine.template.reader import Reader
from engine.template.source import Path
from engine.template.watched import Signal

WEEK = "week"


class SignalReader:
    """Reads signals. The answer that one goes by is counted, has a list of its own, and is neither sensitive nor personal, since its
    value stands in mails and on pages of those who may see nothing but numbers.

    `names` is what authors call things, where the engine calls them something else.
    """

    def __init__(self, reader: Reader, counted: Mapping[str, Counted], grains: Mapping[str, Grain], names: Mapping[str, str]) -> None:
        self.reader = reader
        self.counted = {names.get(reference, reference): item for reference, item in counted.items()}
        self.sorts = {names.get(id, id): id for id in grains}
        self.grains = grains

    def read(self, value: Mapping[str, Any], functions: Mapping[str, Function], *, compartment: bool) -> dict[str, Signal]:
        """The signals by id; a template whose cases stand in a compartment has none, since nobody may read all that it counts."""
        for id in value if compartment else ():
            self.reader.fault("signal-in-compartment", ("signals", id), key=True, given=id)
        return {id: self._signal(id, inner, functions) for id, inner in value.items()}

    def _signal(self, id: str, value: Mapping[str, Any], functions: Mapping[str, Function]) -> Signal:
        path: Path = ("signals", id)
        to = value["to"]
        for where, name in [((), to)] if isinstance(to, str) else [((place,), name) for place, name in enumerate(to)]:
            self.reader.known(name, (*path, "to", *where), functions, "function")
        known = self.reader.known(value["count"], (*path, "count"), self.sorts, "count")
        grain = self.sorts.get(value["count"], value["count"])
        by = value.get("by")
        if known and by is not None:
            self._apart(by, (*path, "by"), grain)
        return Signal(
            id,
            self.reader.text(value["title"], (*path, "title")) or {},
            grain,
            (to,) if isinstance(to, str) else tuple(to),
            by=self.counted[by].reference if by in self.counted else by,
            interval=value.get("interval", WEEK),
            calendar=value.get("calendar"),
            mark=self.reader.source.key_mark(path),
        )

    def _apart(self, name: str, path: Path, grain: str) -> None:
        """Whether what is counted can be told apart by an answer."""
        if not self.reader.known(name, path, self.counted, "counted"):
            return
        item = self.counted[name]
        if not may_show(item.question, Channel.SIGNAL):
            self.reader.fault("sensitive-signal", path, given=name)
        elif not carries(grain, item, self.grains):
            self.reader.fault("other-grain", path, given=name, count=grain)
        elif not closed_values(item.question):
            self.reader.fault("signal-without-list", path, given=name)
