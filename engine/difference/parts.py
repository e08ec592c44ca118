"""A template as a flat list of its parts, each with a name that it keeps from version to version, its place, and what is written of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from engine.errors import NOWHERE, Mark
from engine.fields import ONLY_PAGE, Form, Page, Question
from engine.steps import Step
from engine.template.compilation import Compilation
from engine.template.model import FormTemplate
from engine.template.reported import CaseSpan
from engine.template.watched import Signal
from engine.texts import Text

Key = tuple[str, str]
"""The kind of a part and its id."""

TEMPLATE, PAGE, GROUP, QUESTION, OPTION = "template", "page", "group", "question", "option"
STEP, OUTCOME, FUNCTION, ROUTE, REPORT = "step", "outcome", "function", "route", "report"
DOCUMENT, SPAN, SIGNAL, COMPILATION = "document", "span", "signal", "compilation"
FAMILIES: Mapping[str, str] = {PAGE: QUESTION, GROUP: QUESTION}
"""Kinds that stand among each other in one order."""
_WRITTEN: Mapping[str, str] = {"start": "from", "grain": "count", "party": "for"}
"""What an author calls a key, where the model calls it something else."""


@dataclass(frozen=True)
class Part:
    """One thing of a template. `id` is as reports name it: `place`, `place.hall` for an option, `talk.said` for a question of a step,
    `verdict.outcome.drop` for one way out of it.

    `around` is the part that it stands in, `after` the one of its own family before it there; `counted` tells that it is in statistics;
    `own` are the attributes that only its type or kind knows; `number` is where it stands among all of them.
    """

    kind: str
    id: str
    attributes: Mapping[str, Any]
    around: Key | None = None
    after: Key | None = None
    counted: bool = False
    own: frozenset[str] = frozenset()
    mark: Mark = field(default=NOWHERE, compare=False)
    number: int = field(default=0, compare=False)

    @property
    def key(self) -> Key:
        """What tells it from every other part; routes have numbers only."""
        return self.kind, self.id

    @property
    def family(self) -> str:
        """What it stands in one order with."""
        return FAMILIES.get(self.kind, self.kind)

    @property
    def label(self) -> Text:
        """What people call it; empty for a route."""
        found: Text = self.attributes.get("label") or self.attributes.get("title") or {}
        return found


def parts(template: FormTemplate) -> tuple[Part, ...]:
    """Everything that visitors, receivers and readers of reports meet, in written order; examples and notes are left out."""
    return tuple(_placed(_Parts(template).every()))


def _placed(found: Iterator[Part]) -> Iterator[Part]:
    """Each part with the one before it of its family, in the same place."""
    last: dict[tuple[Key | None, str], Key] = {}
    for number, part in enumerate(found):
        place = part.around, part.family
        yield replace(part, after=last.get(place), number=number)
        last[place] = part.key


def _written(value: Any, *without: str) -> dict[str, Any]:
    """The fields of a value under the names that an author knows."""
    return {_WRITTEN.get(one.name, one.name): getattr(value, one.name) for one in fields(value) if one.name not in (*without, "mark")}


def _of_span(span: CaseSpan) -> dict[str, Any]:
    """Its keys; `from` and `to` of other parts are days and receivers, and are said as such."""
    return {"title": span.title, "begins": span.start, "ends": span.end, "calendar": span.calendar}


def _of_signal(signal: Signal) -> dict[str, Any]:
    """Its keys; `by` of a step is who does it."""
    return {"apart" if key == "by" else key: value for key, value in _written(signal, "id").items()}


def _of_compilation(one: Compilation) -> dict[str, Any]:
    """Its keys, with what its sections are called, show and ask for."""
    shown = tuple(report for section in one.sections for report in section.reports)
    asked = tuple(section.ask or {} for section in one.sections)
    return _written(one, "id", "sections") | {"sections": tuple(section.title for section in one.sections), "reports": shown, "ask": asked}


class _Parts:
    """Takes one template apart."""

    def __init__(self, template: FormTemplate) -> None:
        self.template = template

    def every(self) -> Iterator[Part]:
        template = self.template
        yield Part(TEMPLATE, "", self._whole())
        yield from (Part(FUNCTION, one.id, _written(one, "id")) for one in template.functions.values())
        yield from (Part(ROUTE, str(number), _written(one), mark=one.mark) for number, one in enumerate(template.routing, 1))
        yield from self._form(template.form, None, "")
        for step in template.workflow:
            yield from self._step(step, None)
        yield from (Part(DOCUMENT, one.id, _written(one, "id")) for one in template.documents.values())
        yield from (Part(SPAN, one.id, _of_span(one), counted=True, mark=one.mark) for one in template.spans.values())
        yield from (Part(REPORT, one.id, _written(one, "id"), counted=True) for one in template.reports.values())
        yield from (Part(SIGNAL, one.id, _of_signal(one), mark=one.mark) for one in template.signals.values())
        yield from (Part(COMPILATION, one.id, _of_compilation(one)) for one in template.compilations.values())

    def _whole(self) -> dict[str, Any]:
        template = self.template
        found: dict[str, Any] = {"title": template.title, "languages": template.languages}
        found |= {f"start.{one.name}": getattr(template.start, one.name) for one in fields(template.start)}
        found |= {f"cases.{one.name}": getattr(template.cases, one.name) for one in fields(template.cases)}
        found |= {f"register.{key}": getattr(template.register, key) for key in ("title", "type")}
        found["register.secrecy"] = tuple(line.text for line in template.register.secrecy)
        kept = {} if template.retention is None else _written(template.retention)
        return found | {f"retention.{key}": value for key, value in kept.items()}

    def _form(self, form: Form, around: Key | None, prefix: str) -> Iterator[Part]:
        for page in form.pages:
            rows = next((question for question in page.questions if question.id == page.id), None)
            if rows is not None:
                yield from self._question(rows, around, prefix, of_page=page)
                continue
            inside = around
            if page.id != ONLY_PAGE:
                inside = PAGE, f"{prefix}{page.id}"
                yield Part(*inside, _written(page, "id", "questions"), around, mark=page.mark)
            for question in page.questions:
                yield from self._question(question, inside, prefix)

    def _question(self, question: Question, around: Key | None, prefix: str, *, of_page: Page | None = None) -> Iterator[Part]:
        """A question, its options and what is asked inside it. A page that is repeated is the group that it holds."""
        kind, id = GROUP if question.type.kind == "rows" else QUESTION, f"{prefix}{question.id}"
        attributes = _written(question, "id", "type", "options", "questions", "keys") | {"type": question.type.name, **question.keys}
        if of_page is not None:
            attributes |= {"show_if": of_page.show_if, "hint": of_page.hint}
        counted = id in self.template.counted
        yield Part(kind, id, attributes, around, counted=counted, own=frozenset(question.keys), mark=question.mark)
        yield from (Part(OPTION, f"{id}.{option.key}", _written(option, "key"), (kind, id), counted=counted) for option in question.options)
        for inner in question.questions:
            yield from self._question(inner, (kind, id), prefix)

    def _step(self, step: Step, group: Step | None) -> Iterator[Part]:
        own = {key: value for key, value in step.keys.items() if key not in step.options}
        attributes = _written(step, "id", "form", "exits", "steps", "first", "options", "keys") | {"kind": step.kind.name, **own}
        if group is not None and step.due == group.due:
            # what it has from its group is told there
            attributes |= {name: None for name in ("due", "remind", "escalate") if getattr(step, name) == getattr(group, name)}
        key = STEP, step.id
        outcome = f"{step.id}.outcome"
        counted = outcome in self.template.counted
        yield Part(*key, attributes, None if group is None else (STEP, group.id), counted=counted, own=frozenset(own), mark=step.mark)
        yield from (Part(OUTCOME, f"{outcome}.{way.key}", _written(way, "key"), key, counted=counted) for way in step.exits)
        asked = step.form if step.exits else step.kind.form(step)
        if asked is not None:
            yield from self._form(asked, key, f"{step.id}.")
        for inner in step.steps:
            yield from self._step(inner, step)
