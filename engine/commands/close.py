"""`mallverk close`: closes the months that are over, as the worker does, and says how many there were."""

import click

from engine.closing import close_months
from engine.commands.installation import open_office, settings_from_environment


@click.command("close", epilog="Example:  MALLVERK_DATABASE=postgresql+psycopg://... mallverk close")
def command() -> None:
    """Close the months that are over in every report, for those who may not read all that it counts."""
    settings = settings_from_environment()
    with open_office(settings, exclusive=settings.database.startswith("sqlite")) as office:
        for org, _ in office.organisations():
            click.echo(f"{org}: {close_months(office, org)}")
