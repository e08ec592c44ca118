"""The last word of a form that was written as a schema: its validator, built once, and what its errors mean to whoever answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator

from engine.errors import Fault
from engine.fields import Form, Question
from engine.template.from_schema.complaints import Complaint, complaints, missing
from engine.template.from_schema.dialects import Dialect
from engine.template.from_schema.pointers import ITEM, place_of, pointer_of
from engine.template.from_schema.tree import Node

ABSENT: Any = object()
"""Stands where there is no value, since null is one."""
_ROUNDS = 20


@dataclass(frozen=True)
class Judge:
    """Judges the answers to a form as one value. `tree` says what there is to answer, `schema` is the author's.

    `hideable` holds the pointers of questions that the author, not the schema, has put a condition on. `notes` tell of what in the
    schema has no effect. One that is not `demanding` lets everything be left out.
    """

    schema: Any
    dialect: Dialect
    tree: Node
    hideable: frozenset[str] = frozenset()
    notes: tuple[Fault, ...] = ()
    demanding: bool = True

    def undemanding(self) -> "Judge":
        """The same judge for a form in which nothing is required."""
        return replace(self, demanding=False)

    @cached_property
    def validator(self) -> Validator:
        """Built once for a template."""
        return self.dialect.judge(self.schema)

    @cached_property
    def _places(self) -> Mapping[str, Node]:
        return {node.pointer: node for node in self.tree.every()}

    def problems(self, form: Form, value: Any, shown: frozenset[str]) -> Iterator[tuple[str, Question | None, Complaint]]:
        """What the schema has against a value: where, in the form's own words for places, at which question, and what."""
        blame = _Blame(form, shown)
        for complaint in complaints(self._errors(value)):
            if complaint.code == "required" and not self.demanding:
                continue
            yield (*blame.place(complaint.path, first=complaint.code == "required"), complaint)

    def _errors(self, value: Any) -> list[ValidationError]:
        try:
            return list(self.validator.iter_errors(value))
        except (RecursionError, OverflowError):  # a value that is nested beyond reason, or a number beyond all others
            return [
                ValidationError("can not be judged", path=(), schema_path=(), validator="type", validator_value="object", instance=value)
            ]

    def gathered(self, answers: Mapping[str, Any], form: Form) -> Any:
        """The value that answers to questions make. What is demanded and says nothing, such as an object without answers, is filled in."""
        ids = {question.called: question.id for question in form.every()}
        value = _gathered(self.tree, answers, ids)
        value = _nothing(self.tree) if value is ABSENT else value
        for _ in range(_ROUNDS):
            if not [True for error in self._errors(value) for path, name in missing(error) if self._fill(value, path, name)]:
                break
        return value

    def _fill(self, value: Any, path: Sequence[str | int], name: str) -> bool:
        """Puts what stands for no answer where something is demanded; False when nothing does."""
        node = self._places.get(pointer_of([*(ITEM if isinstance(part, int) else part for part in path), name]))
        if node is None or not node.blank:
            return False
        for part in path:
            value = value[part]
        value[name] = [] if node.blank[0] == [] else {} if node.blank[0] == {} else node.blank[0]
        return True

    def without_hidden(self, value: Any, form: Form, shown: frozenset[str]) -> Any:
        """A sent value without what the author hides; what the schema itself does not ask for is for the schema to judge."""
        return _Pruning(form, shown, self.hideable).pruned(self.tree, value, ()) if self.hideable else value


@dataclass(frozen=True)
class _Pruning:
    """Takes hidden answers out of a value."""

    form: Form
    shown: frozenset[str]
    hideable: frozenset[str]

    def pruned(self, node: Node, value: Any, numbers: tuple[int, ...]) -> Any:
        """The value of a place without what is hidden in it, ABSENT when it is hidden itself."""
        if node.kind == "object":
            return self._object(node, value, numbers) if isinstance(value, Mapping) else value
        question = self._questions.get(node.pointer)
        if question is not None and node.pointer in self.hideable and path_to(self.form, question, numbers) not in self.shown:
            return ABSENT
        if node.kind == "rows" and isinstance(value, list) and node.children:
            return [self.pruned(node.children[0], item, (*numbers, number)) for number, item in enumerate(value)]
        return value

    def _object(self, node: Node, value: Mapping[str, Any], numbers: tuple[int, ...]) -> Any:
        found = {name: self.pruned(child, value[name], numbers) for child in node.children if (name := child.name) in value}
        left = {name: inner for name, inner in {**value, **found}.items() if inner is not ABSENT}
        return ABSENT if len(left) < len(value) and not left and node.pointer and not node.pointer.endswith(f"/{ITEM}") else left

    @cached_property
    def _questions(self) -> Mapping[str, Question]:
        return {question.called: question for question in self.form.every()}


def _gathered(node: Node, answers: Mapping[str, Any], ids: Mapping[str, str]) -> Any:
    if node.kind == "object":
        found = {child.name: _gathered(child, answers, ids) for child in node.children}
        kept = {name: value for name, value in found.items() if value is not ABSENT}
        return kept or ABSENT
    value = answers.get(ids.get(node.pointer, ""), ABSENT)
    if node.kind != "rows" or value is ABSENT or not node.children:
        return value
    item = node.children[0]
    rows = [_gathered(item, row, ids) for row in value]
    return [_nothing(item) if row is ABSENT else row for row in rows]


def _nothing(item: Node) -> Any:
    """What a row, or a whole, without answers says."""
    return {} if item.kind == "object" else [] if item.kind in ("rows", "choices") else item.blank[0] if item.blank else None


def path_to(form: Form, question: Question, numbers: Sequence[int]) -> str:
    """The place of a question in certain rows, as the reading of answers calls it: `group/0/inner`."""
    around, id = [question.id], question.id
    while (outer := form.groups.get(id)) is not None:
        around.insert(0, outer)
        id = outer
    parts = [part for number, group in zip(numbers, around[:-1], strict=False) for part in (group, str(number))]
    return "/".join([*parts, question.id])


def outside(form: Form, at: str) -> str:
    """A place of the form's own as a pointer into the answers: `children/0/children__name` is `/children/0/name`."""
    question = form.find(at.rpartition("/")[2])
    return at if question is None or question.pointer is None else pointer_of(place_of(at, question.pointer))


@dataclass(frozen=True)
class _Blame:
    """Finds the question that is to be told of what is wrong at a path: one that is shown."""

    form: Form
    shown: frozenset[str]

    def place(self, path: Sequence[str | int], *, first: bool) -> tuple[str, Question | None]:
        """The place and question; where no single answer is to blame, one that was shown there or, failing that, around it.

        Mostly it is the last one, so that nobody is stopped by what comes later; of an object that is missing it is the first.
        """
        for length in range(len(path), -1, -1):
            numbers = [part for part in path[:length] if isinstance(part, int)]
            pointer = pointer_of([ITEM if isinstance(part, int) else part for part in path[:length]])
            found = self._found(pointer, numbers)
            if found:
                return found[0 if first and length == len(path) else -1]
        return "", None

    def _found(self, pointer: str, numbers: Sequence[int]) -> list[tuple[str, Question]]:
        """The question at a pointer if it is shown, else those that are shown inside it, in the same rows."""
        exact = self._asked.get(pointer)
        if exact is not None and (at := path_to(self.form, exact, numbers)) in self.shown:
            return [(at, exact)]
        inside = [question for place, question in self._asked.items() if place.startswith(f"{pointer}/")]
        same = [question for question in inside if question.called.count(f"/{ITEM}") == len(numbers)]
        return [(at, question) for question in same if (at := path_to(self.form, question, numbers)) in self.shown]

    @cached_property
    def _asked(self) -> Mapping[str, Question]:
        return {question.called: question for question in self.form.every() if question.type.asks}
