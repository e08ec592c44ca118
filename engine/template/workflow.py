"""Reads the workflow: steps in written order, their forms, deadlines and ways out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.conditions.reading import Scope, Variable
from engine.fields import Form
from engine.steps import CLOSE, RECEIVER, Exit, Step
from engine.template.questions import read_form
from engine.template.reader import Reader, declare
from engine.template.source import Path

COMMON = frozenset("kind title hint when by to due next escalate copy_to statistics before repeat form questions outcomes steps".split())


class WorkflowReader:
    """Reads the steps of one template. A step's conditions may look at the public form and at the steps before it."""

    def __init__(self, reader: Reader, forms: Mapping[str, Any], functions: Mapping[str, Any], scope: Scope) -> None:
        self.reader = reader
        self.forms = forms
        self.functions = functions
        self.scope: dict[str, Variable] = dict(scope)
        self.decided = False

    def read(self, value: Mapping[str, Any], path: Path) -> tuple[Step, ...]:
        """The steps, with a closing step added where none is written."""
        steps = self._several(value, path, inside=False)
        every = [*steps, *(inner for step in steps for inner in step.steps)]
        self._targets(value, path, {step.id for step in every})
        self._closings(steps, path)
        if not any(step.kind.closes for step in steps):
            kind = self.reader.kinds["close"]
            steps += (Step(CLOSE, kind, {language: kind.word("title", language) for language in self.reader.languages}),)
        return steps

    def _several(self, value: Mapping[str, Any], path: Path, *, inside: bool) -> tuple[Step, ...]:
        found = []
        before = dict(self.scope)
        for id, inner in value.items():
            where = (*path, id)
            if id != CLOSE or inner.get("kind") != "close":
                self.reader.unique(id, where, "step")
            step = self._step(id, inner, where, scope=before if inside else dict(self.scope))
            if inside and (step.steps or step.kind.closes):
                self.reader.fault("not-in-group", where, key=True)
            found.append(step)
            self._declare(step)
        return tuple(found)

    def _step(self, id: str, value: Mapping[str, Any], path: Path, *, scope: Scope) -> Step:
        kind = self.reader.kinds[value["kind"]]
        first = kind.decides and not self.decided
        self.decided = self.decided or kind.decides
        form = self._form(value, path, scope)
        if form and first:
            form = _optional(form)
        title = self.reader.text(value.get("title"), (*path, "title")) or (form.title if form else {})
        if not title and not kind.closes:
            self.reader.fault("step-without-title", path, key=True)
        step = Step(
            id,
            kind,
            title or {language: kind.word("title", language) for language in self.reader.languages},
            self.reader.source.key_mark(path),
            hint=self.reader.text(value.get("hint"), (*path, "hint")),
            when=self.reader.condition(value.get("when"), (*path, "when"), scope),
            by=self._function(value.get("by", RECEIVER), (*path, "by")),
            to=self._function(value["to"], (*path, "to")) if "to" in value else None,
            due=self._due(value.get("due"), (*path, "due")),
            next=value.get("next"),
            escalate=self._function(value["escalate"], (*path, "escalate")) if "escalate" in value else None,
            copy_to=tuple(self._function(name, (*path, "copy_to", index)) for index, name in enumerate(value.get("copy_to", []))),
            statistics=bool(value.get("statistics")),
            before=value.get("before"),
            repeat=bool(value.get("repeat")),
            first=first,
            form=form,
            exits=self._exits(value.get("outcomes", {}), (*path, "outcomes")),
            keys={key: content for key, content in value.items() if key not in COMMON},
        )
        if step.statistics and not kind.decides:
            self.reader.fault("not-countable", (*path, "statistics"), key=True, type=kind.name)
        return replace(step, steps=self._several(value["steps"], (*path, "steps"), inside=True)) if "steps" in value else step

    def _due(self, value: Mapping[str, Any] | None, path: Path) -> Mapping[str, Any] | None:
        if value is not None and len({"days", "hours", "minutes"} & set(value)) != 1:
            self.reader.fault("due-needs-one", path, key=True)
        return value

    def _form(self, value: Mapping[str, Any], path: Path, scope: Scope) -> Form | None:
        if "questions" in value:
            form = read_form(self.reader, {"questions": value["questions"]}, path, outside=scope)
            return replace(form, title=self.reader.text(value.get("title"), (*path, "title")) or {})
        if "form" not in value:
            if value["kind"] == "form":
                self.reader.fault("missing-key", path, key=True, what="form", where=str(path[-1]))
            return None
        if not self.reader.known(value["form"], (*path, "form"), self.forms, "form"):
            return None
        return read_form(self.reader, self.forms[value["form"]], ("forms", value["form"]), outside=scope)

    def _function(self, name: str, path: Path) -> str:
        if name != RECEIVER:
            self.reader.known(name, path, [*self.functions, RECEIVER], "function")
        return name

    def _exits(self, value: Mapping[str, Any], path: Path) -> tuple[Exit, ...]:
        found = []
        for key, inner in value.items():
            where = (*path, key)
            if isinstance(inner, str):
                found.append(Exit(key, self.reader.text(inner, where) or {}))
                continue
            label = self.reader.text(inner.get("label"), (*where, "label")) or {}
            assign = self._function(inner["assign"], (*where, "assign")) if "assign" in inner else None
            hint = self.reader.text(inner.get("hint"), (*where, "hint"))
            found.append(Exit(key, label, inner.get("reason", "none"), assign, inner.get("go"), hint))
        return tuple(found)

    def _declare(self, step: Step) -> None:
        """What later conditions may ask about this step."""
        form = step.kind.form(step)
        for question in form.questions() if form else ():
            for name, variable in declare(question, many=False).items():
                self.scope[f"{step.id}.{name}"] = variable
        self.scope[f"rounds.{step.id}"] = Variable("number")

    def _targets(self, value: Mapping[str, Any], path: Path, ids: set[str]) -> None:
        """`next` and `go` must name a step, or `close`."""
        for id, inner in value.items():
            if "next" in inner:
                self.reader.known(inner["next"], (*path, id, "next"), ids | {CLOSE}, "step")
            for key, exit_ in inner.get("outcomes", {}).items():
                if isinstance(exit_, dict) and "go" in exit_:
                    self.reader.known(exit_["go"], (*path, id, "outcomes", key, "go"), ids | {CLOSE}, "step")
            self._targets(inner.get("steps", {}), (*path, id, "steps"), ids)

    def _closings(self, steps: tuple[Step, ...], path: Path) -> None:
        closing = [step for step in steps if step.kind.closes]
        for extra in closing[1:]:
            self.reader.fault("two-closings", (*path, extra.id), key=True)


def _optional(form: Form) -> Form:
    """The form of the first decision: nothing in it is required, so that deciding takes three clicks."""
    pages = (replace(page, questions=tuple(replace(question, optional=True) for question in page.questions)) for page in form.pages)
    return Form(form.title, tuple(pages))
