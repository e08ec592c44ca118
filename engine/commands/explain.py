"""`mallverk explain`: a template in words, with every condition as a sentence, and its steps as a picture, for those who agree to it."""

import click

from engine.commands.files import template_from
from engine.commands.written import say_written
from engine.explanation import Explanation
from engine.picture import picture, svg
from engine.texts import LANGUAGES

EXAMPLES = """\b
Examples:
  mallverk explain templates_library/felanmalan.yaml
  mallverk explain templates_library/felanmalan.yaml --picture felanmalan.svg"""


@click.command("explain", epilog=EXAMPLES)
@click.argument("template", type=click.Path(exists=True, dir_okay=False))
@click.option("--language", type=click.Choice(LANGUAGES), default="sv", show_default=True, help="The language of the words.")
@click.option("--picture", "drawn", type=click.Path(dir_okay=False, allow_dash=True), help="Draw the steps into this SVG file instead.")
def command(template: str, language: str, drawn: str | None) -> None:
    """Say in words what a template asks, who gets it, which steps follow and what is counted."""
    loaded = template_from(template)
    if drawn is not None:
        say_written(drawn, svg(picture(loaded, language)).encode())
    else:
        click.echo("\n".join(Explanation(loaded, language).lines()))
