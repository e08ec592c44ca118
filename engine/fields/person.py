"""A person: a name in writing, of somebody who need not be known to the organisation, or a member of it, picked from a list."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar
from uuid import UUID

from engine.errors import AnswerError
from engine.fields import Context, Option, Question, Value
from engine.fields.text import Text

_MOST_RADIOS = 7
ASSIGNS = "assigns"
"""The key that names the step which the chosen member is to do."""


def picks_member(question: Question) -> bool:
    """True where a member is picked from a list, instead of a name written."""
    return question.excludes or ASSIGNS in question.keys


def shut_out_in(questions: Iterable[Question], answers: Mapping[str, Any]) -> Iterator[UUID]:
    """The members whom answers shut out."""
    for question in questions:
        value = answers.get(question.id)
        if question.excludes and value is not None:
            yield UUID(value)
        for row in (value or ()) if question.questions else ():
            yield from shut_out_in(question.questions, row)


class Person(Text):
    """The stored value is the name as it was written. A name does not say which member is meant, so it shuts nobody out of a case.

    With `excludes` it is the id of one of the members whom the case could reach, and so it is where it `assigns` a step to one.
    """

    name = "person"
    most = 100
    schema: ClassVar[Mapping[str, Any]] = {"autocomplete": {"enum": ["name", "off"]}, ASSIGNS: {"$ref": "#/$defs/id"}}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {"required": "Svara med ett namn på frågan ”{label}”", "not-a-member": "Välj ett av namnen i listan"},
        "en": {"required": "Answer “{label}” with a name", "not-a-member": "Choose one of the names in the list"},
    }

    def widget_for(self, question: Question, context: Context) -> str:
        """A line to write on; for a member radio buttons, or a list to pick from when they would fill the page."""
        if not picks_member(question):
            return self.widget
        return "select" if len(context.people) > _MOST_RADIOS else "radios"

    def options(self, question: Question, context: Context) -> tuple[Option, ...]:
        """The members."""
        return tuple(Option(id, {context.language: name}) for id, name in context.people.items()) if picks_member(question) else ()

    def taps_for(self, question: Question) -> int:
        """One where a member is picked."""
        return int(picks_member(question))

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """A name within its limits, or a member."""
        if not picks_member(question):
            return super().check(value, question, context)
        if not isinstance(value, str):
            raise AnswerError("wrong-type")
        if value not in context.people:
            raise AnswerError("not-a-member")
        return value

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The name."""
        return context.people.get(value, value) if picks_member(question) else str(value)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """A name, or an id."""
        return {"type": "string", "format": "uuid"} if picks_member(question) else super().json_schema(question)
