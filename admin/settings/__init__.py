"""The pages of those who keep the organisation: its mailboxes and who is in them, its functions, people, units and their
numbers, and calendars."""

from typing import Any

from flask import Blueprint

from admin.settings.calendar import calendar, change_calendar
from admin.settings.calendars import calendars, choose_unit
from admin.settings.delegations import change_delegations, delegations
from admin.settings.functions import change_function, function, functions
from admin.settings.mailboxes import add_mailbox, change_mailbox, mailbox, mailboxes
from admin.settings.members import change_member, member
from admin.settings.number import change_number, number
from admin.settings.numbers import numbers
from admin.settings.overview import settings
from admin.settings.people import invite, people
from admin.settings.person import change_person, person
from admin.settings.unit import change_unit, unit
from admin.settings.unit_numbers import change_unit_numbers, unit_numbers
from admin.settings.units import add_unit, units
from admin.settings.welcome import choose_password, welcome


def add_settings(blueprint: Blueprint) -> None:
    """Put the pages on a blueprint of the signed-in side."""

    def pair(rule: str, shown: tuple[str, Any], sent: tuple[str, Any]) -> None:
        """A page and what its forms do, at one address."""
        blueprint.add_url_rule(rule, *shown)
        blueprint.add_url_rule(rule, *sent, methods=["POST"])

    blueprint.add_url_rule("/<org>/settings/", "settings", settings)
    pair("/<org>/settings/mailboxes", ("mailboxes", mailboxes), ("add_mailbox", add_mailbox))
    pair("/<org>/settings/mailboxes/<mailbox>", ("mailbox", mailbox), ("change_mailbox", change_mailbox))
    pair("/<org>/settings/mailboxes/<mailbox>/<uuid:person>/<day>", ("member", member), ("change_member", change_member))
    blueprint.add_url_rule("/<org>/settings/functions", "functions", functions)
    pair("/<org>/settings/functions/<function>", ("function", function), ("change_function", change_function))
    pair("/<org>/settings/units", ("units", units), ("add_unit", add_unit))
    pair("/<org>/settings/units/<unit>", ("unit", unit), ("change_unit", change_unit))
    pair("/<org>/settings/calendars", ("calendars", calendars), ("choose_unit", choose_unit))
    pair("/<org>/settings/calendars/<calendar>/<place>", ("calendar", calendar), ("change_calendar", change_calendar))
    blueprint.add_url_rule("/<org>/settings/numbers", "numbers", numbers)
    pair("/<org>/settings/numbers/<number>", ("number", number), ("change_number", change_number))
    pair("/<org>/settings/numbers/<number>/<period>", ("unit_numbers", unit_numbers), ("change_unit_numbers", change_unit_numbers))
    pair("/<org>/settings/people", ("accounts", people), ("invite", invite))
    pair("/<org>/settings/people/<uuid:person>", ("account", person), ("change_account", change_person))
    pair("/<org>/settings/delegations", ("delegations", delegations), ("change_delegations", change_delegations))
    pair("/<org>/welcome/<token>", ("welcome", welcome), ("choose_password", choose_password))
