"""The usual slips of the hand in YAML, each with a code of its own and the line as it could be written."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from engine.errors import Fault, Mark

_KEY = r"\s*(?:- )*(?:[\w.-]+:\s+)?"
_STARTS_NOTHING = "@`%&*!|>"
_STARTS_ITEM = "-?"
_LONGEST_LINE = 2_000
"""No longer line is gone through in search of what was meant, since a part of that takes the square of its length."""


@dataclass(frozen=True)
class Slip:
    """What best explains what the YAML reader says, and the whole line as it could be written, where that is known."""

    fault: Fault
    line: str | None = None


def slip(error: yaml.MarkedYAMLError, lines: list[str]) -> Slip:
    """The slip that an error of the YAML reader is about."""
    place = _place(error)
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    for explain in _EXPLANATIONS if len(line) <= _LONGEST_LINE else (_several, _tab, _open):
        if (found := explain(error, line, place)) is not None:
            return found
    return Slip(Fault("yaml", place))


def hidden_by_comment(node: yaml.ScalarNode, lines: list[str]) -> Fault | None:
    """A text of which a `#` without a space after it has taken the rest, or all: a comment has a space there."""
    end = node.end_mark
    line = lines[end.line] if end.line < len(lines) else ""
    match = re.match(r"\s+(#[^\s#].*)$", line[end.column :])
    if node.style or match is None:
        return None
    text = f"{node.value} {match[1]}".strip()
    return Fault("needs-quotes", mark_of(node.start_mark), {"character": "#"}, _quoted(text))


def mark_of(mark: Any) -> Mark:
    """Our mark for one of the YAML reader's, which counts from 0."""
    return Mark(mark.line + 1, mark.column + 1)


def _place(error: yaml.MarkedYAMLError) -> Mark:
    """Where the slip is: of a key without its colon, and of a word after a star, where it begins."""
    begun = any(word in str(error.context) for word in ("simple key", "alias", "anchor"))
    mark = (error.context_mark if begun else error.problem_mark) or error.problem_mark or error.context_mark
    return mark_of(mark) if mark is not None else Mark()


def _several(error: yaml.MarkedYAMLError, line: str, place: Mark) -> Slip | None:
    several = "document" in str(error.problem) and line.startswith("---")
    return Slip(Fault("several-documents", place)) if several else None


def _tab(error: yaml.MarkedYAMLError, line: str, place: Mark) -> Slip | None:
    indent = line[: len(line) - len(line.lstrip())]
    return Slip(Fault("tab", place)) if "\t" in indent or line[place.column - 1 : place.column] == "\t" else None


def _needs_quotes(error: yaml.MarkedYAMLError, line: str, place: Mark) -> Slip | None:
    before, rest = line[: place.column - 1], line[place.column - 1 :]
    whole = re.fullmatch(_KEY, before) is not None
    item = rest[:1] in tuple(_STARTS_ITEM) and whole and before.rstrip().endswith(":")
    if not item and (rest[:1] not in tuple(_STARTS_NOTHING) or "character" not in str(error.problem)):
        return None
    text = rest.rstrip() if whole else re.split(r"[,\]}]", rest, maxsplit=1)[0].rstrip()
    guess = f"{before.strip()} {_quoted(text)}" if whole else _quoted(text)
    return Slip(Fault("needs-quotes", place, {"character": rest[0]}, guess), f"{before}{_quoted(text)}{rest[len(text) :]}")


def _starred(error: yaml.MarkedYAMLError, line: str, place: Mark) -> Slip | None:
    """A text of several words of which the first begins as a reference to elsewhere does."""
    match = re.match(rf"({_KEY})([*]\S+ .*\S)\s*$", line) if "expected key" in str(error.problem) else None
    if match is None:
        return None
    before, text = match[1], _quoted(match[2])
    mark = Mark(place.line, len(before) + 1)
    return Slip(Fault("needs-quotes", mark, {"character": "*"}, f"{before.strip()} {text}"), f"{before}{text}")


def _braces(error: yaml.MarkedYAMLError, line: str, place: Mark) -> Slip | None:
    better = re.sub(r"([\w.-]+: )([^{}\[\],\"']*(?:: |\?)[^{}\[\],\"']*)", lambda match: match[1] + _quoted(match[2]), line)
    return Slip(Fault("braces", place, {}, better.strip()), better) if "{" in line and better != line else None


def _colon(error: yaml.MarkedYAMLError, line: str, place: Mark) -> Slip | None:
    match = re.match(r"(\s*(?:- )?[\w.-]+:\s+)([^\"'{\[|>].*: .*)$", line)
    if match is None:
        return None
    text = _quoted(match[2].rstrip())
    return Slip(Fault("colon", place, {}, f"{match[1].strip()} {text}"), f"{match[1]}{text}")


def _open(error: yaml.MarkedYAMLError, line: str, place: Mark) -> Slip | None:
    """What was never closed is told where it was opened."""
    unclosed = "unexpected end of stream" in str(error.problem) or "did not find expected ',' or" in str(error.problem)
    return Slip(Fault("unclosed", mark_of(error.context_mark))) if unclosed and error.context_mark is not None else None


def _quoted(text: str) -> str:
    """The text within double quotes, as YAML reads them."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_EXPLANATIONS: tuple[Callable[[yaml.MarkedYAMLError, str, Mark], Slip | None], ...] = (
    _several,
    _tab,
    _needs_quotes,
    _starred,
    _braces,
    _colon,
    _open,
)
