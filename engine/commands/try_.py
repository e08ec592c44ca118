"""`mallverk try`: what a template makes of some answers, or of the scenarios of a file. Nothing is stored and nothing is sent."""

from pathlib import Path

import click

from engine.commands.files import (
    answers_from,
    faults_said,
    line_of,
    opener_for,
    roster_from,
    say_json,
    scenarios_beside,
    template_from,
    time_from,
)
from engine.library import content
from engine.organisation import Organisation
from engine.scenario import read_scenarios, scenario_faults
from engine.template.model import FormTemplate
from engine.trial import attempt

BESIDE = ""
EXAMPLES = """\b
Examples:
  mallverk try templates_library/felanmalan.yaml answers.json
  mallverk try templates_library/felanmalan.yaml --scenarios
  mallverk try my-template.yaml --scenarios my-scenarios.yaml"""


@click.command("try", epilog=EXAMPLES)
@click.argument("template", type=click.Path(exists=True, dir_okay=False))
@click.argument("answers", required=False, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--scenarios",
    is_flag=False,
    flag_value=BESIDE,
    type=click.Path(),
    help="Play a file of scenarios; the one in the folder scenarios beside the template if none is named.",
)
@click.option(
    "--organisation", type=click.Path(exists=True, dir_okay=False), help="An organisation file; the test organisation if not given."
)
@click.option("--at", help="The time of the report, such as 2026-09-07T10:00+02:00.")
def command(template: str, answers: str | None, *, scenarios: str | None, organisation: str | None, at: str | None) -> None:
    """Try a template on answers: accepted or not, problems, receiver, cases, mails and facts.

    With --scenarios, play what a case is expected to become, act by act: print file:line:col: code: message for every difference, and exit
    1 when there is one.
    """
    if (answers is None) == (scenarios is None):
        raise click.UsageError("Give either ANSWERS or --scenarios.")
    loaded = template_from(template)
    where = roster_from(organisation).holding(loaded.functions)
    if answers is not None:
        say_json(attempt(loaded, answers_from(answers, loaded), where, time_from(at)))
        return
    _play(template, loaded, where, Path(scenarios) if scenarios else scenarios_beside(template))


def _play(path: str, template: FormTemplate, organisation: Organisation, file: Path | None) -> None:
    """Plays the scenarios of a file, and says what is not as they expect."""
    if file is None or not file.is_file():
        raise click.ClickException(f"no such file: {file or Path(path).parent / 'scenarios' / Path(path).name}")
    with faults_said(str(file)):
        scenarios = read_scenarios(content(file), template, opener_for(path))
    faults = list(scenario_faults(template, scenarios, organisation))
    for fault in faults:
        click.echo(line_of(str(file), fault))
    if faults:
        raise click.exceptions.Exit(1)
    click.echo(f"{len(scenarios)} ok")
