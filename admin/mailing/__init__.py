"""The room for mail: how each person wants it, and what did not arrive."""

from flask import Blueprint

from admin.mailing import choices, failed


def add_mailing(blueprint: Blueprint) -> None:
    """Its routes."""
    blueprint.add_url_rule("/<org>/notifications", "mail_choices", choices.mail_choices, methods=["GET"])
    blueprint.add_url_rule("/<org>/notifications", "choose_mail", choices.choose_mail, methods=["POST"])
    blueprint.add_url_rule("/<org>/failed-mails", "failed_mails", failed.failed_mails, methods=["GET"])
    blueprint.add_url_rule("/<org>/failed-mails", "try_mail", failed.try_mail, methods=["POST"])
