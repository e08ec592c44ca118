"""What a template is once it is read: immutable values without behaviour beyond finding their own parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from engine.conditions import Condition
from engine.errors import NOWHERE, Mark
from engine.fields import Form, Question
from engine.fields.person import ASSIGNS
from engine.sensitivity import counted_alone
from engine.steps import DECISIONS, Step
from engine.template.compilation import Compilation
from engine.template.reported import CaseSpan, Report
from engine.template.source import Source
from engine.template.watched import Signal
from engine.texts import Text


@dataclass(frozen=True)
class Start:
    """The words of the start page that can not be worked out from the template."""

    purpose: Text | None = None
    urgent: Text | None = None
    readers: Text | None = None
    button: Text | None = None


@dataclass(frozen=True)
class Flag:
    """What a case is marked with as it opens, when the report's answers fulfil a condition; a running case keeps what it got."""

    key: str
    label: Text
    when: Condition
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Cases:
    """How cases come about: `on_submit` or `by_hand`; one per row of a group, or one. In a `compartment` no grant opens them."""

    start: str = "on_submit"
    one_per: str | None = None
    compartment: bool = False
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class Function:
    """An abstract role. `held_by` is "unit" or "organisation"; `backup` takes over when nobody can act."""

    id: str
    label: Text
    held_by: str = "unit"
    backup: str | None = None


@dataclass(frozen=True)
class Route:
    """Who gets a report when its condition holds; the first one that holds counts."""

    to: str
    when: Any = None
    never_to: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    mark: Mark = NOWHERE


@dataclass(frozen=True)
class PersonRole:
    """A role in which a report names people whom it is about. The questions are named by id, and all stand in `group`, None at the top.

    `name` is the question that is answered with the name, None for a role that is only given by hand. `born` and `number` tell the year
    of birth and the identity number, `details` what else tells who it is, and `in_steps` those of them that steps ask, as (step, question).
    `protected` is the condition for a protected identity.
    """

    id: str
    label: Text
    name: str | None = None
    group: str | None = None
    born: str | None = None
    number: str | None = None
    details: tuple[str, ...] = ()
    in_steps: frozenset[tuple[str, str]] = frozenset()
    protected: Any = None

    @property
    def hides(self) -> frozenset[str]:
        """The questions that go with the name when it may not be seen."""
        return frozenset(id for id in (self.born, self.number, *self.details) if id is not None)


@dataclass(frozen=True)
class Document:
    """A text that is made into a document of a case. One that is for a `party`, a group of the form, tells nothing personal of others."""

    id: str
    title: Text
    text: Text
    party: str | None = None


@dataclass(frozen=True)
class Secrecy:
    """Why what is in a case is secret, at units of one kind, or at all that no line before it is for."""

    text: Text
    kind: str | None = None


@dataclass(frozen=True)
class Register:
    """What a register of cases may say of each, none of it personal: what it is about, which type of document, why it is secret."""

    title: Text | None = None
    type: Text | None = None
    secrecy: tuple[Secrecy, ...] = ()

    def why_secret(self, kind: str) -> Text | None:
        """The line for a unit of this kind."""
        return next((line.text for line in self.secrecy if line.kind in (None, kind)), None)


@dataclass(frozen=True)
class Example:
    """Answers and what is expected of them; run on every check."""

    name: str
    answers: Any
    expect: Mapping[str, Any]
    at: str | None = None
    mark: Mark = NOWHERE


@dataclass(frozen=True)
class Retention:
    """How long cases are kept, counted from when, and by which decision."""

    keep: str
    start: str
    decision: Text | None = None


@dataclass(frozen=True)
class Counted:
    """Something that is counted. `grain` is where it is answered; `reference` is how reports and conditions name it.

    `also` is what else carries it. What nobody answers is worked out of a step or is a span's, and has the id of that in `derived`.
    """

    reference: str
    grain: str
    question: Question
    label: Text
    multiple: bool = False
    also: tuple[str, ...] = ()
    derived: str = ""

    @property
    def alone(self) -> bool:
        """True when nothing may be counted beside it."""
        return counted_alone(self.question)


@dataclass(frozen=True)
class Grain:
    """Something that is counted one by one: what it is a part of, and what it is a row inside of."""

    parents: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormTemplate:
    """One kind of report, whole. `source` is the author's text byte for byte, `files` are those that it takes with it; `digest` is the
    SHA-256 of all of it. `written` has the values that they make together, each with its place.

    `changes` says what names of the version before have become: one name, several, or none for what has gone.
    """

    name: str
    title: Text
    languages: tuple[str, ...]
    source: str
    digest: str
    form: Form
    written: Source = field(compare=False, repr=False)
    files: Mapping[str, str] = field(default_factory=dict)
    start: Start = Start()
    cases: Cases = Cases()
    functions: Mapping[str, Function] = field(default_factory=dict)
    routing: tuple[Route, ...] = ()
    workflow: tuple[Step, ...] = ()
    reports: Mapping[str, Report] = field(default_factory=dict)
    compilations: Mapping[str, Compilation] = field(default_factory=dict)
    spans: Mapping[str, CaseSpan] = field(default_factory=dict)
    signals: Mapping[str, Signal] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    register: Register = Register()
    counted: Mapping[str, Counted] = field(default_factory=dict)
    grains: Mapping[str, Grain] = field(default_factory=dict)
    retention: Retention | None = None
    persons: Mapping[str, PersonRole] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    changes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The main language."""
        return self.languages[0]

    def steps(self) -> Iterator[Step]:
        """Every step in written order, those inside groups too."""
        for step in self.workflow:
            yield step
            yield from step.steps

    def step(self, id: str) -> Step:
        """The step with this id; raises KeyError."""
        for step in self.steps():
            if step.id == id:
                return step
        raise KeyError(id)

    @property
    def standing(self) -> frozenset[str]:
        """The notices that stand on the report: written once, for every case that is made from it."""
        return frozenset(step.id for step in self.steps() if step.before == DECISIONS)

    def parent(self, id: str) -> Step | None:
        """The group that holds the step, if any."""
        return next((step for step in self.workflow if any(inner.id == id for inner in step.steps)), None)

    def choosing(self, step: str) -> tuple[str, ...]:
        """The questions whose answers say which person does the step, those of later steps first, as conditions name them."""
        return self._choosing.get(step, ())

    @cached_property
    def _choosing(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for step in self.steps():
            form = step.kind.form(step)
            for question in form.questions() if form else ():
                if ASSIGNS in question.keys:
                    chosen = question.keys[ASSIGNS]
                    found[chosen] = (f"{step.id}.{question.id}", *found.get(chosen, ()))
        return found

    def routing_question(self) -> Question | None:
        """The question whose unit's functions get the report."""
        return next((question for question in self.form.every() if question.routes), None)
