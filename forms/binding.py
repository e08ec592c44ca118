"""Lends the engine's questions to WTForms: one field per input, which keeps what was typed. It must not judge: the engine does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from wtforms.fields.core import Field, UnboundField
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta
from wtforms.utils import unset_value

from engine.answers.sources import FromForm, input_name, rows_name
from engine.fields import Context, Question, Value
from forms.csrf import FIELD, BrowserCSRF
from forms.decoder import BadInput, Posted

Typed = Mapping[str, Sequence[str]]
"""Texts by the name of their input."""


class Input(Field):
    """One input: its texts as they were typed. The look is chosen by the question's type and drawn by our own macros."""

    widget: Any = None
    data: list[str]

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take what was sent, else what is kept."""
        self.process_errors: list[str] = []
        self.data = list(formdata.getlist(self.name)) if formdata is not None else [] if data is unset_value else list(data)
        self.raw_data = self.data


class _Kept(DefaultMeta):
    """No translations, since words come from the catalogues."""

    locales = False


class _Sent(_Kept):
    """With the token of `forms.csrf`."""

    csrf = True
    csrf_class = BrowserCSRF
    csrf_field_name = FIELD


class QuestionForm(BaseForm):
    """The inputs of some questions in one request."""

    def typed(self) -> dict[str, list[str]]:
        """What was typed, by name; nothing else that was sent comes along."""
        return {field.name: field.data for field in self if isinstance(field, Input) and field.data}

    def check_sender(self) -> None:
        """Raise BadInput when the token does not show that the form came from here."""
        if not self.validate():
            raise BadInput(str(self[FIELD].errors[0]))


def bind(questions: Iterable[Question], *, posted: Posted | None = None, kept: Typed | None = None) -> QuestionForm:
    """A form for the questions with what was sent, or with what is kept."""
    names = inputs(questions, FromForm(posted if posted is not None else kept or {}))
    form = QuestionForm({name: UnboundField(Input) for name in names}, meta=_Kept() if posted is None else _Sent())
    form.process(posted, data=kept)
    return form


def inputs(questions: Iterable[Question], source: FromForm, prefix: str = "") -> Iterator[str]:
    """The name of every input that the questions can have, with as many rows as the source tells."""
    for question in questions:
        at = f"{prefix}{question.id}"
        if question.type.kind == "rows":
            yield rows_name(at)
            for number in range(source.rows(at, question)):
                yield from inputs(question.questions, source, f"{at}/{number}/")
        elif question.type.asks:
            yield from (input_name(at, part) for part in question.type.parts_for(question))


def refill(questions: Iterable[Question], answers: Mapping[str, Value], context: Context, prefix: str = "") -> dict[str, list[str]]:
    """What a form would have sent for stored answers: the opposite of reading them."""
    found: dict[str, list[str]] = {}
    for question in questions:
        at, value = f"{prefix}{question.id}", answers.get(question.id)
        if value is None or not question.type.asks:
            continue
        if question.type.kind == "rows":
            found[rows_name(at)] = [str(len(value))]
            for number, row in enumerate(value):
                found |= refill(question.questions, row, context, f"{at}/{number}/")
        else:
            sent = question.type.sent(value, question, context)
            found |= {input_name(at, part): list(texts) for part, texts in sent.items()}
    return found


class Beginning(FromForm):
    """What was typed, and for questions that nobody has been shown yet what they begin with. `fresh` holds the ids on the page at hand."""

    def __init__(self, sent: Typed, fresh: frozenset[str] = frozenset(), asked: frozenset[str] = frozenset()) -> None:
        super().__init__(dict(sent))
        self.fresh = fresh
        self.asked = asked

    def value(self, at: str, question: Question, context: Context) -> Value:
        """The parsed value; raises AnswerError."""
        if at.partition("/")[0] in self.fresh and input_name(at) not in self.asked and not any(self.parts(at, question).values()):
            self._begin(at, question, context)
        return super().value(at, question, context)

    def _begin(self, at: str, question: Question, context: Context) -> None:
        value = question.type.preset(question, context)
        if value is not None:
            sent = question.type.sent(value, question, context)
            self.sent = {**self.sent, **{input_name(at, part): list(texts) for part, texts in sent.items()}}
