"""What an author may write in a document's text: the places, choices and repetitions of Jinja's syntax, over names that are known.

The text is read by Jinja's own parser and no further: nothing of it becomes code. Whatever is not listed here is refused.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from engine.errors import in_short, likely

LENGTH, CHOSEN = "length", "chosen"
"""The only filter, and the only test."""
COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
}
"""The comparisons, by what the parser calls them."""
_READER = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)


@dataclass(frozen=True)
class Known:
    """What a name stands for. `parts` are the names after its dot, `rows` those of each of its rows; `options` what can be chosen in it."""

    parts: Mapping[str, "Known"] = field(default_factory=dict)
    rows: Mapping[str, "Known"] | None = None
    options: tuple[Any, ...] | None = None


@dataclass(frozen=True)
class Slip:
    """Something wrong in a text: the code of a fault, its line in the text, what was written, and what was probably meant."""

    code: str
    line: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    guess: str | None = None


def parsed(text: str) -> nodes.Template:
    """The text as Jinja's parser sees it; raises TemplateSyntaxError, also for what is nested too deep, and for a number without end."""
    try:
        return _READER.parse(text)
    except (RecursionError, ValueError):
        raise TemplateSyntaxError("can not be read", 1) from None


def slips(text: str, known: Mapping[str, Known]) -> tuple[Slip, ...]:
    """Everything wrong with a text that may use these names."""
    try:
        tree = parsed(text)
        walk = _Walk()
        walk.statements(tree.body, known)
        return tuple(walk.found)
    except TemplateSyntaxError as error:
        return (Slip("document-syntax", error.lineno),)
    except RecursionError:
        return (Slip("document-syntax", 1),)


def uses(text: str, name: str) -> bool:
    """True when a text without slips writes the name out somewhere."""
    return any(node.name == name for node in parsed(text).find_all(nodes.Name))


def dotted(node: nodes.Node) -> str:
    """A name with the parts after its dots; empty for what is no name."""
    if isinstance(node, nodes.Name):
        return node.name
    inner = dotted(node.node) if isinstance(node, nodes.Getattr) else ""
    return f"{inner}.{node.attr}" if isinstance(node, nodes.Getattr) and inner else ""


class _Walk:
    """One pass over a text."""

    def __init__(self) -> None:
        self.found: list[Slip] = []
        self._rules: Mapping[type[nodes.Node], Callable[[Any, Mapping[str, Known]], None]] = {
            nodes.Output: self._several,
            nodes.If: self._if,
            nodes.For: self._for,
            nodes.TemplateData: lambda node, scope: None,
            nodes.Name: self._name,
            nodes.Getattr: self._name,
            nodes.Not: self._several,
            nodes.And: self._several,
            nodes.Or: self._several,
            nodes.Compare: self._compare,
            nodes.Filter: self._filter,
            nodes.Test: self._test,
        }

    def statements(self, body: list[nodes.Node], scope: Mapping[str, Known]) -> None:
        """Every node of a body."""
        for node in body:
            self._any(node, scope)

    def _any(self, node: nodes.Node, scope: Mapping[str, Known]) -> None:
        rule = self._rules.get(type(node))
        if rule is None:
            self._slip("document-not-allowed", node, given=type(node).__name__)
        else:
            rule(node, scope)

    def _several(self, node: nodes.Node, scope: Mapping[str, Known]) -> None:
        self.statements(list(node.iter_child_nodes()), scope)

    def _if(self, node: nodes.If, scope: Mapping[str, Known]) -> None:
        self._any(node.test, scope)
        self.statements([*node.body, *node.elif_, *node.else_], scope)

    def _for(self, node: nodes.For, scope: Mapping[str, Known]) -> None:
        if node.test is not None or node.recursive or not isinstance(node.target, nodes.Name):
            self._slip("document-not-allowed", node, given="for … if")
            return
        several = self._found(node.iter, scope)
        if several is not None and several.rows is None:
            self._slip("document-not-rows", node, given=in_short(dotted(node.iter)))
        row = Known(several.rows if several and several.rows else {})
        if several is not None and several.rows is not None:
            self.statements(node.body, {**scope, node.target.name: row})
        self.statements(node.else_, scope)

    def _name(self, node: nodes.Expr, scope: Mapping[str, Known]) -> None:
        self._found(node, scope)

    def _found(self, node: nodes.Node, scope: Mapping[str, Known]) -> Known | None:
        """What a name stands for; None once it is told that there is no such name."""
        name = dotted(node)
        if not name:
            self._slip("document-not-allowed", node, given=type(node).__name__)
            return None
        inside, told = scope, ""
        first, *rest = name.split(".")
        for part in (first, *rest):
            if part not in inside:
                guess = likely(part, inside, len(self.found), 0.5)
                self._slip("document-unknown-name", node, guess=guess and f"{told}{guess}", given=in_short(name))
                return None
            here, told = inside[part], f"{told}{part}."
            inside = here.parts
        return here

    def _compare(self, node: nodes.Compare, scope: Mapping[str, Known]) -> None:
        for operand in node.ops:
            if operand.op not in COMPARED:
                self._slip("document-not-allowed", node, given=operand.op)
        for side in (node.expr, *(operand.expr for operand in node.ops)):
            if not isinstance(side, nodes.Const):
                self._any(side, scope)

    def _filter(self, node: nodes.Filter, scope: Mapping[str, Known]) -> None:
        if node.name != LENGTH or node.node is None or node.args or node.kwargs:
            self._slip("document-not-allowed", node, given=f"| {node.name}")
        else:
            self._found(node.node, scope)

    def _test(self, node: nodes.Test, scope: Mapping[str, Known]) -> None:
        asked = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        if node.name != CHOSEN or len(node.args) != 1 or len(asked) != 1 or node.kwargs:
            self._slip("document-not-allowed", node, given=f"is {node.name}")
            return
        found = self._found(node.node, scope)
        if found is not None and (found.options is None or asked[0] not in found.options):
            guess = likely(asked[0], found.options or (), len(self.found), 0.5)
            self._slip("document-unknown-option", node, guess=guess, given=in_short(asked[0]), name=in_short(dotted(node.node)))

    def _slip(self, code: str, node: nodes.Node, *, guess: str | None = None, **facts: Any) -> None:
        self.found.append(Slip(code, node.lineno, facts, guess))
