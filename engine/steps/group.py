"""A step that holds steps which go on at the same time; done when each of them is done or skipped."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.steps import Entered, Step, StepKind


class Group(StepKind):
    """The workflow opens its steps together."""

    name = "group"
    waits = False
    schema: ClassVar[Mapping[str, Any]] = {"steps": {"$ref": "#/$defs/steps"}}
    required = ("steps",)

    def enter(self, step: Step) -> Entered:
        """Nobody is told of the group itself: its steps tell their own doers."""
        return Entered()
