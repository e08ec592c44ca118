"""What several commands read: templates and organisations from files, with faults said as a compiler says them."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from engine.errors import Fault, InvalidTemplate, Mark
from engine.library import FOLDER, TEST_ORGANISATION, content, file_in, from_library
from engine.proof import DEFAULT_TIME
from engine.roster import Roster, read_roster
from engine.strict_json import read_json
from engine.template.layers import Opener
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.wording import fault_in_words


def line_of(path: str, fault: Fault) -> str:
    """`file:line:col: code: message`."""
    return f"{place_of(path, fault.mark)}: {fault.code}: {fault_in_words(fault)}"


def place_of(path: str, mark: Mark) -> str:
    """`file:line:col` of something in a template, or in a file that it takes with it."""
    return f"{file_of(path, mark)}:{mark.line}:{mark.column}"


def file_of(path: str, mark: Mark) -> str:
    """The file in which something of the template at a path stands."""
    if mark.file is None:
        return path
    return str(Path(path).parent / mark.file if _beside(path, mark.file) else FOLDER / mark.file)


def say_json(value: Any) -> None:
    """One JSON value on standard output. Half a surrogate pair, which no encoding has, stays the escape that it came as."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"))


def opener_for(path: str) -> Opener:
    """Opens what the template in a file may take with it: files of its own folder, else of the library."""

    def opened(name: str) -> bytes | None:
        found = _beside(path, name)
        return content(found) if found is not None else from_library(name)

    return opened


def _beside(path: str, name: str) -> Path | None:
    """A file in the folder of a template, or below it; never the template itself, so that it can change a ready-made one of its name."""
    own = Path(path).resolve()
    found = file_in(own.parent, name)
    return found if found != own else None


def scenarios_beside(path: str) -> Path | None:
    """The file of scenarios that belongs to the template in a file: the one with its name in the folder `scenarios` beside it, if any."""
    found = Path(path).parent / "scenarios" / Path(path).name
    return found if found.is_file() else None


def template_from(path: str) -> FormTemplate:
    """The template in a file; says its faults and ends with exit code 1 when it has any."""
    with faults_said(path):
        return load(Path(path).read_bytes(), opener_for(path))


def roster_from(path: str | None) -> Roster:
    """The organisation in a file; the library's test organisation when none is named. Says its faults as for a template."""
    found = path or str(TEST_ORGANISATION)
    with faults_said(found):
        return read_roster(Path(found).read_bytes())


@contextmanager
def faults_said(path: str) -> Iterator[None]:
    """Says the faults of a file that is refused inside, and ends with exit code 1."""
    try:
        yield
    except InvalidTemplate as error:
        for fault in error.faults:
            click.echo(line_of(path, fault), err=True)
        raise click.exceptions.Exit(1) from None


def time_from(text: Any) -> datetime:
    """A moment with its offset; the examples' moment when none is given."""
    try:
        moment = datetime.fromisoformat(DEFAULT_TIME if text is None else text)
    except (ValueError, TypeError):
        raise click.BadParameter(f"not a time: {text}", param_hint="--at") from None
    if moment.tzinfo is None:
        raise click.BadParameter("a time needs its offset, such as +02:00", param_hint="--at")
    return moment


def answers_from(path: str, template: FormTemplate) -> Any:
    """The answers in a JSON file, or from standard input for `-`."""
    raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    return answers_to(template, _value(raw, path), path)


def answers_to(template: FormTemplate, value: Any, place: str) -> Any:
    """A value as answers: an object, unless the form is a JSON Schema, which says what they are. `place` is how a fault is told."""
    return value if template.form.judge is not None else _object(value, place)


def object_from(text: str, place: str) -> dict[str, Any]:
    """A JSON object; `place` is how a fault in it is told."""
    return _object(_value(text, place), place)


def _object(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise click.ClickException(f"{place}: not an object")
    return value


def _value(text: str | bytes, place: str) -> Any:
    try:
        return read_json(text)
    except ValueError as error:
        raise click.ClickException(f"{place}: not JSON: {error}") from None
