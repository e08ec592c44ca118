"""The queue of a registrar: cases that are to be entered in another system's register. It must not show a word of what they hold."""

from flask import Blueprint

from admin.registration.entering import enter_number, enter_numbers
from admin.registration.queue import as_csv, registration


def add_registration(blueprint: Blueprint) -> None:
    """Its routes."""
    blueprint.add_url_rule("/<org>/registration", "registration", registration)
    blueprint.add_url_rule("/<org>/registration", "enter_numbers", enter_numbers, methods=["POST"])
    blueprint.add_url_rule("/<org>/registration.csv", "registration_csv", as_csv)
    blueprint.add_url_rule("/<org>/cases/<uuid:case>/register-number", "enter_number", enter_number, methods=["POST"])
