"""What several commands read: templates and organisations from files, with faults said as a compiler says them."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from engine.errors import Fault, InvalidTemplate
from engine.proof import DEFAULT_TIME
from engine.roster import Roster, read_roster
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.wording import fault_in_words

LIBRARY = Path(__file__).parents[2] / "templates_library"


def line_of(path: str, fault: Fault) -> str:
    """`file:line:col: code: message`."""
    return f"{path}:{fault.mark.line}:{fault.mark.column}: {fault.code}: {fault_in_words(fault)}"


def template_from(path: str) -> FormTemplate:
    """The template in a file; says its faults and ends with exit code 1 when it has any."""
    try:
        return load(Path(path).read_bytes())
    except InvalidTemplate as error:
        for fault in error.faults:
            click.echo(line_of(path, fault), err=True)
        raise click.exceptions.Exit(1) from None


def roster_from(path: str | None) -> Roster:
    """The organisation in a file; the library's test organisation when none is named."""
    return read_roster((Path(path) if path else LIBRARY / "test_organisation.yaml").read_bytes())


def time_from(text: str | None) -> datetime:
    """A moment with its offset; the examples' moment when none is given."""
    try:
        moment = datetime.fromisoformat(text or DEFAULT_TIME)
    except ValueError:
        raise click.BadParameter(f"not a time: {text}", param_hint="--at") from None
    if moment.tzinfo is None:
        raise click.BadParameter("a time needs its offset, such as +02:00", param_hint="--at")
    return moment


def answers_from(path: str) -> dict[str, Any]:
    """The answers in a JSON file, or from standard input for `-`."""
    text = click.get_text_stream("stdin").read() if path == "-" else Path(path).read_text(encoding="utf-8")
    try:
        found = json.loads(text)
    except ValueError as error:
        raise click.ClickException(f"{path}: not JSON: {error}") from None
    if not isinstance(found, dict):
        raise click.ClickException(f"{path}: answers are an object")
    return found
