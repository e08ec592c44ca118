"""What a report counts over: the template that it belongs to, or those that a report of the organisation's own names."""

from dataclasses import dataclass, replace

from engine.actions.read_report import Part
from engine.office import Office
from engine.statistics.own_report import OwnReport, alike, answers, differs, read_own, today
from engine.store import own_reports
from engine.store.own_reports import Version
from engine.template.counted import SUBMISSIONS
from engine.template.reported import Report

OWN = "_"
"""What stands for the template in the address of a report of the organisation's own; no template can be called so."""

_NONE = Report("", {}, SUBMISSIONS)


@dataclass(frozen=True)
class Over:
    """The parts of a report, the first of which has its words. `place` stands for the template in addresses."""

    place: str
    parts: tuple[Part, ...]

    @property
    def names(self) -> list[str]:
        """The templates."""
        return [part.template.name for part in self.parts]

    @property
    def apart(self) -> list[str]:
        """The answers that the templates do not ask alike any more."""
        first, *others = self.parts
        return [name for name in answers(first.report) if any(differs(first.template, part.template, name) for part in others)]

    @property
    def together(self) -> bool:
        """True when the parts can be counted together: they ask the same sort of thing under the same names, and keep it as close."""
        first, *others = self.parts
        same = all(answers(part.report) == answers(first.report) for part in others)
        return same and all(alike(first.template, part.template, name) for name in answers(first.report) for part in others)


def over(office: Office, org: str, place: str, report: str) -> Over | None:
    """What the report at an address counts over; None when there is none, or it can be counted no longer."""
    if place == OWN:
        found = office.read(org, lambda session: own_reports.versions(session, org, report))
        return of_version(office, org, found[0]) if found and not found[0].retired else None
    part = _part(office, org, place)
    if part is None or report not in part.template.reports:
        return None
    return Over(place, (replace(part, report=part.template.reports[report]),))


def of_version(office: Office, org: str, version: Version) -> Over | None:
    """What a version of a report counts over, by the names that all has today."""
    then = {name: office.published(org, name, number) for name, number in version.templates.items()}
    own = read_own(version.text, {name: found.template for name, found in then.items() if found is not None})
    parts = [_moved(_part(office, org, name), own, number) for name, number in version.templates.items()]
    there = tuple(part for part in parts if part is not None)
    ordered = tuple(part for name in own.reports for part in there if part.template.name == name)
    found = Over(OWN, ordered) if len(there) == len(parts) else None
    return found if found is not None and found.together else None


def own_in_use(office: Office, org: str) -> list[tuple[str, Over]]:
    """The reports of the organisation's own that can be looked at, by key."""
    found = office.read(org, lambda session: own_reports.latest(session, org))
    return [(version.key, kept) for version in found if not version.retired and (kept := of_version(office, org, version))]


def of_text(office: Office, org: str, own: OwnReport) -> Over:
    """The same of a text that speaks of the latest versions."""
    parts = ((part, own.reports[name]) for name in own.reports if (part := _part(office, org, name)) is not None)
    return Over(OWN, tuple(replace(part, report=report) for part, report in parts))


def _moved(part: Part | None, own: OwnReport, number: int) -> Part | None:
    """A template in its latest version with the report that was written for an earlier one."""
    report = today(own.reports[part.template.name], part.lineage, part.template, number) if part is not None else None
    return replace(part, report=report) if part is not None and report is not None else None


def _part(office: Office, org: str, name: str) -> Part | None:
    """A template in its latest version, with no report yet that is asked of it."""
    version = office.latest(org).get(name)
    published = office.published(org, name, version) if version is not None else None
    if published is None or version is None:
        return None
    return Part(published.template, _NONE, published.columns, office.lineage(org, name, version))
