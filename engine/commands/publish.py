"""`mallverk publish`: takes a template into use in an organisation."""

import click

from engine.actions.publish import publish
from engine.commands.check import faults_in
from engine.commands.files import faults_said, line_of, roster_from, template_from
from engine.commands.installation import open_office, settings_from_environment
from engine.difference.compare import difference
from engine.difference.words import ChangesInWords


@click.command("publish", epilog="Example:  mallverk publish templates_library/felanmalan.yaml --organisation ekhamrahem")
@click.argument("template", type=click.Path(exists=True, dir_okay=False))
@click.option("--organisation", required=True, help="The organisation's key.")
def command(template: str, organisation: str) -> None:
    """Publish a template that has no faults and whose examples hold, and say what it changes."""
    faults = faults_in(template, roster_from(None))
    for fault in faults:
        click.echo(line_of(template, fault), err=True)
    if faults:
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
