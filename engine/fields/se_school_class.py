"""The year and class of somebody who goes to school in Sweden (årskurs and klass), or the like of it in other forms of school."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Sent, Value, only, option_label
from engine.fields._clean import clean
from engine.fields.choice import counted_as
from engine.texts import in_language

_MOST = 20
_TEXT = {"$ref": "#/$defs/text"}
_FIGURE_AND_LETTER = re.compile("([0-9]{1,2}) ?([a-zåäö])")


class SchoolClass(FieldType):
    """The stored value is `{year, class}`: one of the options, and the name of the class where it is known.

    Which years there are, at which kinds of unit and until when, is the template's to say. They are counted, names never are.
    """

    name = "se_school_class"
    widget = "parts"
    kind = "parts"
    parts = ("year", "class")
    has_options = True
    countable = True
    begins = False
    schema: ClassVar[Mapping[str, Any]] = {"year_label": _TEXT, "class_label": _TEXT}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Välj ett svar på frågan ”{label}”",
            "year": "Årskurs",
            "class": "Klass, om du vet",
            "class-hint": "Till exempel 7B",
            "year-missing": "{which}: Välj ett av alternativen",
            "not-an-option": "{which}: Välj ett av alternativen",
            "too-long": "{which}: Texten är {over} tecken för lång. Korta den",
            "bad-character": "{which}: Texten innehåller ett tecken som inte går att spara. Skriv om den med vanliga tecken",
        },
        "en": {
            "required": "Choose an answer to “{label}”",
            "year": "Year",
            "class": "Class, if you know",
            "class-hint": "For example 7B",
            "year-missing": "{which}: Choose one of the options",
            "not-an-option": "{which}: Choose one of the options",
            "too-long": "{which}: The text is {over} characters too long. Shorten it",
            "bad-character": "{which}: The text has a character that can not be stored. Rewrite it with usual characters",
        },
    }

    def words(self, question: Question, context: Context) -> Mapping[str, str]:
        """What the parts are called, and what a name of a class looks like where the author has no other word for it."""
        called = {f"{part}-label": self._called(part, question, context) for part in self.parts}
        return called | ({} if "class_label" in question.keys else {"class-hint": self.say("class-hint", context.language) or ""})

    def _called(self, part: str, question: Question, context: Context) -> str:
        return question.said(f"{part}_label", context.language) or self.say(part, context.language) or part

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """What was chosen and what was written."""
        given = {part: only(sent, part) for part in self.parts}
        return {part: text for part, text in given.items() if text} or None

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """A year that can be chosen now, with the name in its one form: "7b" and "7 B" are 7B."""
        if not isinstance(value, Mapping) or not set(value) <= set(self.parts):
            raise AnswerError("wrong-type")
        year, name = value.get("year"), self._name(value.get("class"), question, context)
        if year in (None, ""):
            if name is None:
                return None
            raise AnswerError("year-missing", part="year", which=self._called("year", question, context))
        option = question.option(year) if isinstance(year, str) else None
        if option is None or not context.offers(option):
            raise AnswerError("not-an-option", part="year", which=self._called("year", question, context))
        return {"year": year} | ({} if name is None else {"class": name})

    def _name(self, text: Any, question: Question, context: Context) -> str | None:
        try:
            name = None if text is None else clean(text, most=_MOST)
        except AnswerError as error:
            raise AnswerError(error.code, **error.facts, part="class", which=self._called("class", question, context)) from None
        match = _FIGURE_AND_LETTER.fullmatch(name.lower()) if name else None
        return f"{match[1]}{match[2].upper()}" if match else name

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """Both parts."""
        return {part: [value[part]] if value and part in value else [] for part in self.parts}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """The year, then the class."""
        return ", ".join([self._year(value["year"], question, context), *([value["class"]] if "class" in value else [])])

    def _year(self, key: str, question: Question, context: Context) -> str:
        return in_language(option_label(question.options, key), context.language) or key

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Any year there is, whatever its dates, and a short text."""
        years = {"enum": [option.key for option in question.options]}
        parts = {"year": years, "class": {"type": "string", "minLength": 1, "maxLength": _MOST}}
        return {"type": "object", "properties": parts, "required": ["year"], "additionalProperties": False}

    def category(self, value: Value, question: Question) -> tuple[str, ...]:
        """The option that the year counts as."""
        return (counted_as(question, value["year"]),)

    def category_label(self, category: str, question: Question, context: Context) -> str:
        """The label of the counted year."""
        return self._year(category, question, context)
