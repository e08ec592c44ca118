"""`mallverk count`: a report's table over answers in a file, unmasked; several templates are versions of one."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from engine.answers import read
from engine.answers.sources import FromJson
from engine.commands.files import roster_from, template_from, time_from
from engine.fields import Context
from engine.intake import Desk
from engine.roster import Roster
from engine.statistics.facts import Fact
from engine.statistics.table import tabulate
from engine.template.model import FormTemplate


@click.command("count", epilog="Example:  mallverk count v1.yaml v2.yaml --answers answers.jsonl --report var")
@click.argument("templates", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--answers", required=True, type=click.Path(exists=True, dir_okay=False), help="One {version, at, answers} a line.")
@click.option("--report", required=True, help="The report's id.")
@click.option("--organisation", type=click.Path(exists=True, dir_okay=False), help="An organisation file; the test organisation if not given.")
def command(templates: tuple[str, ...], answers: str, report: str, organisation: str | None) -> None:
    """Count answers as a report of the last TEMPLATE does."""
    loaded = [template_from(path) for path in templates]
    if report not in loaded[-1].reports:
        raise click.ClickException(f"no such report: {report}; there are: {', '.join(loaded[-1].reports)}")
    facts = list(_facts(loaded, answers, roster_from(organisation)))
    table = tabulate(loaded[-1], loaded[-1].reports[report], facts)
    click.echo(json.dumps(table.plain(), ensure_ascii=False, indent=2))


def _facts(templates: list[FormTemplate], path: str, roster: Roster) -> Iterator[Fact]:
    for number, text in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if text.strip():
            line = json.loads(text)
            yield from _of_line(templates[line.get("version", len(templates)) - 1], line, roster, f"{path}:{number}")


def _of_line(template: FormTemplate, line: dict[str, Any], roster: Roster, place: str) -> Iterator[Fact]:
    organisation = roster.holding(template.functions)
    now = time_from(line.get("at"))
    reading = read(template.form, FromJson(line["answers"]), Context(organisation, now, template.language))
    if reading.problems:
        raise click.ClickException(f"{place}: {', '.join(f'{problem.at} {problem.code}' for problem in reading.problems)}")
    intake = Desk(template, organisation, now).take_in(reading.answers)
    yield from intake.facts
    for opening in intake.openings:
        yield from opening.facts
