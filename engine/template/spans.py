"""Reads what is measured of each case: how long it took from one point to another."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.steps import Step
from engine.template.counted import CLOSED, SUBMISSIONS
from engine.template.model import Counted
from engine.template.reader import Reader
from engine.template.reported import CaseSpan
from engine.template.source import Path

RECEIVED, OPENED = "received", "opened"


class SpanReader:
    """Reads spans. They begin and end at a step, or at what happens to every case; a counted day of the report can begin one, too.

    `names` is what authors call questions, where the engine calls them something else.
    """

    def __init__(
        self, reader: Reader, workflow: Iterable[Step], counted: Mapping[str, Counted], names: Mapping[str, str], *, one_per: str | None
    ) -> None:
        self.reader = reader
        self.steps = tuple(step.id for outer in workflow for step in (outer, *outer.steps))
        own = {SUBMISSIONS, one_per}
        self.answers = {names.get(name, name): item for name, item in counted.items() if item.grain in own and not item.multiple}

    def read(self, value: Mapping[str, Any]) -> dict[str, CaseSpan]:
        """The spans by id."""
        return {id: self._span(id, inner, ("spans", id)) for id, inner in value.items()}

    def _span(self, id: str, value: Mapping[str, Any], path: Path) -> CaseSpan:
        self.reader.unique(id, path, "span")
        start, end = value["from"], value["to"]
        self.reader.known(end, (*path, "to"), [*self.steps, OPENED, CLOSED], "point")
        begins = [*self.steps, *self.answers, RECEIVED, OPENED]
        if self.reader.known(start, (*path, "from"), begins, "point") and start in self.answers:
            if self.answers[start].question.type.kind != "date":
                self.reader.fault("needs-a-date", (*path, "from"), given=start)
            start = self.answers[start].reference
        if start == end:
            self.reader.fault("span-of-nothing", (*path, "to"), given=end)
        title = self.reader.text(value["title"], (*path, "title")) or {}
        return CaseSpan(id, title, start, end, value.get("calendar"), self.reader.source.key_mark(path))
