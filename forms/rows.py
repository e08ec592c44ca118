"""Adds and takes away rows of groups among typed texts. It must not know limits: the form does, when it is read."""

import re
from collections.abc import Callable, Iterable

from engine.answers.sources import rows_name
from engine.fields import Question
from forms.binding import Typed
from forms.view import ADD, REMOVE

_ADD = re.compile(rf"{ADD}:([a-z0-9_.]+)", re.ASCII)
_REMOVE = re.compile(rf"{REMOVE}:([a-z0-9_.]+)\.([0-9]{{1,3}})", re.ASCII)

Inputs = dict[str, list[str]]


def pressed(button: str, typed: Inputs, questions: Iterable[Question]) -> tuple[Inputs, str] | None:
    """What the button of a group makes of the texts, and the id of where to go on; None when it is no group's button."""
    match = _REMOVE.fullmatch(button) or _ADD.fullmatch(button)
    group = group_at(match[1], questions) if match else None
    if match is None or group is None or group.repeat is None:
        return None
    name, count = match[1], _count(match[1], typed, group)
    if match.re is _ADD:
        return _counted(typed, name, min(count + 1, group.repeat.most)), f"{name}.{min(count, group.repeat.most - 1)}"
    if int(match[2]) >= count or count <= group.repeat.least:
        return typed, name
    return _counted(without_row(typed, name, int(match[2])), name, count - 1), name


def group_at(name: str, questions: Iterable[Question]) -> Question | None:
    """The group with this input name, such as `group` or `group.0.inner`."""
    found: Question | None = None
    inside, parts = tuple(questions), name.split(".")
    if len(parts) % 2 == 0:
        return None
    for part in parts[::2]:
        found = next((question for question in inside if question.id == part and question.type.kind == "rows"), None)
        inside = found.questions if found else ()
    return found


def without_row(typed: Typed, group: str, number: int) -> Inputs:
    """The texts without one row; those after it move up."""
    rename = moved(group, number)
    named = ((rename(name), list(texts)) for name, texts in typed.items())
    return {name: texts for name, texts in named if name is not None}


def moved(group: str, number: int) -> Callable[[str], str | None]:
    """What an input is called once a row is gone; None for those of that row."""
    pattern = re.compile(rf"{re.escape(group)}\.([0-9]{{1,3}})(\..*)")

    def rename(name: str) -> str | None:
        match = pattern.fullmatch(name)
        if match is None or int(match[1]) < number:
            return name
        return None if int(match[1]) == number else f"{group}.{int(match[1]) - 1}{match[2]}"

    return rename


def _count(name: str, typed: Inputs, group: Question) -> int:
    """The rows there are, as the page told."""
    told = next(iter(typed.get(f"{name}-rows", ())), "")
    least = group.repeat.least if group.repeat else 1
    return max(least, int(told)) if re.fullmatch(r"[0-9]{1,3}", told) else least


def _counted(typed: Inputs, name: str, count: int) -> Inputs:
    return {**typed, rows_name(name.replace(".", "/")): [str(count)]}
