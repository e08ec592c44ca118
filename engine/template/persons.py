"""Reads whom a report is about: the roles, and which questions name a person in each of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine.fields import Form, Question
from engine.steps import Step
from engine.template.model import PersonRole
from engine.template.questions import scope_of
from engine.template.reader import Reader
from engine.template.source import Path


def read_persons(reader: Reader, value: Mapping[str, Any], form: Form, workflow: Iterable[Step]) -> dict[str, PersonRole]:
    """The roles by id. Their questions must be personal and uncounted, and in one place of the public form; details may be a step's."""
    steps = dict(_of_steps(workflow))
    return {id: replace(_role(reader, id, said, form), in_steps=_in_steps(reader, id, said, steps)) for id, said in value.items()}


def _of_steps(workflow: Iterable[Step]) -> Iterator[tuple[str, tuple[Step, Question]]]:
    """The questions of the steps' forms outside groups, as they are written."""
    for step in (inner for outer in workflow for inner in (outer, *outer.steps)):
        form = step.kind.form(step)
        yield from ((f"{step.id}.{question.id}", (step, question)) for question in (form.questions() if form else ()))


def _in_steps(reader: Reader, id: str, value: Any, steps: Mapping[str, tuple[Step, Question]]) -> frozenset[tuple[str, str]]:
    found = set()
    for place, name in enumerate(value.get("details", ()) if isinstance(value, dict) else ()):
        path: Path = ("persons", id, "details", place)
        if "." in name and not name.startswith("/") and reader.known(name, path, steps, "question"):
            step, question = steps[name]
            _check(reader, question, path, is_name=False)
            found.add((step.id, question.id))
    return frozenset(found)


def _role(reader: Reader, id: str, value: Any, form: Form) -> PersonRole:
    path: Path = ("persons", id)
    if isinstance(value, str):
        return PersonRole(id, reader.text(value, path) or {})
    label = reader.text(value["label"], (*path, "label")) or {}
    found = {at: question for at, name in _named(value) if (question := _question(reader, name, (*path, *at), form)) is not None}
    name = found.get(("name",))
    if name is None:
        # without a name there is nobody whom the rest could be about
        for key in ("born", "number", "details", "protected"):
            if "name" not in value and key in value:
                reader.fault("person-without-name", (*path, key), key=True)
        return PersonRole(id, label)
    group = form.groups[name.id]
    for at, question in found.items():
        _check(reader, question, (*path, *at), is_name=at == ("name",))
        if form.groups[question.id] != group:
            reader.fault("person-elsewhere", (*path, *at), given=question.called)
    if group is not None and form.groups[group] is not None:
        reader.fault("person-elsewhere", (*path, "name"), given=name.called)
    ids = {at: question.id for at, question in found.items()}
    return PersonRole(
        id,
        label,
        name.id,
        group,
        ids.get(("born",)),
        ids.get(("number",)),
        tuple(question for at, question in ids.items() if at[0] == "details"),
        protected=reader.condition(value.get("protected"), (*path, "protected"), scope_of(form, group)),
    )


def _named(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Every question of the public form that a role names, with the key that names it."""
    yield from (((key,), value[key]) for key in ("name", "born", "number") if key in value)
    details = enumerate(value.get("details", ()))
    yield from ((("details", place), name) for place, name in details if "." not in name or name.startswith("/"))


def _question(reader: Reader, name: str, path: Path, form: Form) -> Question | None:
    known = {question.called: question for question in form.every()}
    return known[name] if reader.known(name, path, known, "question") else None


def _check(reader: Reader, question: Question, path: Path, *, is_name: bool) -> None:
    """A name is written, and what tells who somebody is stays out of all that is counted."""
    if is_name and question.type.kind != "text":
        reader.fault("person-needs-text", path, given=question.called)
    if not question.personal or question.statistics or question.type.kind in ("files", "rows"):
        reader.fault("person-not-personal", path, given=question.called)
