"""`mallverk rehearse`: a template's reports over invented answers, as text, before anyone has reported. Nothing is kept."""

from collections.abc import Iterator

import click

from engine.commands.files import roster_from, template_from, time_from
from engine.fields import Context
from engine.proof.rehearsed import FEW, MANY, Invented
from engine.statistics.plain_text import in_columns
from engine.statistics.sheet import Sheet
from engine.texts import LANGUAGES, engine_texts

EXAMPLES = f"""\\b
Examples:
  mallverk rehearse templates_library/felanmalan.yaml
  mallverk rehearse templates_library/felanmalan.yaml --number {FEW} --seed 7 --report fel_per_omrade"""


@click.command("rehearse", epilog=EXAMPLES)
@click.argument("template", type=click.Path(exists=True, dir_okay=False))
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="The same number gives the same answers.")
@click.option("--number", type=click.IntRange(0, 10_000), default=MANY, show_default=True, help="How many reports are invented.")
@click.option("--report", "wanted", help="One report's id; all of them if not given.")
@click.option(
    "--organisation", type=click.Path(exists=True, dir_okay=False), help="An organisation file; the test organisation if not given."
)
@click.option("--language", type=click.Choice(LANGUAGES), default="sv", show_default=True, help="The language of the words.")
def command(template: str, *, seed: int, number: int, wanted: str | None, organisation: str | None, language: str) -> None:
    """Show what the reports of TEMPLATE will say, over a year of invented answers that its form would take."""
    loaded = template_from(template)
    if wanted is not None and wanted not in loaded.reports:
        raise click.ClickException(f"no such report: {wanted}; there are: {', '.join(loaded.reports)}")
    invented = Invented(loaded, Context(roster_from(organisation).holding(loaded.functions), time_from(None), language), number, seed)
    click.echo(engine_texts().say("statistics.invented", language, count=number, seed=str(seed)))
    for report in loaded.reports.values():
        if wanted in (None, report.id):
            click.echo("\n".join(_said(report.id, invented.sheet(report))))


def _said(id: str, sheet: Sheet) -> Iterator[str]:
    yield ""
    yield f"{sheet.title} [{id}]"
    yield sheet.selection
    yield from ([sheet.finding] if sheet.finding else [])
    yield ""
    yield from (f"  {line}" for line in in_columns(sheet.grid))
