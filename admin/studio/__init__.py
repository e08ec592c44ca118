"""The pages of those who look after templates: which there are, what they say in words, and where people find their forms."""

from flask import Blueprint

from admin.studio.overview import overview, template, version
from admin.studio.sharing import poster, share


def add_studio(blueprint: Blueprint) -> None:
    """Put the pages on a blueprint of the signed-in side."""
    blueprint.add_url_rule("/<org>/templates", "templates", overview)
    blueprint.add_url_rule("/<org>/templates/<template>", "template", template)
    blueprint.add_url_rule("/<org>/templates/<template>/versions/<int:version>", "template_version", version)
    blueprint.add_url_rule("/<org>/templates/<template>/share", "share", share)
    blueprint.add_url_rule("/<org>/templates/<template>/poster", "poster", poster)
