"""Runs a template's own examples and says which do not give what they expect."""

import json
from collections.abc import Container, Iterator, Mapping
from datetime import datetime
from typing import Any

from engine.errors import Fault
from engine.fields import Form
from engine.roster import Roster
from engine.template.model import Example, FormTemplate
from engine.trial import DEFAULT_TIME, attempt

_LONGEST = 200


def example_faults(template: FormTemplate, roster: Roster) -> Iterator[Fault]:
    """A fault for every example whose result is not what it expects."""
    organisation, names = roster.holding(template.functions), _names(template.form)
    for example in template.examples:
        result = attempt(template, example.answers, organisation, datetime.fromisoformat(example.at or DEFAULT_TIME))
        for what, expected, got in _differences(example, result, names):
            facts = {"name": example.name, "what": what, "expected": _written(expected), "got": _written(got)}
            yield Fault("example-failed", example.mark, facts)


def _written(value: Any) -> str:
    """A value as an author would write it, short enough for a sentence."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _names(form: Form) -> frozenset[str]:
    """What authors call the pages and questions of a form."""
    return frozenset({page.id for page in form.pages} | {question.called for question in form.every()})


def _differences(example: Example, result: Mapping[str, Any], names: Container[str]) -> Iterator[tuple[str, Any, Any]]:
    for what, expected in example.expect.items():
        got = _result(what, expected, result, names)
        if not _matches(what, expected, got):
            yield what, expected, got


def _result(what: str, expected: Any, result: Mapping[str, Any], names: Container[str]) -> Any:
    """What to hold an expectation against; a number stands for how many. What has no name in the form is not hidden, it is not there."""
    if what == "hidden":
        return [id for id in expected if id in names and id not in result["visible"]]
    if what == "visible" and isinstance(expected, list):
        return [id for id in expected if id in result["visible"]]
    got = result.get(what)
    return len(got) if isinstance(expected, int) and not isinstance(expected, bool) and isinstance(got, list) else got


def _matches(what: str, expected: Any, got: Any) -> bool:
    """Equal; of mappings only the keys that are expected have to be."""
    if isinstance(expected, Mapping):
        return isinstance(got, Mapping) and all(_matches(key, value, got.get(key)) for key, value in expected.items())
    if isinstance(expected, list) and isinstance(got, list):
        if what == "problems" and all(isinstance(item, str) for item in expected):
            got = [problem["at"] for problem in got]
        same = len(expected) == len(got)
        return same and all(_matches(what, one, other) for one, other in zip(expected, got, strict=True))
    return bool(expected == got) and isinstance(expected, bool) == isinstance(got, bool)
