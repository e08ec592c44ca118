"""A step that holds steps which go on at the same time; done when they are, or when enough are."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.steps import Entered, Step, StepKind


class Group(StepKind):
    """The workflow opens its steps together. `join` says how many it waits for: `all`, `any` or a number."""

    name = "group"
    waits = False
    schema: ClassVar[Mapping[str, Any]] = {
        "steps": {"$ref": "#/$defs/steps"},
        "join": {"if": {"type": "integer"}, "then": {"minimum": 1, "maximum": 50}, "else": {"enum": ["all", "any"]}},
    }
    required = ("steps",)

    def enter(self, step: Step) -> Entered:
        """Nobody is told of the group itself: its steps tell their own doers."""
        return Entered()
