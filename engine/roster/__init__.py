"""An organisation from a file: its units with their numbers, calendars, mailboxes, people and grants."""

from engine.roster.listed import Change, Listed, read_units
from engine.roster.model import DelegationEntry, GrantEntry, MailboxEntry, Member, PersonEntry, Roster
from engine.roster.numbered import Numbered, WrongRow, read_number, read_numbers
from engine.roster.reading import describes_organisation, read_roster

__all__ = [
    "Change",
    "DelegationEntry",
    "GrantEntry",
    "Listed",
    "MailboxEntry",
    "Member",
    "Numbered",
    "PersonEntry",
    "Roster",
    "WrongRow",
    "describes_organisation",
    "read_number",
    "read_numbers",
    "read_roster",
    "read_units",
]
