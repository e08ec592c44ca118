"""`mallverk explain`: a template in words, with every condition as a sentence, for those who have to agree to it."""

import click

from engine.commands.files import template_from
from engine.explanation import Explanation
from engine.texts import LANGUAGES


@click.command("explain", epilog="Example:  mallverk explain templates_library/felanmalan.yaml")
@click.argument("template", type=click.Path(exists=True, dir_okay=False))
@click.option("--language", type=click.Choice(LANGUAGES), default="sv", show_default=True, help="The language of the words.")
def command(template: str, language: str) -> None:
    """Say in words what a template asks, who gets it, which steps follow and what is counted."""
    click.echo("\n".join(Explanation(template_from(template), language).lines()))
