"""The command line: one file per command. Words for people on the terminal; `--json` for machines."""

import click

from engine.commands import check, close, count, diff, explain, export, import_, initialise, publish, recount, rehearse, schema, try_, work


@click.group(epilog="Start with:  mallverk check templates_library/*.yaml")
def main() -> None:
    """Mallverk: forms, cases and numbers from one template."""


for command in (check, try_, schema, count, rehearse, explain, diff, import_, export, initialise, publish, recount, close, work):
    main.add_command(command.command)
