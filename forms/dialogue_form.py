"""What is asked in the dialogue: the same types as in a form, so that text, files and addresses are checked as they are there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.answers import Reading, read
from engine.answers.sources import FromForm
from engine.attachments.receiving import Received
from engine.errors import Problem
from engine.fields import ONLY_PAGE, Context, Form, Page, Question, built_in
from forms.decoder import Posted
from forms.uploads import Inputs, take
from forms.view import Asked, Look, draw
from forms.wording import language, say

TEXT, FILES, EMAIL = "text", "files", "email"


def _asked(id: str, kind: str, texts: str, **keys: Any) -> Question:
    label, hint = {language(): say(f"{texts}.label")}, {language(): say(f"{texts}.hint")}
    # files alone are never missed
    missing = {language(): say(f"{texts}.missing")} if id != FILES else None
    return Question(id, built_in()[kind], label, hint=hint, missing=missing, optional=True, sometimes=id != FILES, keys=keys)


def _form(*questions: Question) -> Form:
    return Form({}, (Page(ONLY_PAGE, {}, questions),))


def text_form(texts: str) -> Form:
    """A message without files."""
    return _form(_asked(TEXT, "long_text", texts))


def message_form() -> Form:
    """A message from whoever reported: text, files, or both."""
    files = _asked(FILES, "file", "public.dialogue.files", accept=["image", "pdf", "document"], max_files=5)
    return _form(_asked(TEXT, "long_text", "public.dialogue.write"), files)


def contact_form() -> Form:
    """An address that is told when something happens."""
    return _form(_asked(EMAIL, "email", "public.contact_address"))


@dataclass(frozen=True)
class Filled:
    """A form as it was sent: what it says, what is wrong with it, and the files that came along."""

    form: Form
    context: Context
    typed: Inputs
    reading: Reading
    problems: tuple[Problem, ...] = ()
    files: tuple[Received, ...] = ()

    def fields(self) -> tuple[Asked, ...]:
        """The questions with what was typed and what is wrong."""
        source = FromForm(self.typed)
        return draw(Look(self.form, source, self.reading, self.context), self.form.questions(), self.problems)

    def missing(self, id: str) -> "Filled":
        """The same, where nothing was said at all: a question says so."""
        return replace(self, problems=(Problem(id, "required", owner=self.form.find(id)),))


def filled(form: Form, context: Context, posted: Posted | None = None, *, begun: Mapping[str, str] | None = None) -> Filled:
    """The form, untouched or with what was sent; `begun` is a text that stands there from the start.

    Files that come along with something wrong can not be kept: it is said of each that it has to be chosen again.
    """
    names = [question.id for question in form.questions()]
    typed = {id: posted.getlist(id) for id in names if id in posted} if posted else {id: [text] for id, text in (begun or {}).items()}
    taken = take(posted, form.questions(), typed, {}) if posted else None
    files = taken.files if taken else ()
    known = replace(context, files={file.attachment.id: file.attachment for file in files})
    reading = read(form, FromForm(taken.typed if taken else typed), known)
    if not reading.problems:
        return Filled(form, known, taken.typed if taken else typed, reading, files=files)
    lost = taken.lost(taken.typed) if taken else typed
    again = read(form, FromForm(lost), known)
    return Filled(form, known, lost, again, (*reading.problems, *(new for new in again.problems if new.at not in _at(reading))))


def _at(reading: Reading) -> set[str]:
    return {problem.at for problem in reading.problems}
