"""A step that tells a function that the case exists. It counts when it stands in the receiver's queue."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.steps import Entered, Step, StepKind, Tell


class Notice(StepKind):
    """Nobody has to act. With `before: decisions` it is written before any decision opens and before anything closes."""

    name = "notice"
    waits = False
    schema: ClassVar[Mapping[str, Any]] = {"to": {"$ref": "#/$defs/id"}, "before": {"enum": ["decisions"]}}
    required = ("to",)

    def enter(self, step: Step) -> Entered:
        """Done at once; its receiver may read the case."""
        return Entered(done=True, tells=(Tell(step.to or step.by, "notice", reads=True),))
