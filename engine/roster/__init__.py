"""An organisation from a file: its units, calendars, mailboxes, people and grants."""

from engine.roster.listed import Change, Listed, read_units
from engine.roster.model import DelegationEntry, GrantEntry, MailboxEntry, Member, PersonEntry, Roster
from engine.roster.reading import describes_organisation, read_roster

__all__ = [
    "Change",
    "DelegationEntry",
    "GrantEntry",
    "Listed",
    "MailboxEntry",
    "Member",
    "PersonEntry",
    "Roster",
    "describes_organisation",
    "read_roster",
    "read_units",
]
