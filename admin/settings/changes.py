"""What has been changed in the organisation, by whom and when: the latest lines of its journal in words."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from admin.guard import Visit
from admin.settings.numbers import title
from admin.settings.page import Part
from admin.settings.roles import Role
from admin.settings.wordings import holder_name, place_name
from admin.when import When
from engine.organisation import Holder
from engine.store import directory, journal, tables
from engine.store.readers import names_of
from engine.texts import in_language
from forms.wording import language, say

KINDS = (
    *("mailbox-added", "mailbox-changed", "member-added", "member-changed", "member-removed", "function-held"),
    *("person-invited", "person-changed", "account-closed", "account-opened", "password-chosen", "right-given", "right-taken-back"),
    *("unit-added", "unit-changed", "unit-ended", "calendar-changed", "calendar-dropped", "delegated", "delegation-ended"),
    *("schedule-added", "schedule-changed", "schedule-paused", "schedule-resumed", "schedule-removed", "report-sent-again"),
    *("own-report-kept", "own-report-retired", "own-report-restored", "number-changed", "unit-numbers-changed", "organisation-imported"),
)
"""The lines that tell of a change."""
MOST = 20


def changes(here: Visit, known: Mapping[str, Role]) -> Part:
    """The latest changes."""
    lines, names, mailboxes = here.office.read(here.org, lambda session: _read(session, here.org))
    when = When(here.organisation, here.now)
    rows = [
        [
            say(f"settings.changes.{line.kind}"),
            _about(here, known, line.facts, {**mailboxes, **{str(id): name for id, name in names.items()}}),
            names.get(line.person, "") if line.person else say("templates.by_command"),
            when.moment(line.at),
        ]
        for line in lines
    ]
    columns = tuple(say(f"settings.changes.{name}") for name in ("what", "about", "who", "when"))
    return Part(say("settings.changes.title"), columns, rows, say("settings.changes.empty"))


def _report(here: Visit, template: str, report: str) -> str:
    """A report's title, or its id where there is no such report any more."""
    published = here.office.published(here.org, template, here.office.latest(here.org).get(template))
    found = published.template.reports.get(report) if published is not None else None
    return in_language(found.title, language()) if found is not None else report


def _read(session: Any, org: str) -> tuple[list[tables.JournalLine], dict[UUID, str], dict[str, str]]:
    lines = journal.latest(session, org, journal.ORGANISATION, KINDS, MOST)
    people = {UUID(id) for line in lines for id in line.facts.get("persons", ())} | {line.person for line in lines if line.person}
    return lines, names_of(session, org, people), directory.mailbox_names(session, org)


def _about(here: Visit, known: Mapping[str, Role], facts: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Whom and what a change was about, by name."""
    parts = [names.get(id, "") for id in facts.get("persons", ())]
    if facts.get("report"):
        parts.append(_report(here, facts.get("template", ""), facts["report"]))
    if facts.get("right"):
        parts.append(say(f"settings.rights.{facts['right']}"))
    if facts.get("holder"):
        parts.append(holder_name(here, known, Holder.read(facts["holder"])))
    if facts.get("function"):
        parts.append(known[facts["function"]].label if facts["function"] in known else facts["function"])
    if facts.get("mailbox"):
        parts.append(names.get(facts["mailbox"], facts["mailbox"]))
    if facts.get("number"):
        parts.append(title(facts["number"], here.organisation.numbers.get(facts["number"])))
    if facts.get("unit"):
        parts.append(place_name(here, facts["unit"]))
    return ", ".join(filter(None, parts))
