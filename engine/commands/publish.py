"""`mallverk publish`: takes a template into use in an organisation."""

from typing import Any

import click

from engine.actions.publish import publish
from engine.commands.check import STOPPING, line_of_finding, said_of
from engine.commands.files import faults_said, roster_from, template_from
from engine.commands.installation import open_office, settings_from_environment
from engine.difference.compare import difference
from engine.difference.words import ChangesInWords
from engine.proof import NOT_PROVED, unheld
from engine.store.acceptance import Acceptance


@click.command("publish", epilog="Example:  mallverk publish templates_library/felanmalan.yaml --organisation ekhamrahem")
@click.argument("template", type=click.Path(exists=True, dir_okay=False))
@click.option("--organisation", required=True, help="The organisation's key.")
@click.option("--accept-not-proved", "name", default="", help="The name of the person who accepts what is not proved.")
def command(template: str, organisation: str, name: str) -> None:
    """Publish a template that has no faults, whose examples hold, and of which nothing is refuted; say what it changes.

    What is not proved must be accepted by a person, whose name is kept with the version.
    """
    accepted = _accepted(said_of(template, roster_from(None)), name.strip())
    loaded = template_from(template)
    with open_office(settings_from_environment(), exclusive=False) as office:
        where = office.organisation(organisation)
        if where is None:
            raise click.ClickException(f"no such organisation: {organisation}")
        for finding in unheld(loaded, where, office.clock()):
            click.echo(line_of_finding(template, finding, loaded), err=True)
        before = office.published(organisation, loaded.name)
        with faults_said(template):
            number = office.write(
                organisation, lambda session: publish(session, organisation, loaded, office.clock(), None, accepted=accepted)
            )
    click.echo(f"{loaded.name}: version {number}")
    if before is not None and before.version != number:
        words = ChangesInWords(before.template, loaded)
        for change in difference(before.template, loaded):
            click.echo(f"  {words.sentence(change)}")


def _accepted(said: list[tuple[dict[str, Any], str]], name: str) -> Acceptance:
    """What is accepted in that name; says what keeps the template from being published, and ends with exit code 1, when something does."""
    refused = [line for plain, line in said if plain["severity"] in STOPPING]
    unproved = {plain["key"]: line for plain, line in said if plain["severity"] == NOT_PROVED}
    for line in (*refused, *unproved.values()):
        click.echo(line, err=True)
    if refused:
        raise click.exceptions.Exit(1)
    if unproved and not name:
        raise click.ClickException("not proved; look for yourself, then accept it with --accept-not-proved NAME")
    return Acceptance(tuple(unproved), name) if unproved else Acceptance()
