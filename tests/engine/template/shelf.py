"""Small templates with files beside them."""

from textwrap import dedent

import pytest

from engine.errors import Fault, InvalidTemplate
from engine.template.layers import from_texts
from engine.template.load import load
from engine.template.model import FormTemplate
from tests.engine.written import template

GROUND = """\
template: ground
title: Ground
languages: [sv, en]
start: {purpose: Tell us., urgent: Ring.}
lists:
  where:
    hall: Hall
    room: {label: {sv: Rum, en: Room}, until: 2028-06-30}
    yard: Yard
form:
  pages:
    first:
      title: First
      questions:
        where: {type: choice, label: Where?, options: {list: where}, statistics: true}
        more: {type: text, label: More?, show_if: {where: yard}}
        last: {type: text, label: Last?, hint: A hint.}
functions: {desk: Desk, boss: Boss}
routing: [{when: {where: yard}, to: boss}, {to: desk}]
workflow:
  look: {kind: decision, title: Look, due: {days: 2, calendar: school}, outcomes: {yes: Yes, no: {label: No, reason: required}}}
changes: {where.cellar: gone}
"""


def took(text: str, **files: str) -> FormTemplate:
    """The template that a text and its files make; `lists__a` is the file `lists/a.yaml`."""
    return load(dedent(text), from_texts({_name(name): dedent(content) for name, content in files.items()}))


def _name(name: str) -> str:
    return f"{name.replace('__', '/')}.yaml"


def sharing(content: str, *parts: str) -> FormTemplate:
    """A template that takes the shared file `s` with it."""
    return took(template("shared: [s]", *parts), s=content)


def changed(text: str, **files: str) -> FormTemplate:
    """What comes of changing the ground."""
    return took(f"template: mine\nextends: ground\n{dedent(text)}", ground=GROUND, **files)


def refused(text: str, **files: str) -> list[tuple[str, str | None, int]]:
    """Code, file and line of each fault."""
    return [(fault.code, fault.mark.file, fault.mark.line) for fault in refusals(text, **files)]


def refusals(text: str, **files: str) -> tuple[Fault, ...]:
    """Each fault."""
    with pytest.raises(InvalidTemplate) as caught:
        took(text, **files)
    return caught.value.faults
