"""`mallverk init`: the database's tables, the installation's keys, and an organisation from a file. Twice does no harm."""

import secrets
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from uuid import UUID

import click

from engine.actions.import_organisation import import_roster
from engine.actions.publish import publish
from engine.actions.sign_in import set_password
from engine.commands.files import faults_said, roster_from, template_from
from engine.commands.installation import open_office, settings_from_environment
from engine.config import Settings
from engine.errors import MallverkError
from engine.office import Office
from engine.store.keys import Keyring
from engine.store.migrations import upgrade


@click.command("init", epilog="Example:  mallverk init --organisation examples/ekhamra/organisation.yaml --password-for NAME")
@click.option("--organisation", type=click.Path(exists=True, dir_okay=False), help="An organisation file to bring in.")
@click.option("--password-for", "accounts", multiple=True, help="A person's key in the file: gets a new password, printed once.")
def command(organisation: str | None, accounts: tuple[str, ...]) -> None:
    """Make an installation, or bring it up to date: tables, keys, and what an organisation file says."""
    settings = settings_from_environment()
    try:
        _install(settings)
    except MallverkError as error:
        raise click.ClickException(str(error)) from None
    if organisation is None:
        return
    roster = roster_from(organisation)
    org = roster.organisation.key
    with open_office(settings, exclusive=False) as office:
        people = office.write(org, lambda session: import_roster(session, roster, office.clock()))
        for name in roster.templates:
            path = str(_template_file(organisation, name))
            template = template_from(path)
            with faults_said(path):
                number = office.write(org, partial(publish, org=org, template=template, now=office.clock(), publisher=None))
            click.echo(f"{template.name}: version {number}")
        for account in accounts:
            click.echo(f"{account}: {_set_password(office, org, people, account)}")
    click.echo(f"{roster.organisation.name}: {len(roster.organisation.units)} units, {len(people)} people")


def _install(settings: Settings) -> None:
    """Folder, keys and tables, where they are not there yet."""
    settings.data.mkdir(parents=True, exist_ok=True)
    if not settings.key_file.exists():
        Keyring.create(settings.key_file)
        click.echo(f"Made the keys: {settings.key_file}. Keep a copy of that file apart from the database.")
    upgrade(settings.database)
    click.echo("The database is up to date.")


def _template_file(organisation: str, name: str) -> Path:
    """A template named by an organisation's file: beside it, or in the library."""
    beside = Path(organisation).parent / name
    return beside if beside.exists() else Path(__file__).parents[2] / "templates_library" / name


def _set_password(office: Office, org: str, people: Mapping[str, UUID], account: str) -> str:
    """A new random password, told once."""
    if account not in people:
        raise click.ClickException(f"no such person: {account}; there are: {', '.join(people)}")
    password = "-".join(secrets.token_hex(2) for _ in range(5))
    office.write(org, lambda session: set_password(session, org, people[account], password))
    return password
