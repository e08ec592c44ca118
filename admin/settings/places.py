"""Where one can go among the settings. It must not know what stands on any page."""

from collections.abc import Mapping

PLACES: Mapping[str, tuple[str, ...]] = {
    "settings": (),
    "mailboxes": ("mailbox", "add_mailbox", "change_mailbox", "member", "change_member"),
    "functions": ("function", "change_function"),
    "units": ("add_unit", "unit", "change_unit"),
    "calendars": ("choose_unit", "calendar", "change_calendar"),
    "numbers": ("number", "change_number", "unit_numbers", "change_unit_numbers"),
    "accounts": ("invite", "account", "change_account"),
    "delegations": ("change_delegations",),
}
"""Each place, in order, and the pages that belong to it."""

WITHIN = tuple(f"admin.{page}" for place, pages in PLACES.items() for page in (place, *pages))
"""Every page of the settings."""
