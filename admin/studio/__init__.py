"""The pages of those who look after templates: which there are, what they say, where their forms are found, and writing them."""

from flask import Blueprint

from admin.studio.drafting import bring_back, discard, put_away, restore
from admin.studio.editor import check_template, edit_template, new_template, publish_template, ready_templates
from admin.studio.importing import import_form, import_template
from admin.studio.numbers import numbers
from admin.studio.overview import overview, template, version
from admin.studio.sharing import poster, share


def add_studio(blueprint: Blueprint) -> None:
    """Put the pages on a blueprint of the signed-in side."""
    blueprint.add_url_rule("/<org>/templates", "templates", overview)
    blueprint.add_url_rule("/<org>/studio/ready-made", "ready_templates", ready_templates)
    blueprint.add_url_rule("/<org>/studio/new", "new_template", new_template)
    blueprint.add_url_rule("/<org>/studio/import", "import_form", import_form)
    blueprint.add_url_rule("/<org>/studio/import/take", "import_template", import_template, methods=["POST"])
    blueprint.add_url_rule("/<org>/studio/check", "check_template", check_template, methods=["POST"])
    blueprint.add_url_rule("/<org>/studio/publish", "publish_template", publish_template, methods=["POST"])
    blueprint.add_url_rule("/<org>/templates/<template>/edit", "edit_template", edit_template)
    blueprint.add_url_rule("/<org>/templates/<template>", "template", template)
    blueprint.add_url_rule("/<org>/templates/<template>/versions/<int:version>", "template_version", version)
    blueprint.add_url_rule("/<org>/templates/<template>/discard", "discard_draft", discard, methods=["POST"])
    blueprint.add_url_rule("/<org>/templates/<template>/versions/<int:version>/restore", "restore_version", restore, methods=["POST"])
    blueprint.add_url_rule("/<org>/templates/<template>/archive", "archive_template", put_away, methods=["POST"])
    blueprint.add_url_rule("/<org>/templates/<template>/take-back", "take_back_template", bring_back, methods=["POST"])
    blueprint.add_url_rule("/<org>/templates/<template>/numbers", "template_numbers", numbers)
    blueprint.add_url_rule("/<org>/templates/<template>/share", "share", share)
    blueprint.add_url_rule("/<org>/templates/<template>/poster", "poster", poster)
