"""Reads forms: pages, questions, groups and their conditions, which may only look backwards."""

from collections.abc import Mapping
from typing import Any

from engine.conditions.reading import Scope, Variable
from engine.fields import Form, Page, Question, Repeat, Wording
from engine.template.reader import Reader, declare
from engine.template.source import Path

COMMON = frozenset(
    "type label hint why missing optional show_if wording options statistics sensitive personal routes excludes expect preset repeat questions".split()
)
ALWAYS: Scope = {"organisation.kind": Variable("label")}


def read_form(reader: Reader, value: Mapping[str, Any], path: Path, *, outside: Scope, shared_ids: bool = False) -> Form:
    """A form written as `pages`, or as `questions`: one page. `outside` is what conditions may look at besides its own questions."""
    title = reader.text(value.get("title"), (*path, "title")) or {}
    if "pages" in value and "questions" in value:
        reader.fault("pages-and-questions", path, key=True)
    if "pages" not in value and "questions" not in value:
        reader.fault("missing-key", path, key=True, what="pages", where=str(path[-1]))
    scope = dict(outside)
    taken: dict[str, str] = {}
    pages = []
    for id, inner, where in _pages(value, path):
        if shared_ids and "pages" in value:
            reader.unique(id, where, "page")
        pages.append(_page(reader, id, inner, where, scope=scope, taken=None if shared_ids else taken))
    return Form(title, tuple(pages))


def _pages(value: Mapping[str, Any], path: Path) -> list[tuple[str, Mapping[str, Any], Path]]:
    if "pages" in value:
        return [(id, inner, (*path, "pages", id)) for id, inner in value["pages"].items()]
    return [("page", value, path)]


def _page(reader: Reader, id: str, value: Mapping[str, Any], path: Path, *, scope: dict[str, Variable], taken: dict[str, str] | None) -> Page:
    """A page; one with `repeat` holds a single group that bears the page's id."""
    show_if = reader.condition(value.get("show_if"), (*path, "show_if"), scope)
    title = reader.text(value.get("title"), (*path, "title")) or {}
    if "repeat" in value:
        group = {"type": "group", "label": value.get("title"), "repeat": value["repeat"], "questions": value["questions"]}
        questions: tuple[Question, ...] = (_question(reader, id, group, path, scope=scope, taken=taken, depth=0),)
        scope |= declare(questions[0], many=False)
    else:
        questions = _questions(reader, value.get("questions", {}), (*path, "questions"), scope=scope, taken=taken, depth=0)
    return Page(id, title, questions, show_if, reader.text(value.get("hint"), (*path, "hint")), reader.source.key_mark(path))


def _questions(
    reader: Reader, value: Mapping[str, Any], path: Path, *, scope: dict[str, Variable], taken: dict[str, str] | None, depth: int
) -> tuple[Question, ...]:
    found = []
    for id, inner in value.items():
        where = (*path, id)
        if taken is None:
            reader.unique(id, where, "question")
        elif id in taken:
            reader.fault("id-twice", where, key=True, given=id, other="question")
        if taken is not None:
            taken[id] = "question"
        question = _question(reader, id, inner, where, scope=scope, taken=taken, depth=depth)
        scope |= declare(question, many=False)
        found.append(question)
    return tuple(found)


def _question(
    reader: Reader, id: str, value: Mapping[str, Any], path: Path, *, scope: dict[str, Variable], taken: dict[str, str] | None, depth: int
) -> Question:
    type_ = reader.types[value["type"]]
    if type_.name == "group" and depth > 1:
        reader.fault("nested-too-deep", path, key=True)
    counted = bool(value.get("statistics"))
    if counted and not type_.countable:
        reader.fault("not-countable", (*path, "statistics"), key=True, type=type_.name)
    inner = _questions(reader, value.get("questions", {}), (*path, "questions"), scope=dict(scope), taken=taken, depth=depth + 1)
    question = Question(
        id,
        type_,
        reader.text(value.get("label"), (*path, "label")) or {},
        reader.source.key_mark(path),
        hint=reader.text(value.get("hint"), (*path, "hint")),
        why=reader.text(value.get("why"), (*path, "why")),
        missing=reader.text(value.get("missing"), (*path, "missing")),
        optional=bool(value.get("optional")) or not type_.asks,
        show_if=reader.condition(value.get("show_if"), (*path, "show_if"), scope),
        wording=_wording(reader, value.get("wording", []), (*path, "wording"), scope),
        options=reader.options(value.get("options"), (*path, "options"), scope),
        statistics=counted,
        sensitive=bool(value.get("sensitive")),
        personal=bool(value.get("personal", type_.free_text)),
        routes=bool(value.get("routes")),
        excludes=bool(value.get("excludes")),
        expect=value.get("expect", 0),
        preset=value.get("preset"),
        repeat=_repeat(reader, value.get("repeat"), (*path, "repeat")),
        questions=inner,
        keys={key: content for key, content in value.items() if key not in COMMON},
    )
    _check(reader, question, path)
    return question


def _check(reader: Reader, question: Question, path: Path) -> None:
    if question.routes and question.type.kind != "unit":
        reader.fault("routes-needs-unit", (*path, "routes"), key=True)
    if isinstance(question.preset, str) and question.type.has_options:
        reader.known(question.preset, (*path, "preset"), [option.key for option in question.options], "option")
    for code, key in question.type.faults(question):
        reader.fault(code, (*path, key), given=question.keys.get(key, ""))


def _wording(reader: Reader, value: list[Mapping[str, Any]], path: Path, scope: Scope) -> tuple[Wording, ...]:
    return tuple(
        Wording(
            reader.condition(item["when"], (*path, index, "when"), scope),
            reader.text(item.get("label"), (*path, index, "label")),
            reader.text(item.get("hint"), (*path, index, "hint")),
        )
        for index, item in enumerate(value)
    )


def _repeat(reader: Reader, value: Mapping[str, Any] | None, path: Path) -> Repeat | None:
    if value is None:
        return None
    least, most = value.get("min", 1), value["max"]
    if least > most:
        reader.fault("min-over-max", path)
    return Repeat(least, most, reader.text(value.get("item"), (*path, "item")) or {})
