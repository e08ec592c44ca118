"""Where the parts of a template stand in its text: a line and a column for whatever a check speaks of."""

from functools import cached_property
from typing import Any

from engine.errors import Mark
from engine.fields import Question
from engine.template.model import FormTemplate
from engine.template.source import Path


class Places:
    """Finds places in the text that a template was read from."""

    def __init__(self, template: FormTemplate) -> None:
        self._source = template.written

    @cached_property
    def _paths(self) -> dict[Mark, list[Path]]:
        """Which parts begin at a place, those whose key stands there first."""
        found: dict[Mark, list[Path]] = {}
        for marks in (self._source.keys, self._source.values):
            for path, mark in marks.items():
                found.setdefault(mark, []).append(path)
        return found

    def inside(self, mark: Mark, *keys: str | int) -> Mark:
        """The key inside what begins at `mark`, or that itself where the text has no such key."""
        wanted = ((*path, *keys) for path in self._paths.get(mark, ()))
        return next((found for path in wanted if (found := self._place(path)) is not None), mark)

    def at(self, *path: str | int) -> Mark:
        """The key at a path."""
        return self._source.key_mark(path)

    def option(self, question: Question, key: str, *keys: str) -> Mark:
        """An option of a question, in the shared list that it stands in or beside the question. What a kind asks stands where they do."""
        path = next(iter(self._paths.get(question.mark, ())), ())
        beside = (*path, "options") if self._place((*path, "options")) else path
        name = self._value((*beside, "list"))
        own = ("lists", name) if isinstance(name, str) else beside
        return self._place((*own, key, *keys)) or self._place((*own, key)) or question.mark

    def _place(self, path: Path) -> Mark | None:
        return self._source.keys.get(path) or self._source.values.get(path)

    def _value(self, path: Path) -> Any:
        value = self._source.value
        for part in path:
            value = value.get(part) if isinstance(value, dict) else None
        return value
