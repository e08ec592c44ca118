"""`mallverk export`: a template in another format."""

import click

from engine.commands.files import template_from
from engine.commands.written import say_remarks, say_written
from engine.exchange import formats


@click.command("export", epilog="Example:  mallverk export felanmalan.yaml --format json --output felanmalan.json  (docs/import.md)")
@click.argument("template", type=click.Path(exists=True, dir_okay=False))
@click.option("--format", "format_", required=True, type=click.Choice(sorted(name for name, one in formats().items() if one.writes)))
@click.option("--leave-out", is_flag=True, help="Write the file although something is not carried over.")
@click.option(
    "--output", type=click.Path(dir_okay=False, allow_dash=True), default="-", help="The file to write.  [default: standard output]"
)
def command(template: str, format_: str, leave_out: bool, output: str) -> None:
    """Write TEMPLATE in another format. What can not be carried over is said, and nothing is written before you agree by --leave-out."""
    made = formats()[format_].write(template_from(template))
    say_remarks(template, made.remarks, stop=not leave_out)
    say_written(output, made.raw)
