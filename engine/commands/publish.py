"""`mallverk publish`: takes a template into use in an organisation."""

import click

from engine.actions.publish import publish
from engine.commands.check import STOPPING, said_of
from engine.commands.files import faults_said, roster_from, template_from
from engine.commands.installation import open_office, settings_from_environment
from engine.difference.compare import difference
from engine.difference.words import ChangesInWords


@click.command("publish", epilog="Example:  mallverk publish templates_library/felanmalan.yaml --organisation ekhamrahem")
@click.argument("template", type=click.Path(exists=True, dir_okay=False))
@click.option("--organisation", required=True, help="The organisation's key.")
def command(template: str, organisation: str) -> None:
    """Publish a template that has no faults, whose examples hold, and of which nothing is refuted; say what it changes."""
    stopping = [line for plain, line in said_of(template, roster_from(None)) if plain["severity"] in STOPPING]
    for line in stopping:
        click.echo(line, err=True)
    if stopping:
        raise click.exceptions.Exit(1)
    loaded = template_from(template)
    with open_office(settings_from_environment(), exclusive=False) as office:
        if office.organisation(organisation) is None:
            raise click.ClickException(f"no such organisation: {organisation}")
        before = office.published(organisation, loaded.name)
        with faults_said(template):
            number = office.write(organisation, lambda session: publish(session, organisation, loaded, office.clock(), None))
    click.echo(f"{loaded.name}: version {number}")
    if before is not None and before.version != number:
        words = ChangesInWords(before.template, loaded)
        for change in difference(before.template, loaded):
            click.echo(f"  {words.sentence(change)}")
