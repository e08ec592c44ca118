"""From a document's text and a case's plain values to HTML. Values are put in last, escaped: none can be taken for a mark of the text.

Values are texts, numbers, None, lists of rows, mappings of names, and answers: `{"words": …, "value": …}`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import count
from typing import Any

from jinja2 import nodes
from markdown_it import MarkdownIt

from engine.documents.language import COMPARED, dotted, parsed
from engine.errors import MallverkError

MOST_STEPS = 20_000
"""So many parts of a text and rows of its repetitions are gone through, counted anew each time."""
MOST_WRITTEN, MOST_ANSWERED = 60_000, 2_000_000
"""So many characters of the author's, which are read as Markdown, and of answers, which are not."""
_OPEN, _SHUT = "\ue000", "\ue001"
_PLACE = re.compile(f"{_OPEN}([0-9]+){_SHUT}")
_HEADING = re.compile(r"(</?h)([1-6])>")
"""The title of a document is the heading above those of its text."""
_CELL = re.compile(r'<(t[hd])(?: style="[^"]*")?>')
_READER = MarkdownIt("zero", {"html": False, "breaks": True}).enable(["heading", "hr", "list", "emphasis", "newline", "escape", "table"])


class TooLong(MallverkError):
    """The text repeats itself beyond what anyone would read."""


def fill(text: str, values: Mapping[str, Any]) -> str:
    """The body of the document as HTML; a name without a value is empty. `text` has no slips. Raises TooLong."""
    return _Filler().html(text.replace(_OPEN, "").replace(_SHUT, ""), values)


def in_words(value: Any) -> str:
    """A value as it is written out."""
    if isinstance(value, Mapping):
        return str(value.get("words", ""))
    return "" if value is None or isinstance(value, bool | list) else str(value)


class _Filler:
    """Fills one text. It counts what it does, so that it always comes to an end."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self._steps, self._written, self._answered = count(), 0, 0

    def html(self, text: str, values: Mapping[str, Any]) -> str:
        """The whole text."""
        marked = "".join(self._body(parsed(text).body, values))
        html = str(_READER.render(marked))
        html = _HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + 1, 6)}>", html)
        html = _CELL.sub(lambda found: '<th scope="col">' if found[1] == "th" else "<td>", html)
        return _PLACE.sub(lambda found: escape(self.written[int(found[1])]).replace("\n", "<br>"), html)

    def _body(self, body: Sequence[nodes.Node], values: Mapping[str, Any]) -> Iterator[str]:
        for node in body:
            self._step()
            if isinstance(node, nodes.Output):
                yield from (self._output(part, values) for part in node.nodes)
            elif isinstance(node, nodes.If):
                yield from self._if(node, values)
            elif isinstance(node, nodes.For):
                rows = self._value(node.iter, values) or []
                for row in rows:
                    self._step()
                    yield from self._body(node.body, {**values, node.target.name: row})  # type: ignore[attr-defined]
                if not rows:
                    yield from self._body(node.else_, values)

    def _step(self) -> None:
        if next(self._steps) > MOST_STEPS:
            raise TooLong

    def _if(self, node: nodes.If, values: Mapping[str, Any]) -> Iterator[str]:
        for branch in (node, *node.elif_):
            if self._value(branch.test, values):
                return self._body(branch.body, values)
        return self._body(node.else_, values)

    def _output(self, node: nodes.Node, values: Mapping[str, Any]) -> str:
        """Text of the author's as it stands, and a mark for a value."""
        if isinstance(node, nodes.TemplateData):
            self._written += len(node.data)
            self._within_limits()
            return node.data
        words = in_words(self._value(node, values))
        if not words:
            return ""
        self._answered += len(words)
        self._within_limits()
        self.written.append(words)
        return f"{_OPEN}{len(self.written) - 1}{_SHUT}"

    def _within_limits(self) -> None:
        if self._written > MOST_WRITTEN or self._answered > MOST_ANSWERED:
            raise TooLong

    def _value(self, node: nodes.Node, values: Mapping[str, Any]) -> Any:
        if isinstance(node, nodes.Const):
            return node.value
        if isinstance(node, nodes.Not):
            return not self._value(node.node, values)
        if isinstance(node, nodes.And):
            return self._value(node.left, values) and self._value(node.right, values)
        if isinstance(node, nodes.Or):
            return self._value(node.left, values) or self._value(node.right, values)
        if isinstance(node, nodes.Compare):
            return self._compared(node, values)
        if isinstance(node, nodes.Filter) and node.node is not None:
            found = self._value(node.node, values)
            return len(found) if isinstance(found, list) else 0
        if isinstance(node, nodes.Test):
            return _is_chosen(self._value(node.node, values), node.args[0].as_const())
        return _looked_up(dotted(node).split("."), values)

    def _compared(self, node: nodes.Compare, values: Mapping[str, Any]) -> bool:
        """Numbers with numbers, and all else by its words."""
        left = self._value(node.expr, values)
        for operand in node.ops:
            right, test = self._value(operand.expr, values), COMPARED[operand.op]
            both = all(isinstance(side, int | float) for side in (left, right))
            if not (test(left, right) if both else test(in_words(left), in_words(right))):
                return False
            left = right
        return True


def _is_chosen(answer: Any, option: Any) -> bool:
    """True when an answer is the option, or one of several has it."""
    value = answer.get("value") if isinstance(answer, Mapping) else None
    return option in value if isinstance(value, list) else value is not None and value == option


def _looked_up(parts: Sequence[str], values: Mapping[str, Any]) -> Any:
    found: Any = values
    for part in parts:
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
