"""An organisation from a file: its units, calendars, mailboxes, people and grants."""

from engine.roster.model import GrantEntry, MailboxEntry, Member, PersonEntry, Roster
from engine.roster.reading import describes_organisation, read_roster

__all__ = ["GrantEntry", "MailboxEntry", "Member", "PersonEntry", "Roster", "describes_organisation", "read_roster"]
