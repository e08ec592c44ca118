"""From a template's text to a FormTemplate: every fault at once, or none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from engine import fields, steps
from engine.conditions.reading import Scope
from engine.errors import Fault
from engine.fields import FieldType, Form
from engine.steps import Step, StepKind
from engine.template.compilation import read_compilations
from engine.template.counted import counted, grains, measured, names
from engine.template.documents import DocumentReader, read_register
from engine.template.flags import read_flags
from engine.template.layers import Opener, nothing
from engine.template.mend import read_all
from engine.template.model import Cases, Example, FormTemplate, Function, Retention, Route, Start
from engine.template.parts import Shapes
from engine.template.persons import read_persons
from engine.template.questions import ALWAYS, read_form, scope_of
from engine.template.reader import Reader
from engine.template.reports import ReportReader
from engine.template.schema import RESERVED_TEMPLATES, meta_schema
from engine.template.shape import validator
from engine.template.signals import SignalReader
from engine.template.source import Path, Source
from engine.template.spans import SpanReader
from engine.template.whole import Whole, digest, whole
from engine.template.workflow import WorkflowReader
from engine.template.written_out import in_own_words, written_out


class Loader:
    """Loads templates with a given set of field types and step kinds; the built-in ones unless told otherwise."""

    def __init__(self, types: Mapping[str, FieldType] | None = None, kinds: Mapping[str, StepKind] | None = None) -> None:
        self.types = fields.built_in() if types is None else types
        self.kinds = steps.built_in() if kinds is None else kinds
        self._schema = validator(meta_schema(self.types, self.kinds))

    def load(self, text: str | bytes, opener: Opener = nothing) -> FormTemplate:
        """The template, with the files that it takes with it; raises InvalidTemplate with every fault."""
        raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        found = whole(raw, opener, Shapes(self._schema))
        return read_all(found.source, self._schema, lambda source: self._template(source, raw, found))

    def _template(self, source: Source, raw: bytes, found: Whole) -> tuple[FormTemplate, list[Fault]]:
        reader = Reader(source, self.types, self.kinds, tuple(source.value.get("languages", ["sv"])))
        reader = replace(reader, source=written_out(reader, self._schema))
        return _Parts(reader, reader.source.value).template(raw, found), [in_own_words(fault) for fault in reader.faults]


@cache
def built_in_loader() -> Loader:
    """The loader with the built-in field types and step kinds."""
    return Loader()


def load(text: str | bytes, opener: Opener = nothing) -> FormTemplate:
    """The template that a text describes, with the files that the opener has for it; raises InvalidTemplate."""
    return built_in_loader().load(text, opener)


class _Parts:
    """Reads the parts in the order in which they lean on each other."""

    def __init__(self, reader: Reader, value: Mapping[str, Any]) -> None:
        self.reader = reader
        self.value = value

    def template(self, raw: bytes, found: Whole) -> FormTemplate:
        value, reader = self.value, self.reader
        reader.shared_lists(value.get("lists", {}))
        if value["template"] in RESERVED_TEMPLATES:
            reader.fault("reserved-id", ("template",), given=value["template"])
        functions = self._functions()
        form = self._form()
        cases = self._cases(form)
        case, report = scope_of(form, cases.one_per), scope_of(form, None)
        cases = replace(cases, flags=read_flags(reader, value.get("cases", {}).get("flags", {}), form, scope=case))
        steps = WorkflowReader(reader, value.get("forms", {}), functions, scope=case, report=report)
        workflow = steps.read(value.get("workflow", {}), ("workflow",))
        self._unused_forms(steps.scope)
        return FormTemplate(
            value["template"],
            reader.text(value["title"], ("title",)) or {},
            reader.languages,
            raw.decode("utf-8"),
            digest(raw, found.files),
            form,
            found.source,
            found.files,
            start=self._start(),
            cases=cases,
            functions=functions,
            routing=self._routing(functions, case if cases.start == "on_submit" else report),
            workflow=workflow,
            documents=DocumentReader(reader, form, workflow, cases.one_per).read(value.get("documents", {})),
            register=read_register(reader, value.get("register")),
            **self._numbers(form, workflow, functions, cases),
            retention=self._retention(),
            persons=read_persons(reader, value.get("persons", {}), form, workflow),
            examples=tuple(self._examples(form)),
            changes={name: _became(said) for name, said in value.get("changes", {}).items()},
        )

    def _numbers(self, form: Form, workflow: tuple[Step, ...], functions: Mapping[str, Function], cases: Cases) -> dict[str, Any]:
        """What is counted, measured and watched, and the reports of that."""
        one_per = cases.one_per
        value, called, asked = self.value, names(form, workflow), counted(form, workflow)
        spans = SpanReader(self.reader, workflow, asked, called, one_per=one_per).read(value.get("spans", {}))
        days, lasting = measured(spans.values(), workflow, one_per)
        items, sorts = asked | days, grains(form, workflow, one_per) | lasting
        reports = ReportReader(self.reader, items, sorts, called, spans=spans).read(value.get("reports", {}), functions)
        watched = SignalReader(self.reader, items, sorts, called).read(value.get("signals", {}), functions, compartment=cases.compartment)
        compilations = read_compilations(self.reader, value.get("compilations", {}), reports)
        return {"counted": items, "grains": sorts, "spans": spans, "reports": reports, "signals": watched, "compilations": compilations}

    def _form(self) -> Form:
        """The public form. What identifies a person is asked for there only with a reason that whoever is asked can read."""
        form = read_form(self.reader, self.value["form"], ("form",), outside=ALWAYS, shared_ids=True)
        silent = [question for question in form.every() if question.type.identifies and question.why is None]
        self.reader.faults.extend(Fault("why-missing", question.mark, {"type": question.type.name}) for question in silent)
        return form

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
        groups = {question.called: question.id for question in form.questions() if question.type.kind == "rows"}
        one_per = value.get("one_per")
        if one_per is not None and not self.reader.known(one_per, ("cases", "one_per"), groups, "group"):
            one_per = None
        routing = [question for question in form.every() if question.routes]
        self.reader.faults.extend(Fault("two-routing-questions", question.mark) for question in routing[1:])
        return Cases(value.get("start", "on_submit"), groups[one_per] if one_per is not None else None, value.get("compartment", False))

    def _routing(self, functions: Mapping[str, Function], scope: Scope) -> tuple[Route, ...]:
        return tuple(self._route(value, ("routing", index), functions, scope) for index, value in enumerate(self.value["routing"]))

    def _route(self, value: Mapping[str, Any], path: Path, functions: Mapping[str, Function], scope: Scope) -> Route:
        for key in ("never_to", "copy_to"):
            for place, name in enumerate(value.get(key, ())):
                self.reader.known(name, (*path, key, place), functions, "function")
        self.reader.known(value["to"], (*path, "to"), functions, "function")
        when = self.reader.condition(value.get("when"), (*path, "when"), scope)
        return Route(value["to"], when, tuple(value.get("never_to", ())), tuple(value.get("copy_to", ())), self.reader.source.mark(path))

    def _unused_forms(self, scope: Scope) -> None:
        """A form that no step uses is read all the same, so that its faults are seen."""
        used = {step.get("form") for step in _raw_steps(self.value.get("workflow", {}))}
        for name, value in self.value.get("forms", {}).items():
            if name not in used:
                read_form(self.reader, value, ("forms", name), outside=scope)
                if not self.reader.brought(("forms", name)):
                    self.reader.fault("unused-form", ("forms", name), key=True, given=name)

    def _retention(self) -> Retention | None:
        value = self.value.get("retention")
        if value is None:
            return None
        self.reader.duration(value["keep"], ("retention", "keep"))
        return Retention(value["keep"], value["from"], self.reader.text(value.get("decision"), ("retention", "decision")))

    def _examples(self, form: Form) -> list[Example]:
        found = []
        for index, value in enumerate(self.value.get("examples", [])):
            if "at" in value and not _is_moment(value["at"]):
                self.reader.fault("not-a-moment", ("examples", index, "at"), given=value["at"])
            mark = self.reader.source.mark(("examples", index))
            if form.judge is None and not isinstance(value["answers"], dict):
                self.reader.fault("not-object", ("examples", index, "answers"), given=value["answers"])
            found.append(Example(value["name"], value["answers"], value["expect"], value.get("at"), mark))
        return found


def _became(said: Any) -> tuple[str, ...]:
    """What a line of `changes` says that a name has become."""
    if not isinstance(said, dict):
        return ()
    return (said["became"],) if "became" in said else tuple(said["split"])


def _is_moment(text: str) -> bool:
    """True for a time with its offset: without one it would mean another moment on another machine."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _raw_steps(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [inner for step in value.values() for inner in (step, *_raw_steps(step.get("steps", {})))]
