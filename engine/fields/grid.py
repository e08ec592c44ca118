"""The same choice for each of some rows."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Sent, Value, only, option_label
from engine.texts import in_language, spoken


class Grid(FieldType):
    """One option for each row, every row unless the question is optional. The stored value is `{row: option}`, in the order of the rows.

    It can not be counted: a count would mix what the rows ask.
    """

    name = "grid"
    widget = "grid"
    kind = "parts"
    has_options = True
    begins = False
    schema: ClassVar[Mapping[str, Any]] = {
        "rows": {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$", "maxLength": 60},
            "additionalProperties": {"$ref": "#/$defs/text"},
            "minProperties": 1,
            "maxProperties": 30,
        }
    }
    required: ClassVar[tuple[str, ...]] = ("rows",)
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Välj ett svar på varje rad under ”{label}”",
            "row-missing": "Välj ett svar på raden ”{which}”",
            "not-an-option": "Välj ett av alternativen på raden ”{which}”",
        },
        "en": {
            "required": "Choose an answer in each row of “{label}”",
            "row-missing": "Choose an answer in the row “{which}”",
            "not-an-option": "Choose one of the options in the row “{which}”",
        },
    }

    def parts_for(self, question: Question) -> tuple[str, ...]:
        """The rows."""
        return tuple(question.keys["rows"])

    def taps_for(self, question: Question) -> int:
        """One for each row."""
        return len(question.keys["rows"])

    def words(self, question: Question, context: Context) -> Mapping[str, str]:
        """What the rows are called."""
        return {f"{row}-label": _called(row, question, context.language) for row in self.parts_for(question)}

    def to_read(self, question: Question, language: str) -> tuple[str, ...]:
        """What the rows are called."""
        return tuple(_called(row, question, language) for row in self.parts_for(question))

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The option that was chosen in each row."""
        chosen = {row: only(sent, row) for row in self.parts_for(question)}
        return {row: key for row, key in chosen.items() if key} or None

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """An option that can be chosen now in every row; of an optional question at least in one."""
        rows = self.parts_for(question)
        if not isinstance(value, Mapping) or not set(value) <= set(rows):
            raise AnswerError("wrong-type")
        given = {row: value[row] for row in rows if value.get(row) not in (None, "")}
        for row in rows if given else ():
            if row in given:
                self._option(row, given[row], question, context)
            elif not question.optional:
                raise AnswerError("row-missing", part=row, which=_called(row, question, context.language))
        return given or None

    def _option(self, row: str, key: Value, question: Question, context: Context) -> None:
        option = question.option(key) if isinstance(key, str) else None
        if option is None or not context.offers(option):
            raise AnswerError("not-an-option", part=row, which=_called(row, question, context.language))

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """The option of each row."""
        return {row: [value[row]] if value and row in value else [] for row in self.parts_for(question)}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """A line for each row."""
        labels = {row: in_language(option_label(question.options, key), context.language) or key for row, key in value.items()}
        return "\n".join(f"{_called(row, question, context.language)}: {label}" for row, label in labels.items())

    def json_schema(self, question: Question) -> dict[str, Any]:
        """An option of each row, whatever its dates."""
        rows = self.parts_for(question)
        options = {"enum": [option.key for option in question.options]}
        demanded = [] if question.optional else list(rows)
        found = {"type": "object", "properties": dict.fromkeys(rows, options), "required": demanded}
        return found | {"minProperties": 1, "additionalProperties": False}


def _called(row: str, question: Question, language: str) -> str:
    return spoken(question.keys["rows"].get(row), language) or row
