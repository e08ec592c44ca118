"""What is known of a case: the answers of its report as it sees them, and those of each step's latest finished round."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.answers import Values


@dataclass(frozen=True)
class Known:
    """Looks up what conditions ask of a case: `question` of the report, `step.question` of a finished step."""

    report: Values
    steps: Mapping[str, Values] = field(default_factory=dict)

    def __call__(self, reference: str) -> Any:
        """The answer to a reference, None where there is none."""
        first, _, rest = reference.partition(".")
        return self.steps[first](rest) if first in self.steps else self.report(reference)

    def with_step(self, step: str, values: Values) -> "Known":
        """The same with other answers to a step, such as those that are being saved."""
        return replace(self, steps={**self.steps, step: values})
