"""Step kinds: what a step of a workflow can be. One file per kind; this file is the interface that each of them fills in."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from engine import plugins
from engine.errors import NOWHERE, Mark, Problem
from engine.fields import Form, Option
from engine.texts import Text, own_words

RECEIVER = "receiver"
CLOSE = "close"
DECISIONS = "decisions"
"""What a notice can stand before."""
FORM_KEYS: Mapping[str, Any] = {"form": {"$ref": "#/$defs/id"}, "questions": {"$ref": "#/$defs/questions"}}
"""The keys of a step that asks something: a form of the template's, or its own questions."""
OPTIONS: Mapping[str, Any] = {"$ref": "#/$defs/options"}
"""The schema of a key of a kind's that names what can be chosen."""
TEMPLATE: Mapping[str, Any] = {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 60}
"""The schema of a template's name."""


@dataclass(frozen=True)
class Exit:
    """One way out of a step. `reason` is "none", "optional" or "required"; `go` is a step's id, `close`, or None: the next one."""

    key: str
    label: Text
    reason: str = "none"
    assign: str | None = None
    go: str | None = None
    hint: Text | None = None


@dataclass(frozen=True)
class Escalation:
    """Who is told that a step is overdue: a function, at once or so long `after` it was due."""

    to: str
    after: str | None = None


@dataclass(frozen=True)
class Listed:
    """The options that a key of a kind's lists, and where they stand."""

    options: tuple[Option, ...] = ()
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Step:
    """One step of a workflow. `by` is a function or `receiver`; `first` marks the first decision; only a person adds an `optional` one.

    `due` is what `engine.calendars.due` takes, or names the answer to take the day `from`; `until`, of a step that waits, is the same,
    or names what ends the waiting; `remind` has the lengths of time before and after. `join` is how many of its steps a group waits for,
    None for all. `named_by` is the question whose answer names each round. `options` are what the kind's own keys list, by key, and
    `keys` what only its kind knows. `opens` is the template that it opens a case of, and `takes` says which answer of this case
    each of that template's questions begins with.
    """

    id: str
    kind: "StepKind"
    title: Text
    mark: Mark = NOWHERE
    hint: Text | None = None
    when: Any = None
    by: str = RECEIVER
    to: str | None = None
    due: Mapping[str, Any] | None = None
    until: Mapping[str, Any] | None = None
    next: str | None = None
    remind: Mapping[str, Any] | None = None
    escalate: tuple[Escalation, ...] = ()
    copy_to: tuple[str, ...] = ()
    statistics: bool = False
    before: str | None = None
    repeat: bool = False
    named_by: str | None = None
    optional: bool = False
    join: int | None = None
    first: bool = False
    form: Form | None = None
    exits: tuple[Exit, ...] = ()
    steps: tuple["Step", ...] = ()
    opens: str | None = None
    takes: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Listed] = field(default_factory=dict)
    keys: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Tell:
    """Someone is to be told: a function (or `receiver`), why, and whether they may read the case.

    Why is "step", "notice", "copy", "assigned", or "wait": then they may read it, and are sent nothing.
    """

    function: str
    why: str
    reads: bool = False


@dataclass(frozen=True)
class Button:
    """What a person can press. `saves` says that the answers go with it; `leads` names a page to visit instead of acting."""

    name: str
    saves: bool = True
    leads: str | None = None
    primary: bool = True


@dataclass(frozen=True)
class Entered:
    """What entering a step does: whether it is done at once, and who is told."""

    done: bool = False
    tells: tuple[Tell, ...] = ()


@dataclass(frozen=True)
class Acted:
    """What a person's act does: whether the step is done, with which outcome, where to go, who is told, whether the case closes.

    `opens` is the template that a case is to be opened of; what was answered then goes there.
    """

    done: bool = True
    outcome: str | None = None
    go: str | None = None
    tells: tuple[Tell, ...] = ()
    closes: bool = False
    opens: str | None = None


class StepKind:
    """A kind of step. A new one is a file beside this, with a class that overrides what differs.

    `schema` is the JSON Schema of the keys that this kind's steps may have besides the common ones; `required` those they must have.
    `texts` holds its own words by language: its buttons by name, the codes that it raises, and its steps' `title` where they have none.
    `waits`: a person must act. `decides`: a decision. `closes`: ends the case. `needs_form`: each step has a form of the template's.
    `follows_up`: finds out what has come of a case, so that one that is closed without it stands out.
    `continues`: each round begins with the answers of the one before, and only the one that ends the step is counted.
    `steered_by` are its own questions whose answers decide what becomes of the step; None where that is not known.
    """

    name: ClassVar[str] = ""
    waits: ClassVar[bool] = True
    schema: ClassVar[Mapping[str, Any]] = {}
    required: ClassVar[tuple[str, ...]] = ()
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    decides: ClassVar[bool] = False
    closes: ClassVar[bool] = False
    needs_form: ClassVar[bool] = False
    follows_up: ClassVar[bool] = False
    continues: ClassVar[bool] = False
    steered_by: ClassVar[tuple[str, ...] | None] = None

    def enter(self, step: Step) -> Entered:
        """What happens when the step opens; a step that waits tells its doer, who may then read the case."""
        return Entered(tells=(Tell(step.by, "step", reads=True),))

    def form(self, step: Step) -> Form | None:
        """What a person is asked in the step."""
        return step.form

    def buttons(self, step: Step, rounds: int) -> tuple[Button, ...]:
        """What a person can press after `rounds` finished rounds."""
        return (Button("save"),)

    def document(self, step: Step) -> str | None:
        """The key of the document that is made when the step's answers are saved."""
        return None

    def problems(self, step: Step, answers: Mapping[str, Any]) -> tuple[Problem, ...]:
        """What is wrong with the answers beyond each question's own rules."""
        return ()

    def act(self, step: Step, pressed: str, answers: Mapping[str, Any]) -> Acted:
        """What pressing a button does."""
        return Acted()

    def counts(self, *, done: bool) -> bool:
        """True when a finished round is counted; `done` says that it ended the step."""
        return done or not self.continues

    def say(self, code: str, language: str, **facts: Any) -> str | None:
        """The kind's own sentence for a code, or a word of its buttons; None when it has none."""
        return own_words(self.texts, code, language, facts)

    def text(self, code: str) -> Text:
        """The kind's own words for a code in every language that it knows."""
        return {language: words[code] for language, words in self.texts.items()}

    def word(self, code: str, language: str) -> str:
        """What stands on a button: the kind's own word, else its code."""
        return self.say(code, language) or code


@cache
def built_in() -> Mapping[str, StepKind]:
    """The step kinds of this folder, by name."""
    return plugins.load(Path(__file__).parent, StepKind, sys.modules[__name__].__name__)
