"""Small templates as texts: parts are written where they matter, the rest is filled in. No trade is meant."""

from datetime import datetime
from textwrap import dedent
from typing import Any

import pytest

from engine.answers import Reading, read
from engine.answers.sources import FromJson
from engine.errors import Fault, InvalidTemplate
from engine.organisation import Holder, Organisation
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.trial import attempt
from tests.engine.factories import FRIDAY, UNITS, context, organisation

_FILLED_IN = {
    "template": "template: report",
    "title": "title: Report",
    "functions": "functions: {desk: Desk, boss: Boss, expert: Expert, owner: {label: Owner, held_by: organisation}}",
    "routing": "routing: [{to: desk}]",
    "form": "form: {questions: {what: {type: text, label: What}}}",
}


def template(*parts: str) -> str:
    """A template's text: the parts first, so that their lines count from 1, then what they leave out."""
    texts = [dedent(part).strip("\n") for part in parts]
    given = {line.split(":")[0] for text in texts for line in text.splitlines() if line[:1].isalpha()}
    return "\n".join([*texts, *(text for key, text in _FILLED_IN.items() if key not in given)]) + "\n"


def loaded(*parts: str) -> FormTemplate:
    """The template that the parts make."""
    return load(template(*parts))


def asking(questions: str, *parts: str) -> FormTemplate:
    """A template whose form has these questions on one page."""
    return loaded(form(questions), *parts)


def form(questions: str) -> str:
    """The part that asks these questions on one page."""
    return "form:\n  questions:\n" + _indented(questions, 4)


def forms(**named: str) -> str:
    """The part with the forms of steps, by name their questions."""
    return "forms:\n" + "".join(f"  {name}:\n    title: {name}\n    questions:\n{_indented(text, 6)}\n" for name, text in named.items())


def workflow(steps: str) -> str:
    """The part with these steps."""
    return "workflow:\n" + _indented(steps, 2)


def _indented(text: str, width: int) -> str:
    return "\n".join(" " * width + line for line in dedent(text).strip("\n").splitlines())


def faults(*parts: str) -> tuple[Fault, ...]:
    """The faults of the template that the parts make."""
    with pytest.raises(InvalidTemplate) as caught:
        loaded(*parts)
    return caught.value.faults


def fault(*parts: str) -> Fault:
    """The only fault."""
    (found,) = faults(*parts)
    return found


def code(*parts: str) -> str:
    """The only fault's code."""
    return fault(*parts).code


def place(found: Fault) -> tuple[str, int, int]:
    """Code, line and column."""
    return found.code, found.mark.line, found.mark.column


def staffed(chosen: FormTemplate, **more: Any) -> Organisation:
    """An organisation in which every function has a mailbox in every unit and at the top."""
    places = (None, *more.get("units", UNITS))
    boxes = {Holder(function, unit): str(Holder(function, unit)) for function in chosen.functions for unit in places}
    return organisation(**{"mailboxes": boxes} | more)


def answered(chosen: FormTemplate, **answers: Any) -> Reading:
    """What the form makes of answers as JSON."""
    return read(chosen.form, FromJson(answers), context(organisation=staffed(chosen)))


def problems(chosen: FormTemplate, **answers: Any) -> list[tuple[str, str]]:
    """Place and code of each problem."""
    return [(problem.at, problem.code) for problem in answered(chosen, **answers).problems]


def tried(chosen: FormTemplate, answers: Any, now: datetime = FRIDAY, **more: Any) -> dict[str, Any]:
    """What the whole engine makes of answers."""
    return attempt(chosen, answers, staffed(chosen, **more), now)
