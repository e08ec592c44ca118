"""`mallverk schema`: the JSON Schema of a template's answers, or of templates themselves."""

import click

from engine.commands.files import say_json, template_from
from engine.template.compiled import compiled
from engine.template.load import built_in_loader
from engine.template.schema import meta_schema


@click.command("schema", epilog="Example:  mallverk schema templates_library/felanmalan.yaml")
@click.argument("template", required=False, type=click.Path(exists=True, dir_okay=False))
def command(template: str | None) -> None:
    """Print the JSON Schema of a template's answers, and in `x-mallverk` its pages and questions; without TEMPLATE, that of templates."""
    loader = built_in_loader()
    found = compiled(template_from(template)) if template else meta_schema(loader.types, loader.kinds)
    say_json(found)
