"""Reads the workflow: steps in written order, their forms, deadlines and ways out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.conditions.reading import Scope, Variable
from engine.errors import likely
from engine.fields import Form, Question
from engine.fields.person import ASSIGNS
from engine.steps import CLOSE, DECISIONS, OPTIONS, RECEIVER, Escalation, Exit, Listed, Step, StepKind
from engine.template.questions import read_form
from engine.template.reader import Reader, declare
from engine.template.schema import STEP_KEYS
from engine.template.source import Path
from engine.texts import Text

COMMON = frozenset(
    {*STEP_KEYS, "to", "before", "repeat", "named_by", "form", "questions", "outcomes", "steps", "until", "join", "template", "answers"}
)
LENGTHS = frozenset({"days", "hours", "minutes", "from"})
"""What says when, of which a deadline has exactly one."""


class WorkflowReader:
    """Reads the steps of one template. A step's conditions may look at the public form, as a case sees it, and at the steps before it.

    A notice that stands before decisions is written on the report, so its condition may look at the whole `report` and at nothing else.
    """

    def __init__(self, reader: Reader, forms: Mapping[str, Any], functions: Mapping[str, Any], *, scope: Scope, report: Scope) -> None:
        self.reader = reader
        self.report = report
        self.forms = forms
        self.functions = functions
        self.scope: dict[str, Variable] = dict(scope)
        self.decided = False
        self.places: dict[str, Path] = {}

    def read(self, value: Mapping[str, Any], path: Path) -> tuple[Step, ...]:
        """The steps, with a closing step added where none is written."""
        steps = self._several(value, path, group=None)
        # a step inside a group opens with its group, so nothing leads to it
        self._targets(value, path, {step.id for step in steps})
        self._added(steps)
        self._closings(steps, path)
        self._rounds(steps, path)
        self._chosen(steps)
        if not any(step.kind.closes for step in steps):
            kind = self.reader.kinds[CLOSE]
            steps += (Step(CLOSE, kind, self._own_title(kind)),)
        return steps

    def _several(self, value: Mapping[str, Any], path: Path, *, group: Step | None) -> tuple[Step, ...]:
        found = []
        before = dict(self.scope)
        for id, inner in value.items():
            where = (*path, id)
            if id != CLOSE or not self.reader.kinds[inner["kind"]].closes:
                self.reader.unique(id, where, "step")
            step = self._step(id, inner, where, scope=before if group else dict(self.scope))
            if group and (step.kind.closes or "steps" in inner):
                self.reader.fault("not-in-group", where, key=True)
            if group and step.due is None and step.until is None:
                step = replace(step, due=group.due, remind=step.remind or group.remind, escalate=step.escalate or group.escalate)
            if "remind" in inner and step.due is None:
                self.reader.fault("never-due", (*where, "remind"), key=True)
            found.append(step)
            self._declare(step)
        return tuple(found)

    def _step(self, id: str, value: Mapping[str, Any], path: Path, *, scope: Scope) -> Step:
        kind, optional = self.reader.kinds[value["kind"]], bool(value.get("optional"))
        self.places[id] = path
        step = Step(
            id,
            kind,
            self.reader.text(value.get("title"), (*path, "title")) or {},
            self.reader.source.key_mark(path),
            hint=self.reader.text(value.get("hint"), (*path, "hint")),
            when=self.reader.condition(value.get("when"), (*path, "when"), self.report if value.get("before") == DECISIONS else scope),
            by=self._function(value.get("by", RECEIVER), (*path, "by")),
            to=self._function(value["to"], (*path, "to")) if "to" in value else None,
            due=self._due(value.get("due"), (*path, "due"), scope),
            until=self._due(value.get("until"), (*path, "until"), scope),
            next=value.get("next"),
            remind=self._remind(value.get("remind"), (*path, "remind")),
            escalate=self._escalate(value.get("escalate", []), (*path, "escalate")),
            copy_to=tuple(self._function(name, (*path, "copy_to", index)) for index, name in enumerate(value.get("copy_to", []))),
            statistics=bool(value.get("statistics")),
            before=value.get("before"),
            repeat=bool(value.get("repeat")),
            named_by=value.get("named_by"),
            optional=optional,
            join=self._join(value, path),
            first=kind.decides and not self.decided and not optional,
            opens=value.get("template"),
            takes=self._takes(value.get("answers", {}), (*path, "answers"), scope),
            exits=self._exits(value.get("outcomes", {}), (*path, "outcomes")),
            options=self._options(kind, value, path, scope),
            keys={key: content for key, content in value.items() if key not in COMMON},
        )
        # where a condition may skip a decision, or nobody may add it, the next one may be the first that anyone takes
        self.decided = self.decided or (kind.decides and step.when is None and not optional)
        self._check(step, path)
        step = self._with_form(step, value, path, scope)
        return replace(step, steps=self._several(value["steps"], (*path, "steps"), group=step)) if "steps" in value else step

    def _with_form(self, step: Step, value: Mapping[str, Any], path: Path, scope: Scope) -> Step:
        """The step with its form, its title taken from the form where it has none, and its own questions beside the kind's."""
        asked = step.kind.form(step)
        own = dict(scope)
        for question in asked.questions() if asked else ():
            own |= declare(question, many=False)
        form = self._form(value, path, own)
        if form and asked:
            for twice in {question.id for question in asked.every()} & {question.id for question in form.every()}:
                self.reader.fault("reserved-id", path, key=True, given=twice)
        questions = {question.id for question in form.questions()} if form else set()
        if step.named_by and step.named_by not in questions:
            guess = likely(step.named_by, questions, len(self.reader.faults))
            self.reader.fault("unknown-reference", (*path, "named_by"), guess=guess, reference=step.named_by)
        title = step.title or (form.title if form else {})
        if not title and step.kind.say("title", self.reader.languages[0]) is None:
            self.reader.fault("step-without-title", path, key=True)
        return replace(step, title=title or self._own_title(step.kind), form=_optional(form) if form and step.first else form)

    def _own_title(self, kind: StepKind) -> Text:
        return {language: kind.word("title", language) for language in self.reader.languages}

    def _check(self, step: Step, path: Path) -> None:
        """What only some kinds of steps can have."""
        asked = step.kind.form(step)
        if step.statistics and not any(question.statistics for question in (asked.every() if asked else ())):
            self.reader.fault("not-countable", (*path, "statistics"), key=True, type=step.kind.name)
        if step.until is not None and step.due is not None:
            self.reader.fault("due-and-until", (*path, "due"), key=True)

    def _due(self, value: Mapping[str, Any] | None, path: Path, scope: Scope) -> Mapping[str, Any] | None:
        """When, as it is written, with the answer that it may be taken from by the engine's name."""
        if value is None:
            return None
        named = LENGTHS & set(value)
        if len(named) > 1 or (not named and "joined" not in value):
            self.reader.fault("due-needs-one", path, key=True)
        if "latest" in value:
            self.reader.duration(value["latest"], (*path, "latest"))
        name = value.get("from")
        if name is None:
            return value
        if name not in scope:
            guess = likely(name, scope, len(self.reader.faults))
            self.reader.fault("unknown-reference", (*path, "from"), guess=guess, reference=name)
        elif scope[name].kind != "date":
            self.reader.fault("needs-a-date", (*path, "from"), given=name)
        return value if name not in scope else {**value, "from": scope[name].reference or name}

    def _takes(self, value: Mapping[str, str], path: Path, scope: Scope) -> Mapping[str, str]:
        """Which answer, by the engine's name, each question of another template begins with."""
        for name, ours in value.items():
            if ours not in scope:
                guess = likely(ours, scope, len(self.reader.faults))
                self.reader.fault("unknown-reference", (*path, name), guess=guess, reference=ours)
        return {name: scope[ours].reference or ours for name, ours in value.items() if ours in scope}

    def _join(self, value: Mapping[str, Any], path: Path) -> int | None:
        """How many of a group's steps are waited for."""
        wanted = {"any": 1, "all": None}.get(value.get("join", "all"), value.get("join"))
        if wanted is not None and wanted > sum(not inner.get("optional") for inner in value["steps"].values()):
            self.reader.fault("join-too-many", (*path, "join"), given=wanted)
        return wanted

    def _options(self, kind: StepKind, value: Mapping[str, Any], path: Path, scope: Scope) -> dict[str, Listed]:
        """What can be chosen, under each key of the kind's that names options."""
        keys = [key for key, schema in kind.schema.items() if schema == OPTIONS and key in value]
        asked = kind.form(Step("", kind, {}, options=dict.fromkeys(keys, Listed())))
        # an id of its own always means its own question
        own = {question.id for question in asked.every()} if asked else set()
        scope = {name: variable for name, variable in scope.items() if name.partition(".")[0] not in own}
        where = self.reader.source.key_mark
        return {key: Listed(self.reader.options(value[key], (*path, key), scope), where((*path, key))) for key in keys}

    def _remind(self, value: Mapping[str, Any] | None, path: Path) -> Mapping[str, Any] | None:
        for key, lengths in (value or {}).items():
            for index, length in enumerate(lengths):
                self.reader.duration(length, (*path, key, index))
        return value

    def _escalate(self, value: str | list[Mapping[str, str]], path: Path) -> tuple[Escalation, ...]:
        if isinstance(value, str):
            return (Escalation(self._function(value, path)),)
        return tuple(
            Escalation(self._function(one["to"], (*path, index, "to")), self.reader.duration(one["after"], (*path, index, "after")))
            for index, one in enumerate(value)
        )

    def _form(self, value: Mapping[str, Any], path: Path, scope: Scope) -> Form | None:
        if "questions" in value:
            if "form" in value:
                self.reader.fault("form-and-questions", (*path, "questions"), key=True)
            return read_form(self.reader, {"questions": value["questions"]}, path, outside=scope)
        if "form" not in value:
            if self.reader.kinds[value["kind"]].needs_form:
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
                self.scope[f"{step.id}.{name}"] = replace(variable, reference=f"{step.id}.{variable.reference or name}")
        self.scope[f"rounds.{step.id}"] = Variable("number")

    def _targets(self, value: Mapping[str, Any], path: Path, ids: set[str]) -> None:
        """`next` and `go` must name a step that is not inside a group, or `close`."""
        for id, inner in value.items():
            if "next" in inner:
                self.reader.known(inner["next"], (*path, id, "next"), ids | {CLOSE}, "step")
            for key, exit_ in inner.get("outcomes", {}).items():
                if isinstance(exit_, dict) and "go" in exit_:
                    self.reader.known(exit_["go"], (*path, id, "outcomes", key, "go"), ids | {CLOSE}, "step")
            self._targets(inner.get("steps", {}), (*path, id, "steps"), ids)

    def _added(self, steps: tuple[Step, ...]) -> None:
        """What a person adds stands beside the others: it leads nowhere, and nothing leads to it."""
        added = {step.id for step in steps if step.optional}
        for step in (inner for outer in steps for inner in (outer, *outer.steps)):
            targets = {step.next, *(way.go for way in step.exits)} - {None}
            if targets & added or (step.optional and (targets or step.kind.closes or step.before == DECISIONS)):
                self.reader.fault("optional-leads", self.places[step.id], key=True)

    def _closings(self, steps: tuple[Step, ...], path: Path) -> None:
        closing = [step for step in steps if step.kind.closes]
        for step in closing[:1]:
            if step.when is not None:
                self.reader.fault("closing-with-when", (*path, step.id, "when"), key=True)
        for extra in closing[1:]:
            self.reader.fault("two-closings", (*path, extra.id), key=True)

    def _rounds(self, steps: tuple[Step, ...], path: Path) -> None:
        """A step that nobody acts in may not lead back to itself without anyone acting on the way."""
        places = {step.id: place for place, step in enumerate(steps)}
        for place, step in enumerate(steps):
            back = places.get(step.next or "", place + 1)
            if back <= place and not any((step.kind.waits or step.steps) and not step.optional for step in steps[back : place + 1]):
                self.reader.fault("endless", (*path, step.id, "next"), given=step.id)

    def _chosen(self, steps: tuple[Step, ...]) -> None:
        """A person is chosen for a step in which somebody acts."""
        every = [*steps, *(inner for step in steps for inner in step.steps)]
        acted = {step.id for step in every if step.kind.waits}
        for step in every:
            form = step.kind.form(step)
            for question in form.questions() if form else ():
                if ASSIGNS in question.keys and question.keys[ASSIGNS] not in acted:
                    self.reader.fault("assigns-needs-step", self.places[step.id], key=True, given=question.keys[ASSIGNS])


def _optional(form: Form) -> Form:
    """The form of the first decision: nothing in it is required, so that deciding takes three clicks."""
    pages = tuple(replace(page, questions=tuple(_not_required(asked) for asked in page.questions)) for page in form.pages)
    return Form(form.title, pages, form.judge and form.judge.undemanding())


def _not_required(question: Question) -> Question:
    repeat = replace(question.repeat, least=0) if question.repeat else None
    return replace(question, optional=True, repeat=repeat, questions=tuple(_not_required(inner) for inner in question.questions))
