"""A written answer of several lines."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.fields import Question
from engine.fields._clean import LONGEST
from engine.fields.text import Text


class LongText(Text):
    """Several lines; stored like `text`, with plain line ends."""

    name = "long_text"
    widget = "textarea"
    several_lines = True
    most = 5000
    schema: ClassVar[Mapping[str, Any]] = {
        **Text.schema,
        "max_length": {"type": "integer", "minimum": 1, "maximum": LONGEST},
        "rows": {"type": "integer", "minimum": 2, "maximum": 30},
    }

    def attributes_for(self, question: Question) -> Mapping[str, str]:
        """The height that the author wants, and the most characters."""
        limits = {"rows": question.keys.get("rows", 5), "maxlength": question.keys.get("max_length", self.most)}
        return {**super().attributes_for(question), **{name: str(limit) for name, limit in limits.items()}}
