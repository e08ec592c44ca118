"""Reads forms: pages, questions, groups and their conditions, which may only look backwards."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from engine.conditions.reading import Scope, Variable
from engine.errors import AnswerError, likely
from engine.fields import ONLY_PAGE, Context, Earlier, FieldType, Form, Page, Question, Repeat, Wording
from engine.fields.person import ASSIGNS, picks_member
from engine.organisation import Organisation
from engine.template.from_schema.reading import read_schema_form
from engine.template.reader import Reader, declare, variable
from engine.template.schema import QUESTION_KEYS, RESERVED
from engine.template.source import Path

COMMON = frozenset({*QUESTION_KEYS, "options", "repeat", "questions"})
_TEXT = {"$ref": "#/$defs/text"}
_ANY_DAY = date(2000, 1, 1)
"""What is no day can be answered on any."""
ALWAYS: Scope = {"organisation.kind": Variable("label")}


def read_form(reader: Reader, value: Mapping[str, Any], path: Path, *, outside: Scope, shared_ids: bool = False) -> Form:
    """A form written as `pages`, or as `questions`: one page. `outside` is what conditions may look at besides its own questions."""
    if {"schema", "file", "ui"} & set(value):
        found = read_schema_form(reader, value, path, outside=outside)
        for question in found.every() if shared_ids else ():
            reader.unique(question.id, (*path, "schema"), "question")
        return found
    title = reader.text(value.get("title"), (*path, "title")) or {}
    if "pages" in value and "questions" in value:
        reader.fault("pages-and-questions", path, key=True)
    if "pages" not in value and "questions" not in value:
        reader.fault("missing-key", path, key=True, what="pages", where=str(path[-1]))
    # an id of its own always means its own question, so one that comes later may not be looked at
    own = set(_ids(value))
    form = _FormReader(reader, {name: kept for name, kept in outside.items() if name.partition(".")[0] not in own}, shared_ids)
    return Form(title, tuple(form.page(id, inner, where) for id, inner, where in _pages(value, path)))


def _pages(value: Mapping[str, Any], path: Path) -> list[tuple[str, Mapping[str, Any], Path]]:
    if "pages" in value:
        return [(id, inner, (*path, "pages", id)) for id, inner in value["pages"].items()]
    return [(ONLY_PAGE, value, path)]


def _ids(value: Mapping[str, Any]) -> Iterator[str]:
    """The ids of all questions and groups that are written somewhere inside."""
    for id, page in value.get("pages", {}).items():
        yield from (id,) if "repeat" in page else ()
        yield from _ids(page)
    for id, question in value.get("questions", {}).items():
        yield id
        yield from _ids(question)


def scope_of(form: Form, row: str | None) -> Scope:
    """What may look at a whole form may look at: every question, with one row of a group in place of the list of rows."""
    scope: dict[str, Variable] = dict(ALWAYS)
    for question in form.questions():
        scope |= declare(question, many=False)
        if question.id == row:
            for inner in question.questions:
                scope |= declare(inner, many=False)
    return scope


class _FormReader:
    """Reads the pages and questions of one form. `scope` holds what the next condition may look at."""

    def __init__(self, reader: Reader, scope: dict[str, Variable], shared_ids: bool) -> None:
        self.reader = reader
        self.scope = scope
        self.shared_ids = shared_ids
        self.taken: set[str] = set()

    def page(self, id: str, value: Mapping[str, Any], path: Path) -> Page:
        """A page; one with `repeat` holds a single group that bears the page's id."""
        reader = self.reader
        group = "repeat" in value
        if self.shared_ids and id != ONLY_PAGE:
            reader.unique(id, path, "page")
        elif group:
            self._unique(id, path)
        show_if = reader.condition(value.get("show_if"), (*path, "show_if"), self.scope)
        title = reader.text(value.get("title"), (*path, "title")) or {}
        if group:
            written = {"type": "group", "label": value.get("title"), "repeat": value["repeat"], "questions": value["questions"]}
            questions: tuple[Question, ...] = (self._question(id, written, path, scope=self.scope, depth=0),)
            self.scope |= declare(questions[0], many=False)
        else:
            questions = self._questions(value.get("questions", {}), (*path, "questions"), scope=self.scope, depth=0)
        return Page(id, title, questions, show_if, reader.text(value.get("hint"), (*path, "hint")), reader.source.key_mark(path))

    def _unique(self, id: str, path: Path) -> None:
        """The public form shares its ids with the steps; those of a step's form are its own."""
        if self.shared_ids:
            self.reader.unique(id, path, "question")
        elif id in RESERVED:
            self.reader.fault("reserved-id", path, key=True, given=id)
        elif id in self.taken:
            self.reader.fault("id-twice", path, key=True, given=id, other="question")
        self.taken.add(id)

    def _questions(self, value: Mapping[str, Any], path: Path, *, scope: dict[str, Variable], depth: int) -> tuple[Question, ...]:
        found = []
        for id, inner in value.items():
            self._unique(id, (*path, id))
            question = self._question(id, inner, (*path, id), scope=scope, depth=depth)
            scope |= declare(question, many=False)
            found.append(question)
        return tuple(found)

    def _question(self, id: str, value: Mapping[str, Any], path: Path, *, scope: dict[str, Variable], depth: int) -> Question:
        reader, type_ = self.reader, self.reader.types[value["type"]]
        optional = bool(value.get("optional")) or not type_.asks
        question = Question(
            id,
            type_,
            reader.text(value.get("label"), (*path, "label")) or {},
            reader.source.key_mark(path),
            hint=reader.text(value.get("hint"), (*path, "hint")),
            why=reader.text(value.get("why"), (*path, "why")),
            missing=reader.text(value.get("missing"), (*path, "missing")),
            optional=optional,
            show_if=reader.condition(value.get("show_if"), (*path, "show_if"), scope),
            wording=_wording(reader, value.get("wording", []), (*path, "wording"), scope),
            options=reader.options(value.get("options"), (*path, "options"), scope),
            statistics=bool(value.get("statistics")),
            sensitive=bool(value.get("sensitive")),
            personal=bool(value.get("personal", type_.free_text)),
            routes=bool(value.get("routes")),
            excludes=bool(value.get("excludes")),
            expect=value.get("expect", 0),
            preset=_preset(value.get("preset"), type_),
            repeat=_repeat(reader, value.get("repeat"), (*path, "repeat"), optional=optional),
            questions=self._questions(value.get("questions", {}), (*path, "questions"), scope=dict(scope), depth=depth + 1),
            earlier=self._earlier(type_, value, path, scope),
            keys={key: content for key, content in value.items() if key not in COMMON},
        )
        _check(reader, question, path, depth)
        # the public does not see who is there, so it can not pick anyone
        if question.excludes and (self.shared_ids or type_.name != "person"):
            reader.fault("excludes-needs-person", (*path, "excludes"), key=True)
        if ASSIGNS in question.keys and (self.shared_ids or depth > 0):
            reader.fault("assigns-needs-step", (*path, ASSIGNS), key=True, given=question.keys[ASSIGNS])
        if question.routes and not self.shared_ids:
            reader.fault("routes-needs-unit", (*path, "routes"), key=True)
        return question

    def _earlier(self, type_: FieldType, value: Mapping[str, Any], path: Path, scope: Scope) -> tuple[Earlier, ...]:
        """The answers that the question's value is worked out from; they come before it, like those of a condition."""
        uses = type_.uses(value)
        for key, name in uses:
            if name not in scope:
                guess = likely(name, scope, len(self.reader.faults))
                self.reader.fault("unknown-reference", (*path, key), guess=guess, reference=name)
        known = [(name, scope[name]) for _, name in uses if name in scope]
        return tuple(Earlier(name, found.kind, found.many, found.measure) for name, found in known)


def _check(reader: Reader, question: Question, path: Path, depth: int) -> None:
    type_ = question.type
    if type_.kind == "rows" and depth > 1:
        reader.fault("nested-too-deep", path, key=True)
    if question.statistics and not type_.countable:
        reader.fault("not-countable", (*path, "statistics"), key=True, type=type_.name)
    if type_.identifies and not question.personal:
        reader.fault("always-personal", (*path, "personal"), key=True, type=type_.name)
    if question.routes and (type_.kind != "unit" or depth > 0):
        reader.fault("routes-needs-unit", (*path, "routes"), key=True)
    if question.preset is not None:
        _check_preset(reader, question, (*path, "preset"))
    for key, schema in type_.schema.items():
        _check_texts(reader, question.keys.get(key), schema, (*path, key))
    for code, key in type_.faults(question):
        reader.fault(code, (*path, key) if key else path, key=not key, given=question.keys.get(key, ""))


def _check_texts(reader: Reader, value: Any, schema: Mapping[str, Any], path: Path) -> None:
    """The languages of a type's own texts, also of those that stand by name."""
    if schema == _TEXT:
        reader.text(value, path)
    elif schema.get("additionalProperties") == _TEXT:
        for name, text in (value or {}).items():
            reader.text(text, (*path, name))


def _check_preset(reader: Reader, question: Question, path: Path) -> None:
    """A question begins with a value that it could be answered with."""
    if not question.type.begins or picks_member(question):
        reader.fault("no-preset", path, key=True, type=question.type.name)
        return
    closed = variable(question, many=False).values
    preset = question.preset[0] if isinstance(question.preset, list) else question.preset
    if closed is not None:
        if closed:
            reader.known(preset, path, closed, "option")
    elif question.type.kind == "date":
        day = reader.day(preset, path) if preset != "today" else None
        _answerable(reader, question, path, day)
    elif isinstance(preset, str) is (question.type.kind == "number"):
        reader.fault("not-number" if question.type.kind == "number" else "not-string", path, given=preset)
    elif question.type.kind != "unit":
        _answerable(reader, question, path, _ANY_DAY)


def _answerable(reader: Reader, question: Question, path: Path, day: date | None) -> None:
    """A fault where the preset would not be taken as an answer on a day; on that of the preset itself, `today` is no limit to it."""
    if day is None or any(code for code, _ in question.type.faults(question)):
        return
    try:
        question.type.check(
            question.preset, question, Context(Organisation("", ""), datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
        )
    except AnswerError:
        reader.fault("not-an-answer", path, given=question.preset)


def _preset(value: Any, type_: FieldType) -> Any:
    """The stored value that a question begins with; of several choices an author names one."""
    return [value] if value is not None and type_.kind == "choices" else value


def _wording(reader: Reader, value: list[Mapping[str, Any]], path: Path, scope: Scope) -> tuple[Wording, ...]:
    return tuple(
        Wording(
            reader.condition(item["when"], (*path, index, "when"), scope),
            reader.text(item.get("label"), (*path, index, "label")),
            reader.text(item.get("hint"), (*path, index, "hint")),
        )
        for index, item in enumerate(value)
    )


def _repeat(reader: Reader, value: Mapping[str, Any] | None, path: Path, *, optional: bool) -> Repeat | None:
    if value is None:
        return None
    least, most = value.get("min", 1), value["max"]
    if least > most:
        reader.fault("min-over-max", path)
    return Repeat(0 if optional else least, most, reader.text(value.get("item"), (*path, "item")) or {})
