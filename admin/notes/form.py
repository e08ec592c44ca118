"""What a note asks of its writer, as a form like those of templates: so it is read, drawn and given files in the one way there is."""

from collections.abc import Mapping
from typing import Any

from engine import fields
from engine.fields import Form, Option, Page, Question
from engine.store.notes import Written
from engine.texts import Text
from forms.wording import language, say

TEXT, ASKS, FILES = "note-text", "note-asks", "note-files"
"""Names that no author can write, since a template's questions have no hyphens."""
LONGEST = 10_000


def note_form() -> Form:
    """The text, whether it asks for something, and files; in the language of the page."""
    types = fields.built_in()
    asked = (
        Question(TEXT, types["long_text"], _words("text"), missing=_words("no_text"), keys={"max_length": LONGEST}),
        Question(ASKS, types["choices"], _words("status"), optional=True, options=(Option("yes", _words("asks")),)),
        Question(FILES, types["file"], _words("files"), optional=True, keys={"accept": ("image", "pdf", "document")}),
    )
    return Form(_words("write"), (Page("note", _words("write"), asked),))


def written(answers: Mapping[str, Any]) -> Written:
    """The note that answers to the form make."""
    return Written(answers[TEXT], tuple(answers.get(FILES) or ()), bool(answers.get(ASKS)))


def _words(code: str) -> Text:
    return {language(): say(f"notes.{code}")}
