"""`mallverk try`: what a template makes of some answers, as one JSON object. Nothing is stored and nothing is sent."""

import click

from engine.commands.files import answers_from, roster_from, say_json, template_from, time_from
from engine.trial import attempt


@click.command("try", epilog="Example:  mallverk try templates_library/felanmalan.yaml answers.json")
@click.argument("template", type=click.Path(exists=True, dir_okay=False))
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--organisation", type=click.Path(exists=True, dir_okay=False), help="An organisation file; the test organisation if not given."
)
@click.option("--at", help="The time of the report, such as 2026-09-07T10:00+02:00.")
def command(template: str, answers: str, organisation: str | None, at: str | None) -> None:
    """Try a template on answers: accepted or not, problems, receiver, cases, mails and facts."""
    loaded = template_from(template)
    result = attempt(loaded, answers_from(answers, loaded), roster_from(organisation).holding(loaded.functions), time_from(at))
    say_json(result)
