"""Which questions of a form matter for some conditions, and the form that is left when only those are asked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.conditions import Condition, Test, tests
from engine.fields import Context, FieldType, Form, Page, Question, Value

OTHER = "…"
"""An answer in free text that no condition names."""


@dataclass(frozen=True)
class Place:
    """Where a question stands: on which page, inside which groups, after how many others."""

    question: Question
    page: Page
    around: tuple[Question, ...] = ()
    order: int = 0


def layout(form: Form) -> Mapping[str, Place]:
    """The place of every question of a form."""
    found = [place for page in form.pages for place in _places(page, page.questions, ())]
    return {place.question.id: replace(place, order=order) for order, place in enumerate(found)}


def _places(page: Page, questions: tuple[Question, ...], around: tuple[Question, ...]) -> Iterator[Place]:
    for question in questions:
        yield Place(question, page, around)
        yield from _places(page, question.questions, (*around, question))


def conditions_in(form: Form) -> Iterator[Condition]:
    """Every condition of a form."""
    for page in form.pages:
        yield from () if page.show_if is None else (page.show_if,)
    for question in form.every():
        found = (question.show_if, *(words.when for words in question.wording), *(option.when for option in question.options))
        yield from (condition for condition in found if condition is not None)


class Focus:
    """The questions that some conditions lean on: those they name, and all that decides whether these are asked and what they offer.

    `tests` are the tests on them, `beyond` those on answers that lie outside the form. `worked_out` says that an answer among them
    is worked out from others, so that not every value it could have is met by trying theirs.
    """

    def __init__(self, places: Mapping[str, Place], conditions: Iterable[Condition | None], ids: Iterable[str] = ()) -> None:
        self.places = places
        self.ids: set[str] = set()
        self.tests: list[Test] = []
        self.beyond: list[Test] = []
        self.worked_out = False
        # by their identity, since comparing them would cost as much as looking; they are kept so that none is mistaken for another
        self._seen: dict[int, Condition] = {}
        for condition in conditions:
            self._look(condition)
        for id in ids:
            self._need(id)

    @property
    def size(self) -> int:
        """How much there is to go through on one way."""
        return 1 + len(self.ids) + len(self.tests) + len(self.beyond)

    def _look(self, first: Condition | None) -> None:
        waiting = [first]
        while waiting:
            condition = waiting.pop()
            if condition is None or id(condition) in self._seen:
                continue
            self._seen[id(condition)] = condition
            for test in tests(condition):
                name = test.reference.partition(".")[0]
                (self.tests if name in self.places else self.beyond).append(test)
                waiting += self._added(name)

    def _need(self, name: str) -> None:
        for condition in self._added(name):
            self._look(condition)

    def _added(self, name: str) -> list[Condition | None]:
        """The conditions that decide on a question that had not been looked at."""
        place = self.places.get(name)
        if place is None or name in self.ids:
            return []
        self.ids.add(name)
        found: list[Condition | None] = [place.page.show_if, place.question.show_if, *(option.when for option in place.question.options)]
        # what an answer is worked out from matters as if it were asked whether it is there
        found += [Test(part.reference, "answered", True, part.many) for part in place.question.earlier]
        self.worked_out = self.worked_out or bool(place.question.earlier)
        return found + [condition for group in place.around for condition in self._added(group.id)]


class Open(FieldType):
    """Stands for a type whose answers are written freely: takes what the type itself takes, and OTHER."""

    def __init__(self, own: FieldType) -> None:
        self.own = own

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """The value, as far as it could be written."""
        return value if value == OTHER else self.own.check(value, question, context)


class Probe(FieldType):
    """Stands in a form and looks around from there; it asks nothing that anyone would answer."""

    kind = "probe"


PROBE = Probe()
CLOSED = frozenset({"choice", "choices", "truth", "unit", "number", "date", "time", "files", "rows", "none", "probe"})
"""Kinds of answers of which every value that matters can be named."""


@dataclass(frozen=True)
class Lookout:
    """A question about a form: what `look` sees before a page ("page"), before a question ("before"), or where that is asked ("inside")."""

    at: str
    where: str
    look: Callable[[Context], Any]

    def probe(self, question: Question | None = None) -> Question:
        """What stands in the form for it."""
        asked = question.show_if if question is not None and self.where == "inside" else None
        return Question("?", PROBE, {}, show_if=asked, optional=True, keys={"look": self.look})


def reduced(places: Mapping[str, Place], ids: Iterable[str], lookout: Lookout | None = None) -> Form:
    """The form with only some of its questions, in their places, and with a probe for a lookout."""
    if lookout is not None and lookout.where == "page":
        page = Page("?", {}, (lookout.probe(),))
        # conditions look backwards, so that what stands before the page is all that matters there
        return Form({}, (*reduced(places, ids).pages, page))
    at = [lookout.at] if lookout is not None else []
    wanted, children = set(ids), dict[str | None, list[Place]]()
    named = {*wanted, *at}
    named |= {group.id for id in named for group in places[id].around}
    for place in sorted((places[id] for id in named), key=lambda place: place.order):
        children.setdefault(place.around[-1].id if place.around else None, []).append(place)

    def kept(parent: str | None) -> Iterator[tuple[Place, Question]]:
        for place in children.get(parent, ()):
            if lookout is not None and lookout.at == place.question.id:
                yield place, lookout.probe(place.question)
            inner = tuple(question for _, question in kept(place.question.id))
            if inner or place.question.id in wanted:
                yield place, _plain(replace(place.question, questions=inner))

    pages: dict[str, tuple[Page, list[Question]]] = {}
    for place, question in kept(None):
        pages.setdefault(place.page.id, (place.page, []))[1].append(question)
    return Form({}, tuple(replace(page, questions=tuple(questions)) for page, questions in pages.values()))


def _plain(question: Question) -> Question:
    """The question without what decides nothing."""
    if question.type.kind in CLOSED or question.type.countable:
        return replace(question, wording=())
    return replace(question, wording=(), type=Open(question.type))
