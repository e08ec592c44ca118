"""`mallverk check`: every fault in some templates or organisation files, and every example that does not give what it expects."""

from pathlib import Path

import click

from engine.commands.files import line_of, roster_from, say_json
from engine.errors import Fault, InvalidTemplate
from engine.proof import example_faults
from engine.roster import Roster, describes_organisation, read_roster
from engine.template.load import load
from engine.wording import fault_in_words


@click.command("check", epilog="Example:  mallverk check templates_library/*.yaml")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="One JSON list of faults.")
@click.option(
    "--organisation", type=click.Path(exists=True, dir_okay=False), help="An organisation file; the test organisation if not given."
)
def command(files: tuple[str, ...], as_json: bool, organisation: str | None) -> None:
    """Check templates and organisation files: print file:line:col: code: message for every fault, exit 1 when there is one."""
    roster = roster_from(organisation)
    found = [(path, fault) for path in files for fault in faults_in(path, roster)]
    if as_json:
        say_json([_plain(path, fault) for path, fault in found])
    else:
        for path, fault in found:
            click.echo(line_of(path, fault))
        if not found:
            click.echo(f"{len(files)} ok")
    if found:
        raise click.exceptions.Exit(1)


def faults_in(path: str, roster: Roster) -> tuple[Fault, ...]:
    """The faults of one file, a template or an organisation."""
    text = Path(path).read_bytes()
    try:
        if describes_organisation(text):
            read_roster(text)
            return ()
        return tuple(example_faults(load(text), roster))
    except InvalidTemplate as error:
        return error.faults


def _plain(path: str, fault: Fault) -> dict[str, object]:
    place = {"file": path, "line": fault.mark.line, "column": fault.mark.column}
    return {**place, "code": fault.code, "message": fault_in_words(fault), "guess": fault.guess}
