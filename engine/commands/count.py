"""`mallverk count`: a report's table over answers in a file, unmasked; several templates are versions of one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from engine.answers import read
from engine.answers.sources import FromJson
from engine.commands.files import answers_to, object_from, roster_from, say_json, template_from, time_from
from engine.fields import Context
from engine.intake import Desk
from engine.proof.rehearsal import rehearse
from engine.roster import Roster
from engine.statistics.facts import Fact
from engine.statistics.lineage import Lineage
from engine.statistics.period import stretches
from engine.statistics.table import Selection, tabulate
from engine.template.model import FormTemplate


@click.command("count", epilog="Example:  mallverk count v1.yaml v2.yaml --answers answers.jsonl --report var")
@click.argument("templates", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--answers", type=click.Path(exists=True, dir_okay=False), help="One {version, at, answers} a line.")
@click.option("--invented", type=click.IntRange(1, 10_000), help="So many invented reports instead of answers, and the steps that follow.")
@click.option("--report", required=True, help="The report's id.")
@click.option(
    "--organisation", type=click.Path(exists=True, dir_okay=False), help="An organisation file; the test organisation if not given."
)
def command(templates: tuple[str, ...], *, answers: str | None, invented: int | None, report: str, organisation: str | None) -> None:
    """Count answers as a report of the last TEMPLATE does."""
    loaded = [template_from(path) for path in templates]
    if report not in loaded[-1].reports:
        raise click.ClickException(f"no such report: {report}; there are: {', '.join(loaded[-1].reports)}")
    if (answers is None) == (invented is None):
        raise click.UsageError("give either --answers or --invented")
    roster = roster_from(organisation)
    facts = _of_file(loaded, answers, roster) if answers else _invented(loaded[-1], invented or 0, roster)
    wanted = loaded[-1].reports[report]
    periods = Selection(stretches=stretches(roster.holding(loaded[-1].functions), wanted.interval))
    say_json(tabulate(loaded[-1], wanted, facts, periods).plain())


def _invented(template: FormTemplate, reports: int, roster: Roster) -> Iterator[Fact]:
    return rehearse(template, roster.holding(template.functions), time_from(None), reports=reports)


def _of_file(loaded: list[FormTemplate], path: str, roster: Roster) -> Iterator[Fact]:
    lineage = Lineage.of(dict(enumerate(loaded, 1)))
    return (lineage.read(fact, version) for version, fact in _facts(loaded, path, roster))


def _facts(templates: list[FormTemplate], path: str, roster: Roster) -> Iterator[tuple[int, Fact]]:
    for number, text in enumerate(Path(path).read_text(encoding="utf-8").split("\n"), 1):
        if text.strip():
            place = f"{path}:{number}"
            line = object_from(text, place)
            version = line.get("version", len(templates))
            if type(version) is not int or version not in range(1, len(templates) + 1):
                raise click.ClickException(f"{place}: no such version: {version}")
            yield from ((version, fact) for fact in _of_line(templates[version - 1], line, roster, place))


def _of_line(template: FormTemplate, line: dict[str, Any], roster: Roster, place: str) -> Iterator[Fact]:
    if "answers" not in line:
        raise click.ClickException(f"{place}: a line needs its answers")
    answers = answers_to(template, line["answers"], place)
    organisation, now = roster.holding(template.functions), time_from(line.get("at"))
    reading = read(template.form, FromJson(answers), Context(organisation, now, template.language))
    if reading.problems:
        raise click.ClickException(f"{place}: {', '.join(f'{problem.at} {problem.code}' for problem in reading.problems)}")
    intake = Desk(template, organisation, now).take_in(reading.answers)
    yield from intake.facts
    for opening in intake.openings:
        yield from opening.facts
