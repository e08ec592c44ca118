"""The answers to a template's form as a JSON Schema (2020-12) with its words, and what a schema can not say of them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from engine.conditions import All, Condition
from engine.exchange.json_schema.whens import Schema, Whens
from engine.exchange.json_values import pointer
from engine.exchange.notes import Notes
from engine.exchange.unsayable import Unsayable
from engine.fields import ONLY_PAGE, Context, Page, Question
from engine.organisation import Organisation
from engine.template.answers_schema import answers_schema
from engine.template.model import FormTemplate
from engine.template.source import look
from engine.texts import in_language

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""What an answer is called depends on no day."""
_OWN_CHECKS = frozenset({"email", "phone", "address", "person", "signature", "file"})


def schema_of(template: FormTemplate, notes: Notes) -> Schema:
    """The schema; a form that was written as one has its own."""
    notes.tell("only-answers", "")
    if template.form.judge is not None:
        form = look(template.source).value.get("form", {})
        if form.get("ui"):
            notes.lose("ui-left-out", "/form/ui")
        return answers_schema(template)
    return _Writer(template, notes).whole()


class _Writer:
    """Describes one form in the template's main language."""

    def __init__(self, template: FormTemplate, notes: Notes) -> None:
        self.template = template
        self.notes = notes
        self.language = template.language
        self.context = Context(Organisation("", ""), _ANY_TIME, template.language)

    def whole(self) -> Schema:
        """The object of all answers."""
        template = self.template
        found: Schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": in_language(template.title, self.language)}
        purpose = in_language(template.start.purpose, self.language)
        found |= {"description": purpose} if purpose else {}
        if len(template.languages) > 1:
            self.notes.tell("one-language", "/languages", language=self.language)
        asked = [(question, page, place) for page in template.form.pages for question, place in self._on(page)]
        return found | self._object(asked, Whens(template.form))

    def _on(self, page: Page) -> Iterator[tuple[Question, str]]:
        """The questions of a page with their places; a page that is a group is one."""
        where = "/form/questions" if page.id == ONLY_PAGE else f"/form/pages/{page.id}/questions"
        for question in page.questions:
            yield question, f"/form/pages/{page.id}" if question.id == page.id else f"{where}{pointer(question.id)}"

    def _object(self, asked: Sequence[tuple[Question, Page | None, str]], whens: Whens) -> Schema:
        """The answers side by side: what each looks like, which are demanded, and which are when a condition holds."""
        properties: Schema = {}
        required: list[str] = []
        branches: list[Schema] = []
        for question, page, place in asked:
            self._told(question, place)
            if not question.type.asks:
                continue
            properties[question.id] = self._described(question, place)
            if not _demanded(question):
                continue
            conditions = [condition for condition in (page.show_if if page else None, question.show_if) if condition is not None]
            if conditions:
                branches += self._branch(question, conditions, whens, place)
            else:
                required.append(question.id)
        found: Schema = {"type": "object", "properties": properties, "required": required}
        return found | ({"allOf": branches} if branches else {}) | {"additionalProperties": False}

    def _branch(self, question: Question, conditions: list[Condition], whens: Whens, place: str) -> list[Schema]:
        try:
            holds = whens.schema(All(tuple(conditions)) if len(conditions) > 1 else conditions[0])
        except Unsayable:
            self.notes.lose("demanded-sometimes", place)
            return []
        return [{"if": holds, "then": {"required": [question.id]}}]

    def _described(self, question: Question, place: str) -> Schema:
        words = {"title": in_language(question.label, self.language)}
        hint = "\n".join(text for text in (in_language(question.hint, self.language), in_language(question.why, self.language)) if text)
        words |= {"description": hint} if hint else {}
        found: Schema = words | self._titled(question, question.type.json_schema(question))
        if question.type.kind == "choices":
            found |= self._so_many(question, place)
        if question.repeat is None:
            return found
        item = in_language(question.repeat.item, self.language)
        inside = [(inner, None, f"{place}/questions{pointer(inner.id)}") for inner in question.questions]
        rows = ({"title": item} if item else {}) | self._object(inside, Whens(self.template.form, question.id))
        return found | {"type": "array", "items": rows, "minItems": question.repeat.least, "maxItems": question.repeat.most}

    def _titled(self, question: Question, schema: Schema) -> Schema:
        """The schema with the labels of its options."""
        if "enum" in schema:
            rest = {key: value for key, value in schema.items() if key != "enum"}
            return rest | {"oneOf": [{"const": value, "title": self._label(question, value)} for value in schema["enum"]]}
        if question.type.kind == "choices" and isinstance(schema.get("items"), dict):
            return schema | {"items": self._titled(question, schema["items"])}
        return schema

    def _label(self, question: Question, value: Any) -> str:
        option = question.option(value) if isinstance(value, str) else None
        if option is not None:
            return in_language(option.label, self.language)
        return question.type.show(value, question, self.context)

    def _so_many(self, question: Question, place: str) -> Schema:
        """How many options may be chosen; one that excludes the others may stand alone."""
        none, most = question.keys.get("none"), question.keys.get("max")
        limits: Schema = {"minItems": 1 if none else question.keys.get("min", 1), "uniqueItems": True} | (
            {"maxItems": most} if most else {}
        )
        if none is None:
            return limits
        if "min" in question.keys:
            self.notes.lose("limits-left-out", place)
        return limits | {"if": {"contains": {"const": none}}, "then": {"maxItems": 1}}

    def _told(self, question: Question, place: str) -> None:
        """What the schema does not say of the question."""
        type_, keys = question.type, question.keys
        if not type_.asks:
            self.notes.tell("not-asked", place)
        if type_.kind == "unit":
            self.notes.lose("of-the-organisation", place)
        if type_.kind in ("date", "time") and {"min", "max"} & set(keys):
            self.notes.lose("limits-left-out", place)
        if type_.name in _OWN_CHECKS or type_.name.startswith("se_"):
            self.notes.tell("own-check", place)
        if question.wording:
            self.notes.tell("wording-left-out", place)
        if any(option.when is not None or option.start or option.until for option in question.options):
            self.notes.lose("options-sometimes", place)


def _demanded(question: Question) -> bool:
    return question.repeat.least > 0 if question.repeat is not None else not question.optional
