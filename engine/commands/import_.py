"""`mallverk import`: a form from another format as a new template, or as the next version of one."""

from pathlib import Path

import click

from engine.commands.files import faults_said
from engine.commands.written import say_remarks, say_written
from engine.exchange import Carried, NotReadable, format_of, formats
from engine.exchange.main_language import fitted
from engine.exchange.taking_in import as_new, as_version, name_of, with_remarks
from engine.library import BEGINNING

FILE = click.Path(exists=True, dir_okay=False)


@click.command(
    "import",
    epilog="Example:  mallverk import enkat.xlsx --name enkat --output enkat.yaml  (docs/import.md)",
)
@click.argument("file", type=FILE)
@click.option(
    "--format",
    "format_",
    type=click.Choice(sorted(name for name, one in formats().items() if one.reads)),
    help="Else it is seen in the file.",
)
@click.option("--name", help="The name of the new template.  [default: its own, else the file's]")
@click.option("--onto", type=FILE, help="A template: its form is replaced, and all the rest of its text stays.")
@click.option("--ui", type=FILE, help="The second file that some formats have, such as the UI schema of a JSON Schema.")
@click.option("--leave-out", is_flag=True, help="Write the template although something is not carried over.")
@click.option(
    "--output", type=click.Path(dir_okay=False, allow_dash=True), default="-", help="The file to write.  [default: standard output]"
)
def command(file: str, *, format_: str | None, name: str | None, onto: str | None, ui: str | None, leave_out: bool, output: str) -> None:
    """Make a template of FILE. What can not be carried over is said, and nothing is written before you agree by --leave-out."""
    carried = _read(file, format_, ui)
    ground = (BEGINNING if onto is None else Path(onto)).read_text(encoding="utf-8")
    with faults_said(onto or file):
        carried = carried if onto is None else fitted(carried, ground)
    say_remarks(file, carried.remarks, stop=not leave_out)
    with faults_said(onto or file):
        text = as_new(carried, name or name_of(carried, file), ground) if onto is None else as_version(carried, ground)
    say_written(output, with_remarks(text, Path(file).name, carried.remarks).encode())


def _read(file: str, format_: str | None, ui: str | None) -> Carried:
    raw = Path(file).read_bytes()
    try:
        found = formats()[format_] if format_ else format_of(raw, file)
        return found.read(raw, Path(ui).read_bytes() if ui else None)
    except NotReadable as error:
        say_remarks(file, error.remarks, stop=False)
        raise click.exceptions.Exit(1) from None
