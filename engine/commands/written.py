"""What `import` and `export` share: they say what is not carried over, and write what is."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from engine.exchange import Remark


def say_remarks(file: str, remarks: Iterable[Remark], *, stop: bool) -> None:
    """One line for each remark on standard error; ends with exit code 1 when something is lost and that is to stop it."""
    found = tuple(remarks)
    for remark in found:
        click.echo(f"{file}:{remark.place}: {remark.code}: {remark.in_words()}", err=True)
    if stop and any(remark.lost for remark in found):
        click.echo("nothing is written; leave out what is lost with --leave-out", err=True)
        raise click.exceptions.Exit(1)


def say_written(output: str, raw: bytes) -> None:
    """The bytes of a file, to standard output for `-`."""
    if output == "-":
        sys.stdout.buffer.write(raw)
    else:
        Path(output).write_bytes(raw)
