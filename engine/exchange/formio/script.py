"""Reads the few lines of JavaScript that say when something is shown. They are read, never run; what is not understood is refused.

What is understood: `show = …` and `if (…) { show = … } else { show = … }`, with `data.a`, `row.a`, `data['a']`, comparisons with
texts, numbers and truths, `!`, `&&`, `||`, `? :`, `.length`, `.includes(…)` and `.indexOf(…)`.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.exchange.clauses import Clause, every, negated, some
from engine.exchange.formio.scope import Scope, Site
from engine.exchange.formio.tokens import Tokens
from engine.exchange.unsayable import Unsayable

_DEEPEST = 20
_MOST_BRANCHES = 8
"""Each doubles what there is to say."""
_CONSTANTS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "undefined": None}
_TESTS: Mapping[str, str] = {"===": "eq", "==": "eq", "!==": "eq", "!=": "eq", ">": "gt", ">=": "ge", "<": "lt", "<=": "le"}
_FLIPPED: Mapping[str, str] = {">": "<", "<": ">", ">=": "<=", "<=": ">="}


@dataclass(frozen=True)
class _Answer:
    """An answer that the script looks at, as it is, or how many there are in it, or where in it a value is."""

    path: str
    of: str = ""
    value: Any = None


@dataclass(frozen=True)
class _Known:
    """A value that stands in the script."""

    value: Any


Part = _Answer | _Known | Clause


def shown_by(script: str, scope: Scope, site: Site) -> Clause:
    """When a script says that something is shown; raises Unsayable."""
    return _Reader(Tokens(script), scope, site).program()


class _Reader:
    """Goes through the tokens once. What `show` is after each statement is kept as a condition; it begins as true."""

    def __init__(self, tokens: Tokens, scope: Scope, site: Site) -> None:
        self.tokens = tokens
        self.scope = scope
        self.site = site
        self.depth = 0
        self.branches = 0

    def program(self) -> Clause:
        """The whole script."""
        shown: Clause = True
        while not self.tokens.done:
            shown = self._statement(shown)
        return shown

    def _statement(self, shown: Clause) -> Clause:
        if self.tokens.take(";"):
            return shown
        if self.tokens.take("{"):
            while not self.tokens.take("}"):
                shown = self._statement(shown)
            return shown
        if self.tokens.take("if"):
            self.branches += 1
            if self.branches > _MOST_BRANCHES:
                raise Unsayable("script", "if")
            self.tokens.need("(")
            holds = self._truth(self._expression())
            self.tokens.need(")")
            then = self._statement(shown)
            other = self._statement(shown) if self.tokens.take("else") else shown
            return some([every([holds, then]), every([negated(holds), other])])
        for word in ("var", "let", "const"):
            self.tokens.take(word)
        self.tokens.need("show")
        self.tokens.need("=")
        return self._truth(self._expression())

    def _expression(self) -> Part:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unsayable("script")
        found = self._several("||", lambda: self._several("&&", self._compared, every), some)
        if self.tokens.take("?"):
            holds, then = self._truth(found), self._truth(self._expression())
            self.tokens.need(":")
            found = some([every([holds, then]), every([negated(holds), self._truth(self._expression())])])
        self.depth -= 1
        return found

    def _several(self, sign: str, part: Callable[[], Part], joined: Callable[[list[Clause]], Clause]) -> Part:
        first = part()
        if self.tokens.seen() != sign:
            return first
        parts = [self._truth(first)]
        while self.tokens.take(sign):
            parts.append(self._truth(part()))
        return joined(parts)

    def _compared(self) -> Part:
        left = self._single()
        sign = self.tokens.seen()
        if sign not in _TESTS:
            return left
        self.tokens.next()
        right = self._single()
        if isinstance(left, _Known) and not isinstance(right, _Known):
            left, right, sign = right, left, _FLIPPED.get(sign, sign)
        if not isinstance(right, _Known):
            raise Unsayable("script", sign)
        holds = self._test(left, sign, right.value)
        return negated(holds) if sign.startswith("!") else holds

    def _test(self, left: Part, sign: str, value: Any) -> Clause:
        """A comparison of something that is looked at with something known."""
        if isinstance(left, _Known):
            raise Unsayable("script", sign)
        if not isinstance(left, _Answer):
            if _TESTS[sign] == "eq" and isinstance(value, bool):
                return left if value else negated(left)
            raise Unsayable("script", sign)
        if left.of == "index":
            return self._index(left, sign, value)
        if left.of == "length":
            return self._length(left, sign, value)
        return self.scope.ask(left.path, _TESTS[sign], value, self.site)

    def _index(self, left: _Answer, sign: str, value: Any) -> Clause:
        """`indexOf(x) > -1` and its like."""
        has = self.scope.ask(left.path, "includes", left.value, self.site)
        if (sign, value) in ((">", -1), (">=", 0)):
            return has
        if (sign, value) == ("<", 0):
            return negated(has)
        if _TESTS[sign] == "eq" and value == -1:
            return negated(has)
        raise Unsayable("script", "indexOf")

    def _length(self, left: _Answer, sign: str, value: Any) -> Clause:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 50:
            raise Unsayable("script", "length")
        more = {">": value + 1, ">=": value, "<": value, "<=": value + 1}
        if sign in more:
            enough = self.scope.ask(left.path, "count", more[sign], self.site) if more[sign] else True
            return enough if sign[0] == ">" else negated(enough)
        least = self.scope.ask(left.path, "count", value, self.site) if value else True
        return every([least, negated(self.scope.ask(left.path, "count", value + 1, self.site))])

    def _single(self) -> Part:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unsayable("script")
        try:
            if self.tokens.take("!"):
                return negated(self._truth(self._single()))
            if self.tokens.take("("):
                found = self._expression()
                self.tokens.need(")")
                return found
            if self.tokens.take("["):
                return self._list()
            return self._plain()
        finally:
            self.depth -= 1

    def _plain(self) -> Part:
        kind, text = self.tokens.next()
        if text == "-" and self.tokens.kind() == "number":
            return _Known(-json.loads(self.tokens.next()[1]))
        if kind == "number":
            return _Known(json.loads(text) if not re.match("0[0-9]", text) else 0)
        if kind == "string":
            return _Known(re.sub(r"\\(.)", r"\1", text[1:-1]))
        if text in _CONSTANTS:
            return _Known(_CONSTANTS[text])
        if text in ("data", "row"):
            return self._path()
        raise Unsayable("script", text)

    def _path(self) -> Part:
        """`data.a.b`, `data['a']`, and what is asked of the end of it."""
        names: list[str] = []
        while (sign := self.tokens.seen()) in (".", "?.", "["):
            self.tokens.next()
            kind, text = self.tokens.next()
            if sign == "[" or (sign == "?." and text == "["):
                kind, text = (kind, text) if sign == "[" else self.tokens.next()
                if kind != "string":
                    raise Unsayable("script", text)
                self.tokens.need("]")
                names.append(text[1:-1])
            elif text in ("length", "includes", "indexOf"):
                return self._end(_Answer(".".join(names)), text)
            else:
                names.append(text)
        if not names or self.tokens.seen() == "(":
            raise Unsayable("script", names[-1][:30] if names else "data")
        return _Answer(".".join(names))

    def _end(self, answer: _Answer, name: str) -> Part:
        if name == "length":
            return replace(answer, of="length")
        self.tokens.need("(")
        value = self._expression()
        self.tokens.need(")")
        if not isinstance(value, _Known):
            raise Unsayable("script", name)
        if name == "indexOf":
            return replace(answer, of="index", value=value.value)
        return self.scope.ask(answer.path, "includes", value.value, self.site)

    def _list(self) -> Part:
        """`['a', 'b'].includes(data.x)`: one of them."""
        values = []
        while not self.tokens.take("]"):
            part = self._single()
            if not isinstance(part, _Known):
                raise Unsayable("script", "[")
            values.append(part.value)
            self.tokens.take(",")
        self.tokens.need(".")
        self.tokens.need("includes")
        self.tokens.need("(")
        answer = self._expression()
        self.tokens.need(")")
        if not isinstance(answer, _Answer) or answer.of:
            raise Unsayable("script", "includes")
        return some([self.scope.ask(answer.path, "eq", value, self.site) for value in values])

    def _truth(self, part: Part) -> Clause:
        """Whether something counts as true."""
        if isinstance(part, _Known):
            return bool(part.value)
        if not isinstance(part, _Answer):
            return part
        if part.of == "length":
            return self.scope.ask(part.path, "count", 1, self.site)
        if part.of:
            raise Unsayable("script", "indexOf")
        return self.scope.ask(part.path, "truthy", None, self.site)
