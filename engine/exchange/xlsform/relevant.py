"""From expressions to conditions: `relevant` and filters of choices, as far as the language of conditions can say them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.exchange.clauses import Clause, asks, every, negated, some
from engine.exchange.xlsform.comparing import (
    TODAY,
    Bounds,
    Value,
    answered,
    bounds,
    compared,
    counted,
    not_said,
    of_values,
    one_or_several,
    option,
)
from engine.exchange.xlsform.known import Group, Known, Scope
from engine.exchange.xlsform.xpath import Answer, Call, Column, Expression, Here, Literal, NotExpression, Pair, joined, parse, spelt

SIGNS = ("=", "!=", "<", "<=", ">", ">=")
TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_WRAPPERS = ("string", "number", "normalize-space", "date", "date-time", "decimal-date", "decimal-date-time", "once", "int")
"""Functions that give their one part in another spelling."""
_SOME: Mapping[Bounds, bool] = {(1, None): True, (None, 0): False, (0, 0): False}
"""Bounds that ask only whether there is anything."""


@dataclass(frozen=True)
class Reader:
    """Reads conditions that stand inside `groups`, in what is shown under the conditions `within`. `columns` is the row of an option."""

    scope: Scope
    groups: Group = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    within: Group = ()

    def read(self, text: str) -> Clause:
        """The condition that a cell holds. Raises Unsayable."""
        return self.settled(self.clause(parsed(text)))

    def settled(self, clause: Clause) -> Clause:
        """The condition, unless it names all the answers that there can be: then only whether there is one matters."""
        if isinstance(clause, bool) or len(clause) != 1:
            return clause
        ((id, wanted),) = clause.items()
        known = self.scope.by_id.get(id)
        if known is None or not known.values or isinstance(wanted, Mapping):
            return clause
        named = wanted if isinstance(wanted, list) else [wanted]
        if not all(value in named for values in known.values.values() for value in values):
            return clause
        found = self.answered(known, True)
        return found if found is True or isinstance(wanted, list) else clause

    def clause(self, expression: Expression) -> Clause:
        """An expression as a condition."""
        match expression:
            case Pair("and", _, _):
                return every(self.clause(part) for part in joined(expression, "and"))
            case Pair("or", _, _):
                return some(self.clause(part) for part in joined(expression, "or"))
            case Pair(sign, left, right) if sign in SIGNS:
                return self._compared(sign, left, right)
            case Call(name, parts):
                return self._called(expression, name, parts)
            case Answer(name):
                return self.answered(self.known(name), True)
            case Literal(value):
                return value not in ("", 0)
        raise not_said(spelt(expression))

    def known(self, name: str) -> Known:
        """The question of that name. Raises Unsayable when it has not come yet, never does, or is not the only one."""
        if missing := self.scope.missing(name):
            raise not_said(f"${{{name}}}", missing)
        return self.scope.found[name]

    def many(self, known: Known) -> bool:
        """True when the answer is a list of the rows' answers from here."""
        return known.groups != self.groups[: len(known.groups)]

    def countable(self, known: Known) -> bool:
        """True where there can be several of it."""
        return known.kind in ("choices", "rows") or (self.many(known) and known.kind != "none")

    def answered(self, known: Known, wanted: bool) -> Clause:
        """Whether there is an answer; where nobody comes without one, that is no condition."""
        sure = known.certain and not self.many(known) and known.within == self.within[: len(known.within)]
        return wanted if sure else answered(known, wanted)

    def value(self, expression: Expression) -> Value | None:
        """What stands in the expression itself, `today` for the day it is asked; None for what depends on answers."""
        match expression:
            case Literal(value):
                return value
            case Column(name) if name.lower() in self.columns:
                return self.columns[name.lower()]
            case Call("today" | "now", ()):
                return TODAY
            case Answer(name) if name in self.scope.today:
                return TODAY
            case Call(name, (part,)) if name in _WRAPPERS:
                return self.value(part)
        return None

    def _called(self, expression: Expression, name: str, parts: tuple[Expression, ...]) -> Clause:
        match (name, parts):
            case ("true", ()):
                return True
            case ("false", ()):
                return False
            case ("not", (part,)):
                return negated(self.clause(part))
            case ("boolean", (part,)):
                return self.clause(part)
            case ("selected", (left, right)):
                return self._selected(left, right)
            case ("if", (test, then, otherwise)):
                held, first, second = (self.clause(part) for part in (test, then, otherwise))
                return some([every([held, first]), every([negated(held), second])])
        raise not_said(spelt(expression))

    def _selected(self, left: Expression, right: Expression) -> Clause:
        """An option that is chosen, or one of those that a column names."""
        wanted, given = self.value(right), self.value(left)
        if wanted is None:
            raise not_said(f"selected({spelt(left)}, {spelt(right)})")
        if given is not None:
            return str(wanted) in str(given).split()
        known = self.known(name_of(_row_by_row(left)))
        many = self.many(known) or known.kind == "choices"
        return self.settled(asks(known.id, "includes" if many else "is", one_or_several(option(known, str(wanted)))))

    def _compared(self, sign: str, left: Expression, right: Expression) -> Clause:
        if self.value(left) is not None and self.value(right) is None:
            sign, left, right = TURNED[sign], right, left
        value, given = self.value(right), self.value(left)
        if value is not None and given is not None:
            return of_values(sign, given, value)
        match (left, right):
            case (_, Call("true" | "false" as word, ())) if sign in ("=", "!="):
                return self.clause(left) if (word == "true") is (sign == "=") else negated(self.clause(left))
        if value is None:
            raise not_said(f"{spelt(left)} {sign} {spelt(right)}")
        match left:
            case Call("string-length", (part,)):
                return self._filled(left, part, bounds(sign, value))
            case Call("count-selected" | "count", (part,)):
                return self._counted(left, self.known(name_of(part)), bounds(sign, value))
        known = self.known(name_of(left))
        if value == "" and sign in ("=", "!="):
            return self.answered(known, sign == "!=")
        return self.settled(compared(known, sign, value, many=self.many(known)))

    def _counted(self, whole: Expression, known: Known, limits: Bounds) -> Clause:
        """How many there are of what there can be several of."""
        if not self.countable(known):
            raise not_said(spelt(whole))
        if limits in _SOME and not self.many(known):
            return self.answered(known, _SOME[limits])
        return counted(known, limits)

    def _filled(self, whole: Expression, part: Expression, limits: Bounds) -> Clause:
        """How long a text is, as far as that says whether there is one."""
        known = self.known(name_of(part))
        if limits not in _SOME:
            raise not_said(spelt(whole))
        return self.answered(known, _SOME[limits])


def parsed(text: str) -> Expression:
    """The expression that a cell holds. Raises Unsayable."""
    try:
        return parse(text)
    except NotExpression as error:
        raise not_said(str(error), "not-expression") from None


def name_of(expression: Expression) -> str:
    """The name of the answer that an expression is, in whatever spelling."""
    match expression:
        case Answer(name):
            return name
        case Call("coalesce", (part, Literal(""))):
            return name_of(part)
        case Call(name, (part,)) if name in _WRAPPERS:
            return name_of(part)
        case Here():
            raise not_said(".")
    raise not_said(spelt(expression))


def _row_by_row(expression: Expression) -> Expression:
    """The answers of all rows, without the function that lists them as one text."""
    match expression:
        case Call("join", (Literal(), part)):
            return part
    return expression
