"""From a template's text to a FormTemplate: every fault at once, or none."""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from engine import fields, steps
from engine.conditions.reading import Scope, Variable
from engine.errors import InvalidTemplate
from engine.fields import FieldType, Form
from engine.steps import StepKind
from engine.template.counted import counted, grains
from engine.template.mend import mended
from engine.template.model import Cases, Example, FormTemplate, Function, Retention, Route, Start
from engine.template.questions import ALWAYS, read_form
from engine.template.reader import Reader, declare
from engine.template.reports import ReportReader
from engine.template.schema import meta_schema
from engine.template.shape import in_order, shape_faults, validator
from engine.template.source import look
from engine.template.workflow import WorkflowReader


class Loader:
    """Loads templates with a given set of field types and step kinds; the built-in ones unless told otherwise."""

    def __init__(self, types: Mapping[str, FieldType] | None = None, kinds: Mapping[str, StepKind] | None = None) -> None:
        self.types = fields.built_in() if types is None else types
        self.kinds = steps.built_in() if kinds is None else kinds
        self._schema = validator(meta_schema(self.types, self.kinds))

    def load(self, text: str | bytes) -> FormTemplate:
        """The template; raises InvalidTemplate with every fault."""
        source = look(text)
        faults = [*source.faults, *shape_faults(source, self._schema)]
        left = mended(source, self._schema)
        if left is not None:
            reader = Reader(left.source, self.types, self.kinds, tuple(left.source.value.get("languages", ["sv"])))
            template = _Parts(reader, left.source.value).template(text if isinstance(text, bytes) else text.encode())
            faults += [fault for fault in reader.faults if not left.blames(fault)]
        if left is None or faults:
            raise InvalidTemplate(in_order(faults))
        return template


@cache
def built_in_loader() -> Loader:
    """The loader with the built-in field types and step kinds."""
    return Loader()


def load(text: str | bytes) -> FormTemplate:
    """The template that a text describes; raises InvalidTemplate."""
    return built_in_loader().load(text)


class _Parts:
    """Reads the parts in the order in which they lean on each other."""

    def __init__(self, reader: Reader, value: Mapping[str, Any]) -> None:
        self.reader = reader
        self.value = value

    def template(self, raw: bytes) -> FormTemplate:
        value, reader = self.value, self.reader
        reader.shared_lists(value.get("lists", {}))
        functions = self._functions()
        form = read_form(reader, value["form"], ("form",), outside=ALWAYS, shared_ids=True)
        cases = self._cases(form)
        scope = _case_scope(form, cases.one_per)
        routed = _case_scope(form, cases.one_per if cases.start == "on_submit" else None)
        workflow = WorkflowReader(reader, value.get("forms", {}), functions, scope).read(value.get("workflow", {}), ("workflow",))
        self._unused_forms(scope)
        items = counted(form, workflow)
        sorts = grains(form, workflow, cases.one_per)
        return FormTemplate(
            value["template"],
            reader.text(value["title"], ("title",)) or {},
            reader.languages,
            raw.decode("utf-8"),
            hashlib.sha256(raw).hexdigest(),
            form,
            start=self._start(),
            cases=cases,
            functions=functions,
            routing=self._routing(functions, routed),
            workflow=workflow,
            reports=ReportReader(reader, items, sorts).read(value.get("reports", {}), functions),
            counted=items,
            grains=sorts,
            retention=self._retention(),
            examples=tuple(self._examples()),
            changes=value.get("changes", {}),
        )

    def _start(self) -> Start:
        value = self.value.get("start", {})
        return Start(**{key: self.reader.text(text, ("start", key)) for key, text in value.items()})

    def _functions(self) -> dict[str, Function]:
        found = {}
        for id, value in self.value["functions"].items():
            path = ("functions", id)
            if id == "receiver":
                self.reader.fault("reserved-id", path, key=True, given=id)
            if isinstance(value, str):
                found[id] = Function(id, self.reader.text(value, path) or {})
                continue
            label = self.reader.text(value["label"], (*path, "label")) or {}
            if "backup" in value:
                self.reader.known(value["backup"], (*path, "backup"), self.value["functions"], "function")
            found[id] = Function(id, label, value.get("held_by", "unit"), value.get("backup"))
        return found

    def _cases(self, form: Form) -> Cases:
        value = self.value.get("cases", {})
        groups = [question.id for question in form.questions() if question.type.kind == "rows"]
        one_per = value.get("one_per")
        if one_per is not None and not self.reader.known(one_per, ("cases", "one_per"), groups, "group"):
            one_per = None
        if sum(question.routes for question in form.every()) > 1:
            self.reader.fault("two-routing-questions", ("form",), key=True)
        return Cases(value.get("start", "on_submit"), one_per)

    def _routing(self, functions: Mapping[str, Function], scope: Scope) -> tuple[Route, ...]:
        found = []
        for index, value in enumerate(self.value["routing"]):
            path = ("routing", index)
            for key in ("to", "never_to", "copy_to"):
                for name in [value[key]] if isinstance(value.get(key), str) else value.get(key, []):
                    self.reader.known(name, (*path, key), functions, "function")
            when = self.reader.condition(value.get("when"), (*path, "when"), scope)
            route = Route(value["to"], when, tuple(value.get("never_to", ())), tuple(value.get("copy_to", ())), self.reader.source.mark(path))
            found.append(route)
        return tuple(found)

    def _unused_forms(self, scope: Scope) -> None:
        """A form that no step uses is read all the same, so that its faults are seen."""
        used = {step.get("form") for step in _raw_steps(self.value.get("workflow", {}))}
        for name, value in self.value.get("forms", {}).items():
            if name not in used:
                read_form(self.reader, value, ("forms", name), outside=scope)
                self.reader.fault("unused-form", ("forms", name), key=True, given=name)

    def _retention(self) -> Retention | None:
        value = self.value.get("retention")
        if value is None:
            return None
        return Retention(value["keep"], value["from"], self.reader.text(value.get("decision"), ("retention", "decision")))

    def _examples(self) -> list[Example]:
        marks = self.reader.source
        return [
            Example(value["name"], value["answers"], value["expect"], value.get("at"), marks.mark(("examples", index)))
            for index, value in enumerate(self.value.get("examples", []))
        ]


def _case_scope(form: Form, one_per: str | None) -> Scope:
    """What routing and steps may look at: the whole form, with the case's own row in place of the list of rows."""
    scope: dict[str, Variable] = dict(ALWAYS)
    for question in form.questions():
        scope |= declare(question, many=False)
        if question.id == one_per:
            for inner in question.questions:
                scope |= declare(inner, many=False)
    return scope


def _raw_steps(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [inner for step in value.values() for inner in (step, *_raw_steps(step.get("steps", {})))]
