"""`mallverk recount`: counts everything anew from its records and compares that with the facts that reports are made from."""

import click

from engine.actions.counted_anew import Records
from engine.actions.recount import Difference, recount
from engine.commands.installation import open_office, settings_from_environment
from engine.errors import MallverkError
from engine.office import Office
from engine.template.model import FormTemplate


@click.command("recount", epilog="Example:  mallverk recount --organisation ekhamra")
@click.option("--organisation", help="The organisation's key; all of them if not given.")
def command(organisation: str | None) -> None:
    """Prove that what is counted is what the reports and cases say; exit code 1, and what differs, where it is not.

    Nobody should report or act meanwhile. What comes from something that is erased can not be counted anew, and is left out.
    """
    differing = False
    with open_office(settings_from_environment(), exclusive=False) as office:
        keys = [key for key, _ in office.organisations() if organisation in (None, key)]
        if organisation is not None and not keys:
            raise click.ClickException(f"no such organisation: {organisation}")
        for key in keys:
            found = (*recounted(office, key), *counted_ahead(office, key))
            differing = differing or bool(found)
            for one in found:
                click.echo(f"{key}: {one.template}: {one.grain}: {one.missing} missing, {one.extra} too many")
            if not found:
                click.echo(f"{key}: equal")
    if differing:
        raise click.exceptions.Exit(1)


def recounted(office: Office, org: str) -> tuple[Difference, ...]:
    """Where the facts of an organisation differ from its records."""

    def versions(name: str, version: int) -> FormTemplate:
        scene = office.scene(org, name, version)
        if scene is None:
            raise MallverkError(f"no such version: {name} {version}")
        return scene.template

    organisation = office.organisation(org)
    if organisation is None:
        raise MallverkError(f"no such organisation: {org}")
    return office.read(org, lambda session: recount(Records(session, organisation, office.sealer, versions)))


def counted_ahead(office: Office, org: str) -> tuple[Difference, ...]:
    """Which reports that are counted ahead, and which facts by column, do not say what the facts do."""
    found = office.spoiled(org).items()
    return tuple(
        Difference(template, f"reports.{report}" if report else "facts by column", *numbers) for (template, report), numbers in found
    )
